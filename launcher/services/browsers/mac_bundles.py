"""Browsers of a Mac: bundles that open web addresses, in the folders for applications."""

import plistlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from launcher.model.browser import PAGE, Browser
from launcher.services.browsers.private_windows import private_command

_SYSTEMS_OWN = Path("/System/Cryptexes/App/System/Applications")
"""Where Safari is since macOS 13."""


def bundled_browsers(folders: tuple[Path, ...] | None = None) -> list[Browser]:
    """Return the browsers in ``folders``; by default those where applications are."""
    found: dict[str, Browser] = {}
    for folder in folders or (Path("/Applications"), Path.home() / "Applications", _SYSTEMS_OWN):
        for bundle in sorted(folder.glob("*.app")):
            for browser in _read(bundle):
                found.setdefault(browser.id, browser)
    return list(found.values())


def _read(bundle: Path) -> Iterator[Browser]:
    contents = bundle / "Contents"
    with suppress(OSError, ValueError, plistlib.InvalidFileException):
        about = plistlib.loads((contents / "Info.plist").read_bytes())
        if isinstance(about, dict) and _opens_pages(about):
            # `open` hands an address to a running browser, but no flags: those go to the program itself,
            # which hands both over.
            program = str(contents / "MacOS" / str(about.get("CFBundleExecutable", bundle.stem)))
            yield Browser(
                str(about.get("CFBundleIdentifier", bundle.stem)),
                bundle.stem,
                ("open", "-a", str(bundle), PAGE),
                private_command((program, PAGE)),
            )


def _opens_pages(about: Mapping[str, Any]) -> bool:
    kinds = about.get("CFBundleURLTypes", ())
    return any("https" in kind.get("CFBundleURLSchemes", ()) for kind in kinds if isinstance(kind, dict))
