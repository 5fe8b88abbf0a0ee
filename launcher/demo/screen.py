"""A text screen: cells of characters, a cursor, and a bar at the bottom."""

import re
from itertools import repeat
from typing import NamedTuple

from launcher.demo.guest.palette import Colour

COLUMNS, ROWS = 100, 30
"""Characters; the bottom row is the bar."""

_LINES = ROWS - 1
_ESCAPE = re.compile(r"\x1b\[([\d;]*)m")
_BOLD_BIT = 1 << 31


class Cell(NamedTuple):
    """One character as it looks."""

    code: int
    foreground: int
    background: int
    bold: bool

    def packed(self) -> int:
        """Return it as one number: rows of numbers are quick to compare."""
        return self.code | self.foreground << 21 | self.background << 26 | (_BOLD_BIT if self.bold else 0)

    @classmethod
    def unpacked(cls, cell: int) -> "Cell":
        """Return the cell of such a number."""
        return cls(cell & 0x1FFFFF, cell >> 21 & 31, cell >> 26 & 31, bool(cell & _BOLD_BIT))


Row = tuple[int, ...]
"""Packed cells."""

BLANK = Cell(ord(" "), Colour.WHITE, Colour.BLACK, bold=False)
_BLANK_ROW: Row = tuple(repeat(BLANK.packed(), COLUMNS))


class Picture(NamedTuple):
    """What the screen shows at one moment.

    Attributes:
        rows: from the top, the bar included.
        scrolled: lines that have left at the top so far.
    """

    rows: tuple[Row, ...]
    scrolled: int


class TextScreen:
    """Takes text as a terminal does: line feeds, carriage returns, back spaces, colours (ECMA-48 SGR)."""

    def __init__(self) -> None:
        self._lines: list[Row] = [_BLANK_ROW] * _LINES
        self._bar = _BLANK_ROW
        self._row = self._column = 0
        self._style = BLANK
        self._scrolled = 0

    def write(self, text: str) -> None:
        """Write at the cursor."""
        for index, part in enumerate(_ESCAPE.split(text)):
            if index % 2:
                self._select(part)
            else:
                for character in part:
                    self._put(character)

    def clear(self) -> None:
        """Empty the screen above the bar; the cursor goes to the top left."""
        self._lines = [_BLANK_ROW] * _LINES
        self._row = self._column = 0

    def set_bar(self, left: str, right: str, background: Colour) -> None:
        """Write the bar's two ends."""
        text = left + right.rjust(COLUMNS - len(left))
        style = Cell(0, Colour.BRIGHT_WHITE, background, bold=False).packed()
        self._bar = tuple(style | ord(character) for character in text[:COLUMNS])

    def picture(self, *, cursor: bool) -> Picture:
        """Return what is to be seen, with or without the cursor's block."""
        rows = [*self._lines, self._bar]
        if cursor:
            row, column = rows[self._row], min(self._column, COLUMNS - 1)
            under = Cell.unpacked(row[column])
            block = under._replace(foreground=under.background, background=Colour.WHITE)
            rows[self._row] = (*row[:column], block.packed(), *row[column + 1 :])
        return Picture(tuple(rows), self._scrolled)

    def _put(self, character: str) -> None:
        if character == "\n":
            self._feed()
        elif character == "\b":
            self._column = max(0, self._column - 1)
        else:
            if self._column == COLUMNS:
                self._feed()
            row, column = self._lines[self._row], self._column
            cell = self._style._replace(code=ord(character)).packed()
            self._lines[self._row] = (*row[:column], cell, *row[column + 1 :])
            self._column += 1

    def _feed(self) -> None:
        self._column = 0
        if self._row < _LINES - 1:
            self._row += 1
        else:
            self._lines = [*self._lines[1:], _BLANK_ROW]
            self._scrolled += 1

    def _select(self, parameters: str) -> None:
        for parameter in parameters.split(";"):
            number = int(parameter or 0)
            if number == 0:
                self._style = BLANK
            elif number == 1:
                self._style = self._style._replace(bold=True)
            elif number in range(90, 98):
                self._style = self._style._replace(foreground=number - 90 + Colour.GREY)
