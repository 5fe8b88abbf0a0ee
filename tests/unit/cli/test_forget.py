"""``porthole forget``: what Porthole keeps for a person is shown, and goes after a question."""

import fcntl
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from launcher.cli.exit_codes import Exit
from launcher.model.belonging import Belonging, BelongingKind
from launcher.model.errors import SecretStoreLockedError, Trouble
from launcher.model.profile import Profile
from launcher.model.settings import Settings
from launcher.services.forgetting import Forgetting
from launcher.services.login_start import LoginStarter
from launcher.services.profiles import ProfileBook
from launcher.storage import paths
from launcher.storage.history import HistoryFile
from launcher.storage.logs import start_logging
from launcher.storage.profiles import ProfileFile
from launcher.storage.secret_store import SecretStore
from launcher.storage.secrets import Secrets
from launcher.storage.settings import SettingsFile
from tests.unit.cli.conftest import Terminal

QUESTION = "Remove all of it?"


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def lived_in(terminal: Terminal, own_directories: Path) -> Terminal:
    """Somebody who has used Porthole for a while, in a home with other things in it."""
    SettingsFile().write(Settings(colour_scheme="dark"))
    HistoryFile().write(())
    LoginStarter(command=lambda: (sys.executable,)).turn(on=True)
    assert terminal.run("list").returncode == Exit.OK
    left = paths.redirect_dirs()[0]
    left.mkdir(parents=True)
    (left / "porthole-x.html").touch()
    SecretStore().set("gone-long-ago", "old")
    choices = own_directories / "config" / "mimeapps.list"
    choices.write_text(
        "[Default Applications]\ntext/html=firefox.desktop\nx-scheme-handler/porthole=porthole.desktop\n"
    )
    (own_directories / "config" / "autostart" / "other.desktop").touch()
    (own_directories / "notes.txt").write_text("mine")
    return terminal


def left_in(home: Path) -> list[str]:
    return sorted(str(path.relative_to(home)) for path in home.rglob("*") if not path.is_dir())


def test_everything_goes_after_a_question_and_nothing_else(lived_in: Terminal, own_directories: Path) -> None:
    before = left_in(own_directories)
    code, seen = lived_in.talk("forget", answers=((QUESTION, "y\n"),), columns=140)
    assert code == Exit.OK
    for shown in (
        "~/config/porthole",
        "~/state/porthole",
        "~/cache/porthole",
        "~/config/autostart/porthole.desktop",
        "~/porthole-open",
        "secrets in GNOME Keyring (Secret Service), of    prod, stage, gone-long-ago",
        "mimeapps.list",
    ):
        assert shown in seen
    assert "All of it is removed." in seen
    theirs = ["config/autostart/other.desktop", "config/mimeapps.list", "notes.txt"]
    assert left_in(own_directories) == theirs
    assert set(theirs) < set(before)
    choices = (own_directories / "config" / "mimeapps.list").read_text()
    assert choices == "[Default Applications]\ntext/html=firefox.desktop\n"
    assert SecretStore().kept(()) == ()
    assert not paths.runtime_dir().exists()
    assert lived_in.run("forget").stderr == "porthole: There is nothing of yours here.\n"


def test_no_is_the_answer_unless_one_says_yes(lived_in: Terminal, own_directories: Path) -> None:
    before = left_in(own_directories)
    code, seen = lived_in.talk("forget", answers=((QUESTION, "\n"),))
    assert code == Exit.OK
    assert "Nothing was removed." in seen
    assert left_in(own_directories) == before
    assert "stage" in SecretStore().kept(())


def test_a_script_has_to_say_yes(lived_in: Terminal, own_directories: Path) -> None:
    before = left_in(own_directories)
    asked = lived_in.run("forget")
    assert asked.returncode == Exit.USAGE
    assert "--yes" in asked.stderr
    shown = lived_in.run("forget", "--dry-run")
    assert (shown.returncode, shown.stderr) == (Exit.OK, "")
    assert "profiles, favourites, saved filters " in shown.stdout
    assert left_in(own_directories) == before
    assert lived_in.run("forget", "--yes").returncode == Exit.OK
    assert "notes.txt" in left_in(own_directories)
    assert not paths.config_dir().exists()


def test_a_link_to_a_folder_elsewhere_is_removed_and_what_it_leads_to_is_not(
    lived_in: Terminal, tmp_path: Path
) -> None:
    dotfiles = tmp_path / "dotfiles"
    paths.config_dir().rename(dotfiles)
    paths.config_dir().symlink_to(dotfiles)
    assert lived_in.run("forget", "--yes").returncode == Exit.OK
    assert not paths.config_dir().is_symlink()
    assert (dotfiles / "profiles.toml").is_file()


def test_while_porthole_runs_nothing_is_removed(lived_in: Terminal, own_directories: Path) -> None:
    lock = paths.instance_socket().with_suffix(".lock")
    lock.parent.mkdir(mode=0o700)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        before = left_in(own_directories)
        done = lived_in.run("forget", "--yes")
    assert done.returncode == Exit.FAILED
    assert "Porthole is running" in done.stderr
    assert left_in(own_directories) == before


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_the_files_go(own_directories: Path) -> None:
    SettingsFile().write(Settings(colour_scheme="dark"))
    assert start_logging() is not None
    done = Terminal().run("forget", "--yes")
    assert done.returncode == Exit.OK
    assert left_in(own_directories) == []


def test_what_cannot_be_removed_is_told_and_the_rest_goes(save: Callable[..., None]) -> None:
    save(Profile(id="1", name="prod"), None)
    forgetting = Forgetting(ProfileBook(ProfileFile(), Secrets()))
    gone_meanwhile = Belonging(BelongingKind.LINK_HANDLER, "/home/ada/.config/mimeapps.list")
    (error,) = forgetting.remove((gone_meanwhile, *forgetting.find()))
    assert error.trouble.what.startswith("/home/ada/.config/mimeapps.list could not be removed: ")
    assert error.trouble.next_step
    assert not paths.config_dir().exists()


def test_while_a_secret_is_left_the_profiles_say_where(
    save: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    save(Profile(id="1", name="prod"), "s3cret")
    forgetting = Forgetting(ProfileBook(ProfileFile(), Secrets()))
    found = forgetting.find()
    # The desktop's session ends, or the keyring is stopped.
    monkeypatch.setattr(SecretStore, "delete", refuse)
    (error,) = forgetting.remove(found)
    assert error.trouble.cloud == "prod"
    assert paths.profiles_file().is_file()


def refuse(_store: SecretStore, _profile_id: str) -> None:
    raise SecretStoreLockedError(Trouble("The keyring is locked."))


def test_the_organisations_profiles_stay(
    lived_in: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    site = paths.site_profiles_file()
    site.parent.mkdir(parents=True)
    site.write_text("[clouds.shared]\n")
    SecretStore().set("shared", "s3cret")
    somebody = Terminal()
    assert "shared" in somebody.run("forget", "--dry-run").stdout
    assert somebody.run("forget", "--yes").returncode == Exit.OK
    assert SecretStore().kept(("shared",)) == ()
    assert [one["name"] for one in json.loads(somebody.run("profiles", "--json").stdout)] == ["shared"]
    assert lived_in
