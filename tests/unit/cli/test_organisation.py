"""An organisation's clouds on the command line: those one has logged in to, and any that is named."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from launcher.cli.exit_codes import Exit
from launcher.demo.cloud import DemoCloud
from launcher.storage import paths
from launcher.storage.secret_store import SecretStore
from tests.organisation import clouds_of
from tests.unit.cli.conftest import Terminal

SITE = """\
[organisation]
name = "Example GmbH"
locked = ["auth"]
"""


@pytest.fixture
def somebody(
    save: Callable[..., None], cloud: DemoCloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    assert save
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    site = paths.site_profiles_file()
    site.parent.mkdir(parents=True)
    access = cloud.access
    site.write_text(f"{SITE}\n{clouds_of(access, username=access.username)}")
    SecretStore().set("example-production", access.password)
    return Terminal()


def test_clouds_nobody_has_logged_in_to_are_left_out(somebody: Terminal) -> None:
    done = somebody.run("list", "--json")
    assert (done.returncode, done.stderr) == (Exit.OK, "")
    assert {one["profile"] for one in json.loads(done.stdout)} == {"production"}
    opened = somebody.run("connect", "cache-01", "--print-url", "--fresh")
    assert opened.returncode == Exit.OK
    assert somebody.run("list", "--cached").returncode == Exit.OK


def test_one_that_is_named_is_asked_for(somebody: Terminal) -> None:
    done = somebody.run("list", "--profile", "staging")
    assert done.returncode == Exit.SECRET
    assert "staging" in done.stderr


def test_at_a_terminal_it_asks_who_one_is_too(somebody: Terminal, cloud: DemoCloud) -> None:
    code, seen = somebody.talk(
        "list",
        "--profile",
        "staging",
        answers=(
            ("Username for staging:", f"{cloud.access.username}\n"),
            ("Password for staging", f"{cloud.access.password}\n"),
        ),
    )
    assert code == Exit.OK, seen
    assert "web-" in seen
    text = paths.profiles_file().read_text()
    assert f'username = "{cloud.access.username}"' in text
    assert cloud.access.password not in text + seen


def test_where_one_has_logged_in_to_none_all_of_them_are_asked(somebody: Terminal) -> None:
    SecretStore().delete("example-production")
    done = somebody.run("list")
    assert done.returncode == Exit.SECRET
    assert "production" in done.stderr
    assert "staging" in done.stderr
