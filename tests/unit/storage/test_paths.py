import sys
from pathlib import Path

from launcher.storage import paths


def test_everything_follows_the_environment_of_the_moment(own_directories, monkeypatch):
    assert paths.profiles_file() == own_directories / "config" / "porthole" / "profiles.toml"
    assert paths.settings_file() == own_directories / "state" / "porthole" / "settings.toml"
    assert paths.log_dir() == own_directories / "state" / "porthole" / "log"
    assert paths.cache_dir() == own_directories / "cache" / "porthole"
    monkeypatch.setenv("XDG_CONFIG_HOME", "/elsewhere")
    assert paths.config_dir() == Path("/elsewhere/porthole")


def test_the_sites_profiles_lie_where_freedesktop_says(monkeypatch):
    monkeypatch.delenv("XDG_CONFIG_DIRS", raising=False)
    assert paths.site_profiles_file() == Path("/etc/xdg/porthole/profiles.toml")


def test_nothing_is_made_by_asking(own_directories):
    for ask in (paths.config_dir, paths.state_dir, paths.log_dir, paths.lists_dir, paths.redirect_dirs):
        ask()
    assert list(own_directories.iterdir()) == []


def test_where_browsers_are_not_confined_redirects_lie_in_the_runtime_folder(monkeypatch, tmp_path):
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setattr(sys, "platform", "darwin")
    assert paths.redirect_dirs() == (runtime / "porthole" / "open",)


def test_shipped_files_are_found():
    assert paths.resource("icons/porthole.svg").read_text(encoding="utf-8").lstrip().startswith("<")
