"""Browsers of a Linux desktop: whatever has a desktop entry that opens web addresses.

Desktop Entry Specification 1.5, and the XDG Base Directory Specification for where entries are. Snaps and
Flatpaks have such entries too; their folders are among ``$XDG_DATA_DIRS``.
"""

import configparser
import os
import shlex
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from launcher.model.browser import PAGE, Browser
from launcher.services.browsers.private_windows import opens_privately, private_command

_ENTRY = "Desktop Entry"
_HANDLES = "x-scheme-handler/https"


class _Entries(configparser.RawConfigParser):
    """Desktop entries, whose keys differ in case."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def entered_browsers() -> list[Browser]:
    """Return the browsers with an entry of their own; one that cannot be read is left out."""
    browsers: dict[str, Browser] = {}
    seen: set[str] = set()
    for folder in _folders():
        for path in sorted(folder.rglob("*.desktop")):
            name = "-".join(path.relative_to(folder).parts)
            # The first one counts, also where it takes a browser away.
            if name not in seen:
                seen.add(name)
                if (browser := _read(name, path)) is not None:
                    browsers[name] = browser
    return list(browsers.values())


def _folders() -> Iterator[Path]:
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    others = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    for folder in (home, *others.split(os.pathsep)):
        if folder:
            yield Path(folder) / "applications"


def _read(name: str, path: Path) -> Browser | None:
    parser = _Entries(strict=False, delimiters=("=",), comment_prefixes=("#",))
    with suppress(OSError, ValueError, configparser.Error):
        text = path.read_text("utf-8")
        if _HANDLES in text:
            parser.read_string(text)
    if not parser.has_section(_ENTRY):
        return None
    entry = parser[_ENTRY]
    if not _is_browser(entry):
        return None
    title = _title(entry) or name
    command = _command(entry.get("Exec", ""), title)
    if not command or shutil.which(entry.get("TryExec") or command[0]) is None:
        return None
    return Browser(name, title, command, _offered_privately(parser, title) or private_command(command))


def _is_browser(entry: Mapping[str, str]) -> bool:
    hidden = any(entry.get(key, "").lower() == "true" for key in ("Hidden", "NoDisplay", "Terminal"))
    kinds = entry.get("MimeType", "").split(";")
    return entry.get("Type") == "Application" and _HANDLES in kinds and not hidden


def _title(entry: Mapping[str, str]) -> str:
    """Return the entry's name in the person's language, as far as it has one."""
    wanted = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    locale = wanted.split(".")[0].split("@")[0]
    names = (entry.get(f"Name[{one}]") for one in (locale, locale.split("_")[0]))
    return next((name for name in names if name), entry.get("Name", "")).strip()


def _offered_privately(parser: configparser.RawConfigParser, title: str) -> tuple[str, ...]:
    for action in parser[_ENTRY].get("Actions", "").split(";"):
        section = f"Desktop Action {action.strip()}"
        if action.strip() and parser.has_section(section):
            command = _command(parser[section].get("Exec", ""), title)
            if command and opens_privately(action, command):
                return command
    return ()


def _command(line: str, title: str) -> tuple[str, ...]:
    """Return an ``Exec`` line as a command with :data:`PAGE` in it; empty where it makes no sense."""
    words: list[str] = []
    with suppress(ValueError):
        words = shlex.split(line)
    command = [_filled(word, title) for word in words if word not in {"%i", "%k"}]
    if command and PAGE not in command:
        command.append(PAGE)
    return tuple(command)


def _filled(word: str, title: str) -> str:
    if word in {"%u", "%U", "%f", "%F"}:
        return PAGE
    return word.replace("%c", title).replace("%%", "%")
