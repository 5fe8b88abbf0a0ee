"""Files of every earlier version are moved forward, and those of a later one are not destroyed."""

import json
import shutil
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from launcher.model.bookmarks import Marked, SavedFilter
from launcher.model.errors import ProfileError
from launcher.model.profile import Profile
from launcher.model.server import ServerKey
from launcher.model.settings import Settings
from launcher.storage import paths
from launcher.storage.bookmarks import BookmarksFile
from launcher.storage.history import HistoryFile, Opened
from launcher.storage.list_cache import ListCache
from launcher.storage.profiles import ProfileFile
from launcher.storage.settings import SettingsFile

OLD = Path(__file__).parent / "old-files"
WEB = ServerKey("0b6c", "a1b2")


def of(kind: str) -> list[str]:
    found = sorted(path.name for path in OLD.glob(f"{kind}-*"))
    assert found
    return found


@pytest.fixture
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD / request.param, tmp_path))


def beside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.glob(f"{path.name}?*"))


@pytest.mark.parametrize("path", of("settings"), indirect=True)
def test_settings_keep_what_was_chosen_and_get_a_number(path: Path) -> None:
    before = tomllib.loads(path.read_text())
    file = SettingsFile(path)
    settings = file.read()
    assert file.problem is None
    assert settings == msgspec.convert(before, Settings)
    assert (settings.colour_scheme, settings.sort_column) == ("dark", 2)
    file.write(settings)
    after = tomllib.loads(path.read_text())
    assert after.pop("schema") == 1
    # What is as Porthole has it anyway was not chosen, and follows when Porthole changes its mind.
    assert after.items() <= before.items()
    assert SettingsFile(path).read() == settings
    assert beside(path) == []


@pytest.mark.parametrize("path", of("profiles"), indirect=True)
def test_profiles_are_read_and_changed_where_they_stand(path: Path) -> None:
    file = ProfileFile(path)
    contents = file.read()
    assert contents.problems == ()
    prod, lab = contents.profiles
    assert (prod.id, prod.auth_url, prod.link_lifetime) == ("0b6c", "https://iam.example/v3", 120)
    text = path.read_text()
    file.save(msgspec.structs.replace(lab, region_name="eu-nl"))
    assert path.read_text() == text.replace('id = "lab"', 'id = "lab"\nregion_name = "eu-nl"')


@pytest.mark.parametrize("path", of("bookmarks"), indirect=True)
def test_favourites_and_filters_are_there_again(path: Path) -> None:
    marked = BookmarksFile(path).read()
    assert marked is not None
    assert [one.key for one in marked.favourites] == [WEB]
    assert marked.filters == (SavedFilter("Errors", "status:error"),)


@pytest.mark.parametrize("path", of("history"), indirect=True)
def test_a_history_gets_a_number(path: Path) -> None:
    file = HistoryFile(path)
    opened = file.read()
    assert [one.server for one in opened] == ["a1b2", "c3d4"]
    file.write(opened)
    assert json.loads(path.read_text())["schema"] == 1
    assert file.read() == opened
    assert beside(path) == []


@pytest.mark.parametrize("name", of("lists"))
def test_a_list_of_another_layout_makes_way_for_the_clouds_own(tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(OLD / name, tmp_path / "lists"))
    profile = Profile(
        id="0b6c",
        name="prod",
        auth={"auth_url": "https://iam.example/v3", "username": "ada", "project_name": "production"},
        region_name="eu-de",
        cacert="/etc/ssl/our-ca.pem",
    )
    assert len(list(folder.iterdir())) == 1
    cached = ListCache(folder).read(profile)
    assert cached is None or [one.name for one in cached.servers] == ["web-01"]
    assert len(list(folder.iterdir())) == (0 if cached is None else 1)


# And back again: the file of a later version meets this one.


def test_profiles_of_a_newer_porthole_are_read_and_left_alone() -> None:
    path = paths.profiles_file()
    path.parent.mkdir(parents=True)
    text = 'schema = 2\n[clouds.prod]\nauth = { auth_url = "https://iam.example/v3" }\nshape = "round"\n'
    path.write_text(text)
    file = ProfileFile(path)
    contents = file.read()
    assert [one.name for one in contents.profiles] == ["prod"]
    assert "newer Porthole" in contents.problems[0].trouble.what
    with pytest.raises(ProfileError):
        file.save(contents.profiles[0])
    assert path.read_text() == text


def test_settings_of_a_newer_porthole_are_used_and_a_copy_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    text = 'schema = 2\ncolour_scheme = "dark"\nwallpaper = "sea"\n'
    path.write_text(text)
    for _start in range(2):
        file = SettingsFile(path)
        settings = file.read()
        assert settings == Settings(colour_scheme="dark")
        file.write(settings)
        assert tomllib.loads(path.read_text())["wallpaper"] == "sea"
        assert (tmp_path / "settings.toml.schema-2").read_text() == text
        assert beside(path) == ["settings.toml.schema-2"]
    path.write_text(text)
    file.read()
    assert file.problem is not None
    assert "settings.toml.schema-2" in file.problem.trouble.next_step


def test_favourites_of_a_newer_porthole_are_used_and_a_copy_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.toml"
    text = 'schema = 2\nfilters = [{ name = "a", text = "1" }]\nnoted = [{ server = "1" }]\n'
    path.write_text(text)
    file = BookmarksFile(path)
    marked = file.read()
    assert marked is not None
    assert [one.name for one in marked.filters] == ["a"]
    assert file.problem is not None
    assert "newer Porthole" in file.problem.trouble.what
    assert beside(path) == []
    file.change(lambda found: msgspec.structs.replace(found, filters=()) if found else marked)
    assert (tmp_path / "bookmarks.toml.schema-2").read_text() == text
    after = tomllib.loads(path.read_text())
    assert (after["schema"], after["filters"], after["noted"]) == (1, [], [{"server": "1"}])


def test_a_history_of_a_newer_porthole_is_used_and_a_copy_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    text = (
        '{"schema": 2, "shape": 1, "opened": [{"profile": "p", "server": "1", "at": "2026-11-24T12:00:00Z"}]}'
    )
    path.write_text(text)
    assert HistoryFile(path).read() == (Opened("p", "1", at),)
    assert (tmp_path / "history.json.schema-2").read_text() == text


@pytest.mark.parametrize("kind", ["settings", "history", "bookmarks"])
def test_half_a_file_is_kept_aside_and_another_one_begun(tmp_path: Path, kind: str) -> None:
    name = of(kind)[0]
    path = tmp_path / name
    half = (OLD / name).read_bytes()[:-20]
    for number in ("", "-2"):
        path.write_bytes(half)
        match kind:
            case "settings":
                SettingsFile(path).read()
            case "history":
                HistoryFile(path).read()
            case "bookmarks":
                BookmarksFile(path).change(lambda found: found or msgspec.convert({}, Marked))
        assert path.with_name(f"{name}.broken{number}").read_bytes() == half
