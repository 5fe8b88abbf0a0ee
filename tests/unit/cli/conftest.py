"""The command line: the program as a process, with a cloud on loopback, a keyring, and files of its own."""

import os
import pty
import select
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.profile import Profile
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secret_store import SecretStore
from launcher.storage.secrets import Secrets
from tests.secret_service import meet, no_keyring, secret_service  # noqa: F401 - fixtures
from tests.unit.services.parts import profile_for

SECONDS = 30
ROOT = Path(__file__).parents[3]


def _surroundings() -> dict[str, str]:
    # A terminal tells its size itself; who runs the tests may have set another.
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    return kept | {"PYTHONPATH": str(ROOT)}


def converse(
    command: list[str], environment: dict[str, str], answers: tuple[tuple[str, str], ...], columns: int = 100
) -> tuple[int, str]:
    """Run a program on a terminal; returns its exit code and all that was to be seen."""
    terminal, theirs = pty.openpty()
    termios.tcsetwinsize(terminal, (24, columns))
    seen, left = "", list(answers)
    with subprocess.Popen(
        command,
        env=environment,
        cwd=environment["HOME"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        try:
            while True:
                assert select.select([terminal], [], [], SECONDS)[0], f"it hangs: {seen}"
                try:
                    seen += os.read(terminal, 4096).decode()
                except OSError:  # the program has ended
                    break
                if left and left[0][0] in seen:
                    os.write(terminal, left.pop(0)[1].encode())
            assert not left, f"never asked {left[0][0]!r}: {seen}"
            return process.wait(SECONDS), seen
        finally:
            process.kill()
            os.close(terminal)


@dataclass
class Terminal:
    """Somebody at a terminal, or a script.

    Attributes:
        environment: of what is started.
    """

    environment: dict[str, str] = field(default_factory=_surroundings)

    def command(self, *arguments: str, python: tuple[str, ...] = ()) -> list[str]:
        return [sys.executable, *python, "-m", "launcher", *arguments]

    def run(self, *arguments: str, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        """Run Porthole with no terminal at all."""
        return subprocess.run(
            self.command(*arguments, python=python),
            check=False,
            env=self.environment,
            cwd=self.environment["HOME"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )

    def talk(
        self, *arguments: str, answers: tuple[tuple[str, str], ...] = (), columns: int = 100
    ) -> tuple[int, str]:
        """Run Porthole on a terminal; returns its exit code and all that was to be seen.

        Args:
            arguments: after ``porthole``.
            answers: what to wait for, and what to type then.
            columns: how wide the terminal is.
        """
        return converse(self.command(*arguments), self.environment, answers, columns)


@pytest.fixture(scope="session")
def keyring_bus() -> Iterator[dict[str, str]]:
    with secret_service() as environment:
        yield environment


@pytest.fixture(scope="module")
def shared_cloud() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=24)) as running:
        yield running


@pytest.fixture
def cloud(shared_cloud: DemoCloud) -> DemoCloud:
    shared_cloud.forget_requests()
    return shared_cloud


@pytest.fixture
def save(
    keyring_bus: dict[str, str],
    meet: Callable[[dict[str, str]], None],  # noqa: F811 - a fixture
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., None]:
    """Save a profile, its secret in the keyring, which has nothing of earlier tests."""
    meet(keyring_bus)
    for profile_id in SecretStore().kept(()):
        SecretStore().delete(profile_id)
    for name in ("PYTHONDONTWRITEBYTECODE", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    def save(profile: Profile, secret: str | None) -> None:
        ProfileBook(ProfileFile(), Secrets()).save(profile, NewSecret(secret) if secret else None)

    return save


@pytest.fixture
def terminal(save: Callable[..., None], cloud: DemoCloud) -> Terminal:
    """One with two profiles of one cloud."""
    prod = profile_for(cloud)
    save(prod, cloud.access.password)
    save(
        msgspec.structs.replace(prod, id="stage", name="stage", auth=prod.auth | {"project_name": "staging"}),
        cloud.access.password,
    )
    return Terminal()
