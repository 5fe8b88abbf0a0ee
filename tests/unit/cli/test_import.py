"""``porthole import``: from a clouds.yaml to profiles that open consoles."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from launcher.cli.exit_codes import Exit
from launcher.demo.cloud import DemoCloud
from tests.secret_service import no_keyring  # noqa: F401 - a fixture
from tests.unit.cli.conftest import Terminal

ASKED = "Import which of them?"


def entry(cloud: DemoCloud, name: str, project: str, *lines: str) -> str:
    written = [f"      {key}: {value}" for key, value in cloud.access.auth(project).items()]
    return "\n".join((f"  {name}:", "    auth:", *written, *(f"    {line}" for line in lines), ""))


@pytest.fixture
def somebody(save: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Somebody with a keyring and without profiles."""
    assert save
    for name in ("OS_AUTH_URL", "OS_CLIENT_SECURE_FILE", "OS_CLOUD_NAME"):
        monkeypatch.delenv(name, raising=False)
    return Terminal()


@pytest.fixture
def file(tmp_path: Path, cloud: DemoCloud) -> Path:
    """A file with two clouds whose secrets stand beside it, and one that nobody can use."""
    made = tmp_path / "clouds.yaml"
    broken = "  broken:\n    auth_type: no-such-method\n    auth: {auth_url: https://iam.example/v3}\n"
    made.write_text("clouds:\n" + entry(cloud, "one", "production") + entry(cloud, "two", "staging") + broken)
    secrets = "".join(
        f"  {name}: {{auth: {{password: {cloud.access.password}}}}}\n" for name in ("one", "two")
    )
    (tmp_path / "secure.yaml").write_text("clouds:\n" + secrets)
    return made


def profiles(terminal: Terminal) -> dict[str, dict[str, object]]:
    return {one["name"]: one for one in json.loads(terminal.run("profiles", "--json").stdout)}


def test_a_cloud_is_imported_and_opens_a_console(somebody: Terminal, file: Path, cloud: DemoCloud) -> None:
    done = somebody.run("import", str(file), "--cloud", "one")
    assert (done.returncode, done.stdout) == (Exit.OK, "")
    said = done.stderr.splitlines()
    assert said[0] == f"porthole: Reading {file} and {file.with_name('secure.yaml')}."
    assert re.fullmatch(
        r"porthole: one: it is the profile one now\. Its secret is in GNOME Keyring.*\.", said[-1]
    )
    assert cloud.access.password not in done.stderr
    assert cloud.requests == ()
    assert list(profiles(somebody)) == ["one"]
    assert somebody.run("connect", "cache-01", "--print-url").returncode == Exit.OK


def test_all_of_them_are_imported_and_what_cannot_be_used_is_told(somebody: Terminal, file: Path) -> None:
    done = somebody.run("import", str(file), "--all")
    assert done.returncode == Exit.PARTIAL
    assert "porthole: broken: " in done.stderr
    assert list(profiles(somebody)) == ["one", "two"]


def test_a_second_import_changes_nothing(somebody: Terminal, file: Path) -> None:
    somebody.run("import", str(file), "--cloud", "one")
    before = profiles(somebody)
    done = somebody.run("import", str(file), "--cloud", "one")
    assert done.returncode == Exit.OK
    assert "porthole: one: It is the profile one already." in done.stderr
    assert "Nothing was imported." in done.stderr
    assert profiles(somebody) == before


def test_a_dry_run_shows_and_does_nothing(
    somebody: Terminal, file: Path, own_directories: Path, cloud: DemoCloud
) -> None:
    done = somebody.run("import", str(file), "--dry-run")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[:3] for row in rows] == [
        ["one", "ready", "production"],
        ["two", "ready", "staging"],
        ["broken", "not usable", ""],
    ]
    assert done.returncode == Exit.PARTIAL
    assert cloud.access.password not in done.stdout + done.stderr
    assert not (own_directories / "config" / "porthole" / "profiles.toml").exists()
    assert somebody.run("import", str(file), "--dry-run", "--cloud", "one").returncode == Exit.OK


def test_without_its_secrets_the_keyring_stays_as_it_is(somebody: Terminal, file: Path) -> None:
    done = somebody.run("import", str(file), "--cloud", "one", "--no-secrets")
    assert done.returncode == Exit.OK
    assert "keyring" not in done.stderr.casefold()
    assert somebody.run("connect", "cache-01", "--print-url").returncode == Exit.SECRET


def test_who_is_at_a_terminal_chooses(somebody: Terminal, file: Path) -> None:
    code, seen = somebody.talk("import", str(file), answers=((ASKED, "7-99\n"), ("1 to 2", "2\n")))
    assert code == Exit.OK, seen
    assert "There are the numbers 1 to 2." in seen
    assert list(profiles(somebody)) == ["two"]
    code, seen = somebody.talk(
        "import", str(file), answers=((f"{ASKED} (as in 1 3-5, all, none) [1]", "\n"),)
    )
    assert code == Exit.OK, seen
    assert list(profiles(somebody)) == ["two", "one"]


@pytest.mark.parametrize("answer", ["none\n", "\x04"])
def test_who_chooses_none_has_none(somebody: Terminal, file: Path, answer: str) -> None:
    code, seen = somebody.talk("import", str(file), answers=((ASKED, answer),))
    assert code == (Exit.OK if answer == "none\n" else Exit.INTERRUPTED), seen
    assert profiles(somebody) == {}


def test_a_script_says_which(somebody: Terminal, file: Path) -> None:
    done = somebody.run("import", str(file))
    assert (done.returncode, done.stdout) == (Exit.USAGE, "")
    assert "--all or --cloud NAME" in done.stderr


def test_what_is_not_there_is_not_found(somebody: Terminal, file: Path, tmp_path: Path) -> None:
    named = somebody.run("import", str(file), "--cloud", "three")
    assert named.returncode == Exit.NOT_FOUND
    assert "There are: one, two, broken." in named.stderr
    nothing = somebody.run("import", "--all")
    assert nothing.returncode == Exit.NOT_FOUND
    assert "~/.config/openstack" in nothing.stderr
    missing = somebody.run("import", str(tmp_path / "none.yaml"), "--all")
    assert missing.returncode == Exit.PROFILE
    assert "is not a file" in missing.stderr


def test_without_a_file_the_usual_places_are_read_and_this_directorys_is_not(
    somebody: Terminal, file: Path, own_directories: Path, cloud: DemoCloud
) -> None:
    usual = own_directories / ".config" / "openstack"
    usual.mkdir(parents=True)
    (usual / "clouds.yaml").write_text("clouds:\n" + entry(cloud, "usual", "production"))
    file.rename(own_directories / "clouds.yaml")
    done = somebody.run("import", "--all", "--no-secrets")
    assert done.returncode == Exit.OK
    assert "clouds.yaml lies in this directory and is not read" in done.stderr
    assert "Reading ~/.config/openstack/clouds.yaml." in done.stderr
    assert list(profiles(somebody)) == ["usual"]


def test_every_region_is_meant_by_its_clouds_name(
    somebody: Terminal, cloud: DemoCloud, tmp_path: Path
) -> None:
    file = tmp_path / "regions.yaml"
    file.write_text("clouds:\n" + entry(cloud, "wide", "production", "regions: [eu-de, eu-nl]"))
    somebody.run("import", str(file), "--cloud", "wide eu-nl")
    assert list(profiles(somebody)) == ["wide eu-nl"]
    somebody.run("import", str(file), "--cloud", "wide")
    assert list(profiles(somebody)) == ["wide eu-nl", "wide eu-de"]


def test_without_a_keyring_nothing_is_imported_with_a_secret(
    somebody: Terminal,
    file: Path,
    no_keyring: dict[str, str],  # noqa: F811 - a fixture
) -> None:
    somebody.environment["DBUS_SESSION_BUS_ADDRESS"] = no_keyring["DBUS_SESSION_BUS_ADDRESS"]
    done = somebody.run("import", str(file), "--cloud", "one")
    assert done.returncode == Exit.SECRET
    assert "There is no keyring here" in done.stderr
    assert profiles(somebody) == {}
    assert somebody.run("import", str(file), "--cloud", "one", "--no-secrets").returncode == Exit.OK


def test_a_broken_file_is_told_by_its_line_and_not_quoted(somebody: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "clouds.yaml"
    file.write_text("clouds:\n  one:\n    auth: {password: '%hunter2}\n")
    done = somebody.run("import", str(file), "--all")
    assert done.returncode == Exit.PROFILE
    assert "line" in done.stderr
    assert "hunter2" not in done.stderr


def test_what_a_vendor_would_learn_is_asked_first(somebody: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "clouds.yaml"
    file.write_text("clouds:\n  far:\n    profile: http://127.0.0.1:1/\n    auth: {username: ada}\n")
    nobody = somebody.run("import", str(file), "--all")
    assert nobody.returncode == Exit.PROFILE
    assert "has to be fetched from 127.0.0.1:1 first" in nobody.stderr
    code, seen = somebody.talk("import", str(file), "--all", answers=(("Fetch it? [y/N]", "y\n"),))
    assert code == Exit.PROFILE, seen
    assert "could not be had from 127.0.0.1:1" in seen
