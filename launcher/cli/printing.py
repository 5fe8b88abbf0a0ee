"""What a command was asked for: on the standard output, for a person or for a program."""

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

import msgspec

from launcher.cli.outlet import writing
from launcher.ui.text import visible

_GAP = "  "
_NARROWEST = 8
_FALLBACK = (100, 24)
_COLOURS = {"good": "32", "bad": "31", "busy": "33", "quiet": "2", "strong": "1"}


def put(line: str) -> None:
    """Print one line; raises as :func:`launcher.cli.outlet.writing` does."""
    with writing():
        print(line)  # noqa: T201 - what a command line is for


def put_json(value: Any) -> None:
    """Print a value as JSON, indented, in UTF-8."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # JSON is nothing else (RFC 8259, 8.1)
    put(text)


def put_rows(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    tones: Iterable[str] = (),
    file: TextIO | None = None,
) -> None:
    """Print rows: a table as wide as the terminal, or, into a pipe or a file, lines with tabs and no heads.

    Args:
        heads: of the columns. Where the terminal is too narrow the last ones are left out.
        rows: a text a column.
        tones: of the second column, a row each: ``good``, ``bad``, ``quiet`` or empty.
        file: where to; the standard output, unless given.
    """
    file = file or sys.stdout
    cells = [[visible(text) for text in row] for row in rows]
    lines = _table(heads, cells, list(tones)) if file.isatty() else ["\t".join(row) for row in cells]
    with writing():
        for line in lines if rows else ():
            print(line, file=file)


def room() -> int:
    """Return how many characters a line of the terminal has."""
    return shutil.get_terminal_size(_FALLBACK).columns


def painted(text: str, tone: str) -> str:
    """Return text in a colour, where a person wants colours (no-color.org); for a terminal.

    Args:
        text: already as wide as it is to be.
        tone: ``good``, ``bad``, ``busy``, ``quiet``, ``strong`` or empty.
    """
    if not tone or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb":
        return text
    return f"\x1b[{_COLOURS[tone]}m{text}\x1b[0m"


def _table(heads: Sequence[str], rows: list[list[str]], tones: list[str]) -> Iterator[str]:
    widths = _fitting([max(map(_width, column)) for column in zip(heads, *rows, strict=True)], room())
    yield _GAP.join(painted(text, "strong") for text in _padded_row([head.upper() for head in heads], widths))
    for place, row in enumerate(rows):
        cells = _padded_row(row, widths)
        if place < len(tones):
            cells[1] = painted(cells[1], tones[place])
        yield _GAP.join(cells).rstrip()


def _padded_row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [_padded(text, width) for text, width in zip(cells, widths, strict=False)]


def _fitting(widths: list[int], room: int) -> list[int]:
    """Leave out columns from the right until the rest fits, then cut the widest of the first two."""
    kept = list(widths)
    while len(kept) > 2 and _total(kept) > room:  # noqa: PLR2004
        kept.pop()
    while _total(kept) > room and max(kept) > _NARROWEST:
        kept[kept.index(max(kept))] -= 1
    return kept


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _padded(text: str, width: int) -> str:
    if _width(text) > width:
        while _width(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )
