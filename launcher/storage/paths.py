"""Where Porthole's files live. Everything is read at the moment of the call."""

import sys
import warnings
from pathlib import Path

import platformdirs

_APP = "porthole"
_PACKAGE = Path(__file__).resolve().parents[1]


def config_dir() -> Path:
    """Return the directory of what a person may edit: ``~/.config/porthole`` on Linux."""
    return platformdirs.user_config_path(_APP, appauthor=False)


def state_dir() -> Path:
    """Return the directory of what Porthole itself remembers: ``~/.local/state/porthole`` on Linux."""
    return platformdirs.user_state_path(_APP, appauthor=False)


def log_dir() -> Path:
    """Return the directory of the log: ``~/.local/state/porthole/log`` on Linux."""
    return platformdirs.user_log_path(_APP, appauthor=False)


def cache_dir() -> Path:
    """Return the directory of what can be had again: ``~/.cache/porthole`` on Linux."""
    return platformdirs.user_cache_path(_APP, appauthor=False)


def runtime_dir() -> Path:
    """Return the directory for what ends with the session: ``$XDG_RUNTIME_DIR/porthole`` on Linux."""
    with warnings.catch_warnings():
        # One that others can write to is not used; whoever starts a window need not read about that.
        warnings.simplefilter("ignore")
        return platformdirs.user_runtime_path(_APP, appauthor=False)


def instance_socket() -> Path:
    """Return the socket on which the running Porthole can be met: one for each folder of profiles."""
    import zlib  # noqa: PLC0415 - the command line need not wait for it

    told_apart = zlib.crc32(str(config_dir().absolute()).encode("utf-8", "surrogateescape"))
    return runtime_dir() / f"porthole-{told_apart:08x}.socket"


def profiles_file() -> Path:
    """Return the person's own file of profiles."""
    return config_dir() / "profiles.toml"


def site_profiles_file() -> Path:
    """Return the file of profiles that an administrator keeps: ``/etc/xdg/porthole/profiles.toml`` on Linux.

    Where this machine has none, it is the one that was built into the program, if any was: a program that is
    unpacked anywhere, or installed for one person, has no other place to bring its organisation's profiles.
    """
    of_machine = platformdirs.site_config_path(_APP, appauthor=False) / "profiles.toml"
    built_in = resource("organisation") / "profiles.toml"
    return built_in if built_in.is_file() and not of_machine.is_file() else of_machine


def bookmarks_file() -> Path:
    """Return the person's file of favourites and saved filters."""
    return config_dir() / "bookmarks.toml"


def history_file() -> Path:
    """Return the file in which Porthole remembers which consoles were opened."""
    return state_dir() / "history.json"


def settings_file() -> Path:
    """Return the file in which Porthole remembers how its windows stood."""
    return state_dir() / "settings.toml"


def autostart_entry() -> Path:
    """Return the entry by which Linux desktops start Porthole at login. It need not exist."""
    return platformdirs.user_config_path() / "autostart" / f"{_APP}.desktop"


def launch_agent() -> Path:
    """Return the file by which macOS starts Porthole at login. It need not exist."""
    return Path.home() / "Library" / "LaunchAgents" / f"{_APP}.plist"


def lists_dir() -> Path:
    """Return the directory in which the last list of each profile is kept."""
    return cache_dir() / "lists"


def redirect_dirs() -> tuple[Path, ...]:
    """Return the directories redirect files may lie in, the one for new files first.

    On Linux the browser may be a snap, which sees neither ``$XDG_RUNTIME_DIR`` nor our ``/tmp``, only what
    is in the home and not hidden at its top level (snapd, interface ``home``); or a Flatpak, which sees
    the downloads folder (``xdg-download``). A hidden folder inside the downloads folder suits both, and
    stays out of sight. Elsewhere browsers are not confined, and asking macOS for the downloads folder
    would show a privacy question.
    """
    if not sys.platform.startswith("linux"):
        return (runtime_dir() / "open",)
    home = Path.home()
    in_home = home / "porthole-open"
    downloads = platformdirs.user_downloads_path()
    if downloads.is_dir() and downloads.is_relative_to(home) and not _hidden_in(home, downloads):
        return (downloads / ".porthole-open", in_home)
    return (in_home,)


def _hidden_in(home: Path, folder: Path) -> bool:
    first = folder.relative_to(home).parts[:1]
    return not first or first[0].startswith(".")


def resource(name: str) -> Path:
    """Return the path of a file shipped with Porthole, such as ``icons/porthole.svg``."""
    installed = _PACKAGE / "resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources") / name


def as_written(path: Path) -> str:
    """Return a path as a person writes it, with ``~`` for their home."""
    home = Path.home()
    inside = path.is_relative_to(home) and path != home
    return str(Path("~") / path.relative_to(home)) if inside else str(path)
