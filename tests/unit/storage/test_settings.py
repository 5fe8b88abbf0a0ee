import errno
import logging
import os
from pathlib import Path

import msgspec
import pytest

from launcher.model.settings import Settings
from launcher.storage import paths
from launcher.storage.settings import SettingsFile

SETTINGS = Settings(
    window_geometry="AdnQywADAAA=",
    columns="AAAA/wAAAAA=",
    sort_column=2,
    sort_descending=True,
    chosen_profile="0b6c",
    colour_scheme="dark",
    console_geometry="AdnQ",
)


def test_what_was_remembered_comes_back():
    SettingsFile().write(SETTINGS)
    assert SettingsFile().read() == SETTINGS
    assert paths.settings_file().stat().st_mode & 0o777 == 0o600


def test_the_first_start_has_defaults_and_writes_nothing():
    assert SettingsFile().read() == Settings(colour_scheme="system", sort_column=-1)
    assert not paths.settings_file().exists()


def test_settings_of_another_version_are_read_as_far_as_known(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text('colour_scheme = "light"\nfrom_the_future = 1\n')
    assert SettingsFile(path).read() == Settings(colour_scheme="light")


@pytest.mark.parametrize(
    "broken", [b"colour_scheme = ", b'colour_scheme = "pink"', b"\xff\xfe", b"sort_column = 'x'"]
)
def test_a_broken_file_gives_defaults_and_is_set_aside(tmp_path, broken, caplog):
    path = tmp_path / "settings.toml"
    path.write_bytes(broken)
    file = SettingsFile(path)
    assert file.read() == Settings()
    assert not path.exists()
    assert (tmp_path / "settings.toml.broken").read_bytes() == broken
    assert "could not be understood" in caplog.text
    assert file.problem is not None
    assert "settings.toml.broken" in file.problem.trouble.next_step
    file.write(SETTINGS)
    assert file.read() == SETTINGS


def test_a_file_that_cannot_be_read_is_not_overwritten(tmp_path):
    path = tmp_path / "settings.toml"
    path.symlink_to(path)  # not even root can read that
    file = SettingsFile(path)
    assert file.read() == Settings()
    file.write(SETTINGS)
    assert file.read() == SETTINGS
    assert (tmp_path / "settings.toml.broken").is_symlink(), "what was there"


def test_neither_reading_nor_writing_ever_stops_the_program(tmp_path, caplog):
    file = SettingsFile(tmp_path)
    assert file.read() == Settings()
    file.write(SETTINGS)
    assert [record.message for record in caplog.records if record.levelno == logging.WARNING] == [
        "settings could not be read",
        "settings could not be written",
    ]


def test_a_write_that_does_not_come_through_leaves_the_old_ones(monkeypatch):
    SettingsFile().write(SETTINGS)

    def refuse(*_paths: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", refuse)
    SettingsFile().write(msgspec.structs.replace(SETTINGS, colour_scheme="light"))
    assert SettingsFile().read() == SETTINGS


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    path = paths.site_profiles_file()
    path.parent.mkdir(parents=True)
    path.write_text(
        '[organisation]\nlocked = ["browser_private", "system_keys"]\n'
        '[organisation.defaults]\ncolour_scheme = "dark"\nbrowser_private = true\n',
        encoding="utf-8",
    )
    return path


def test_an_organisations_defaults_hold_until_a_person_chooses(site: Path) -> None:
    file = SettingsFile()
    settings = file.read()
    assert (settings.colour_scheme, settings.browser_private) == ("dark", True)
    file.write(msgspec.structs.replace(settings, sort_column=2))
    site.write_text(site.read_text().replace("dark", "light"))
    assert SettingsFile().read().colour_scheme == "light"
    file.read()
    file.write(msgspec.structs.replace(settings, colour_scheme="system"))
    assert SettingsFile().read().colour_scheme == "system"


def test_what_an_organisation_locked_holds_and_a_persons_own_is_kept(site: Path) -> None:
    path = paths.settings_file()
    path.parent.mkdir(parents=True)
    path.write_text("schema = 1\nbrowser_private = false\nsystem_keys = false\nsort_column = 2\n")
    file = SettingsFile()
    settings = file.read()
    assert (settings.browser_private, settings.system_keys, settings.sort_column) == (True, True, 2)
    file.write(msgspec.structs.replace(settings, browser_private=False, sort_column=3))
    assert SettingsFile().read().browser_private
    site.unlink()
    settings = SettingsFile().read()
    assert (settings.browser_private, settings.system_keys, settings.sort_column) == (False, False, 3)
