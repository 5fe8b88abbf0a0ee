"""A command beside a Porthole that runs: two processes, a keyring, and the demo cloud."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.profile import Profile
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from tests.end_to_end.hand import wait_until
from tests.end_to_end.test_program import PORTHOLE, running
from tests.secret_service import secret_service

CONNECT = ("connect", "web-01", "--print-url")


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[DemoCloud]:
    """A cloud that a profile with a kept password leads to."""
    with secret_service() as bus, DemoCloud(DemoOptions(servers=3)) as cloud:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus["DBUS_SESSION_BUS_ADDRESS"])
        access = cloud.access
        profile = Profile(
            id="prod", name="prod", region_name=access.region_name, auth=access.auth(access.projects[0])
        )
        ProfileBook(ProfileFile(), Secrets()).save(profile, NewSecret(access.password))
        yield cloud


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    started = [sys.executable, "-X", "importtime", *PORTHOLE[1:], *arguments]
    return subprocess.run(started, check=False, capture_output=True, text=True, timeout=30)


def posts(cloud: DemoCloud, end: str) -> int:
    return sum(one.method == "POST" and one.path.endswith(end) for one in cloud.requests)


@pytest.mark.usefixtures("qapp")
def test_the_one_that_runs_asks_for_the_link_and_the_command_needs_neither_keyring_nor_http(
    cloud: DemoCloud,
) -> None:
    with running():
        wait_until(lambda: any("/servers/detail" in one.path for one in cloud.requests), "its list")
        assert command("list").returncode == 0
        cloud.forget_requests()
        done = command(*CONNECT)
    assert done.returncode == 0, done.stderr
    assert "token%3D" in done.stdout
    assert (posts(cloud, "/remote-consoles"), posts(cloud, "/auth/tokens")) == (1, 0)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}
    assert not imported & {"requests", "keystoneauth1", "keyring", "PySide6"}


@pytest.mark.usefixtures("qapp")
def test_what_the_one_that_runs_cannot_do_the_command_does(cloud: DemoCloud) -> None:
    assert command("list").returncode == 0
    with running("--demo"):
        cloud.forget_requests()
        done = command(*CONNECT)
    assert done.returncode == 0, done.stderr
    assert (posts(cloud, "/remote-consoles"), posts(cloud, "/auth/tokens")) == (1, 1)
