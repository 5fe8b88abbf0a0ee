"""The notices of whose work is in the program, and on what terms: whoever gets the program gets them too."""

from __future__ import annotations

from pathlib import Path

from components import Part

_HEAD = """\
Porthole is licensed under the Apache License 2.0 (LICENSE.txt). The program contains the work of others, each
under its own licence; {count} parts are listed here, with their licences after the list.

Qt and Qt for Python are used under the GNU Lesser General Public License, version 3: they are the libraries
in _internal/PySide6 and _internal/shiboken6, as The Qt Company publishes them on PyPI (of ICU's data, what Qt
needs), and you may put others in their place. Their sources are at
https://download.qt.io/official_releases/. QtWebEngine contains Chromium; the licences of its parts are listed
at https://doc.qt.io/qt-6/qtwebengine-licensing.html.

"""
_LINE = "=" * 110


def write(parts: list[Part], target: Path) -> None:
    """Write the notices, with licences in full."""
    target.write_text(text_of(parts), encoding="utf-8")


def text_of(parts: list[Part]) -> str:
    """Return the notices; a text that several parts have in common stands there once."""
    lines = [_HEAD.format(count=len(parts))]
    lines += [
        f"{part.name} {part.version}\n    {part.licence or 'see below'}    {part.home}".rstrip()
        for part in parts
    ]
    seen: dict[str, list[str]] = {}
    for part in parts:
        for name, text in part.texts:
            seen.setdefault("\n".join(line.rstrip() for line in text.splitlines()).strip(), []).append(
                f"{part.name}: {name}"
            )
    for text, whose in seen.items():
        lines += [f"\n{_LINE}\n" + "\n".join(whose) + f"\n{_LINE}\n", text]
    for name in ("LGPL-3", "GPL-3"):  # Debian has them; elsewhere GNU's site must do
        place = Path("/usr/share/common-licenses", name)
        if place.is_file():
            lines += [
                f"\n{_LINE}\n{name}, for Qt and Qt for Python\n{_LINE}\n",
                place.read_text(encoding="utf-8"),
            ]
    return "\n".join(lines) + "\n"
