"""What of the things PyInstaller found goes into the program: what Porthole needs, and no more.

PyInstaller takes along every plugin that Qt has, each with its libraries, and on Linux half a desktop. Here
the plugins are chosen, and of the libraries those stay that something chosen is linked to.
"""

from __future__ import annotations

import os
import sys
from pathlib import PurePath
from typing import Any

from PyInstaller.depend.bindepend import get_imports

Entry = tuple[str, str, str]
"""Where it goes, where it is, and PyInstaller's word for its kind."""

PLUGINS = {
    "iconengines": ["qsvgicon"],
    "imageformats": ["qsvg", "qjpeg", "qico"],
    "networkinformation": ["qnetworkmanager", "qnetworklistmanager", "qscnetworkreachability"],
    "platforminputcontexts": ["composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"],
    "platforms": ["qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"],
    "platformthemes": ["qgtk3", "qxdgdesktopportal"],
    "styles": ["qmodernwindowsstyle", "qmacstyle"],
    "tls": ["qopensslbackend", "qschannelbackend", "qsecuretransportbackend"],
    "wayland-decoration-client": ["adwaita", "bradient"],
    "wayland-graphics-integration-client": ["qt-plugin-wayland-egl", "dmabuf-server", "shm-emulation-server"],
    "wayland-shell-integration": ["xdg-shell", "qt-shell"],
    "xcbglintegrations": ["qxcb-egl-integration", "qxcb-glx-integration"],
}
"""Qt's plugins by their folder, as they are called where no system adds to their names."""

FOR_ITSELF = ("qgtk3",)
"""Plugins that do without what they are linked to: Qt passes over one that cannot be loaded."""

BROUGHT = (
    "libpython3", "libmpdec",
    "libxcb-cursor", "libxcb-icccm", "libxcb-image", "libxcb-keysyms", "libxcb-render-util", "libxcb-util.",
)  # fmt: skip
"""Of Linux's own libraries those that not every desktop has, or that differ between distributions.

All others are the system's: one that is brought along would go without its security updates, and would be
taken by the system's libraries too that are loaded beside it, whose drivers and modules may need a newer one.
"""

LOADED_LATER = ("opengl32sw", "d3dcompiler_")
"""On Windows what Qt looks for by name where the graphics driver is of no use."""

FASTER_ONLY = ("_cpp_avx2",)
"""Libraries that there are twice, once for newer processors: what uses them takes the other one then."""

LEFT_OUT = (
    "qtwebengine_devtools_resources", "/translations/", "/qml/", ".chk", "LICENSE.mesa",
    # What pip has noted, other paths on each machine among it; nobody installs from here.
    "dist-info/RECORD", "dist-info/INSTALLER", "dist-info/REQUESTED", "dist-info/WHEEL",
)  # fmt: skip
LOCALE = "en-US.pak"
"""Of Chromium's languages the one that is always needed; Porthole speaks no other yet."""

STOCK_HOOKS = "pyi_rth_"
"""What PyInstaller runs at each start. On Linux none of it is needed: they import Qt and half of the standard
library, and turn Qt's paths for every program that Porthole starts."""


def keep(analysis: Any) -> None:
    """Take from PyInstaller's analysis what is not needed."""
    found: list[Entry] = [*analysis.binaries, *analysis.datas]
    analysis.binaries[:] = _needed_binaries(analysis.binaries)
    there = {PurePath(entry[0]) for entry in analysis.binaries}
    analysis.datas[:] = [entry for entry in analysis.datas if _is_needed_data(entry, there)]
    dropped = len(found) - len(analysis.binaries) - len(analysis.datas)
    print(f"Left out {dropped} of {len(found)} files that PyInstaller found")
    if sys.platform == "linux":
        analysis.scripts[:] = [entry for entry in analysis.scripts if not entry[0].startswith(STOCK_HOOKS)]


def _needed_binaries(binaries: list[Entry]) -> list[Entry]:
    candidates = [entry for entry in binaries if _may_go_along(entry)]
    by_name: dict[str, list[Entry]] = {}
    for entry in candidates:
        by_name.setdefault(PurePath(entry[0]).name.lower(), []).append(entry)
    kept: dict[str, Entry] = {}
    waiting = [entry for entry in candidates if _is_wanted_itself(entry)]
    while waiting:
        entry = waiting.pop()
        if entry[0] in kept:
            continue
        kept[entry[0]] = entry
        if entry[2] != "SYMLINK" and _plain(entry) not in FOR_ITSELF:
            imports = {PurePath(name).name.lower() for name, _path in get_imports(entry[1])}
            waiting += [each for name in imports for each in by_name.get(name, [])]
    return [entry for entry in candidates if entry[0] in kept]


def _may_go_along(entry: Entry) -> bool:
    if any(word in entry[0] for word in FASTER_ONLY):
        return False
    if "plugins" in PurePath(entry[0]).parts:
        return _plain(entry) in PLUGINS.get(PurePath(entry[0]).parent.name, [])
    from_system = sys.platform == "linux" and "site-packages" not in entry[1]
    return entry[2] != "BINARY" or not from_system or PurePath(entry[0]).name.startswith(BROUGHT)


def _is_wanted_itself(entry: Entry) -> bool:
    path = PurePath(entry[0])
    name = path.name.lower()
    by_name = name.startswith(("libpython", "python3", *LOADED_LATER)) or "webengineprocess" in name
    return by_name or entry[2] == "EXTENSION" or "plugins" in path.parts


def _is_needed_data(entry: Entry, binaries: set[PurePath]) -> bool:
    place, source, kind = entry
    path = PurePath(place)
    framework = next((part for part in path.parts if part.endswith(".framework")), None)
    if framework is not None and not any(framework in binary.parts for binary in binaries):
        return False
    if kind == "SYMLINK" and framework is None:
        return PurePath(os.path.normpath(path.parent / source)) in binaries
    if "qtwebengine_locales" in path.parts:
        return path.name == LOCALE
    return not any(part in path.as_posix() for part in LEFT_OUT)


def _plain(entry: Entry) -> str:
    """Return a library's name as no system writes it."""
    return PurePath(entry[0]).name.removeprefix("lib").partition(".")[0]
