"""The profiles of a file in another order, each with the lines that speak of it.

A profile's tables move together with the comments above them. The first comment of a file speaks of the file
where a blank line follows it, and stays; so do comments at its end, and every table that is no profile's.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from launcher.storage.profile_blocks import header_path


class _Piece(NamedTuple):
    """Lines that move together: a table with the comments above it.

    Attributes:
        profile: whose it is; empty where it is no profile's.
        gap: blank lines above it. They belong to the place, and stay there.
        lines: its own.
    """

    profile: str
    gap: list[str]
    lines: list[str]


def with_order(text: str, names: Sequence[str]) -> str:
    """Return ``text`` with some profiles in another order, in the places they hold among all tables.

    Args:
        text: valid TOML, in which each of the profiles has tables of its own.
        names: these profiles; all others stay where they stand.
    """
    head, pieces, tail = _taken_apart(text.split("\n"))
    waiting = list(names)
    seen: set[str] = set()
    result = head
    for piece in pieces:
        if piece.profile not in names:
            _put(result, piece.gap, piece.lines)
        elif piece.profile not in seen:
            seen.add(piece.profile)
            mover = waiting.pop(0)
            first, *others = [one for one in pieces if one.profile == mover]
            _put(result, piece.gap, first.lines)
            for one in others:
                _put(result, one.gap, one.lines)
    return "\n".join(result + tail)


def with_block_below(text: str, name: str, block: str) -> str:
    """Return ``text`` with the lines of a new profile right below those of the profile called ``name``."""
    head, pieces, tail = _taken_apart(text.split("\n"))
    last = max(number for number, piece in enumerate(pieces) if piece.profile == name)
    result = head
    for number, piece in enumerate(pieces):
        _put(result, piece.gap or [""] if number == last + 1 else piece.gap, piece.lines)
        if number == last:
            result += ["", *block.rstrip().split("\n")]
    return "\n".join(result + tail)


def _put(result: list[str], gap: list[str], lines: list[str]) -> None:
    # Without a blank line between them, a comment would speak of another table from now on.
    if result and not gap and "#" in {result[-1].strip()[:1], lines[0].strip()[:1]}:
        gap = [""]
    result += gap + lines


def _taken_apart(lines: list[str]) -> tuple[list[str], list[_Piece], list[str]]:
    """Return the lines above all tables, the tables, and the lines below them."""
    headers = [number for number, line in enumerate(lines) if header_path(line) is not None]
    if not headers:
        return lines, [], []
    starts = [_end_of_head(lines, headers[0])]
    starts += [_end_of_table(lines, one, other) for one, other in pairwise([*headers, len(lines)])]
    pieces = [
        _piece(lines[start:stop], header_path(lines[number]))
        for (start, stop), number in zip(pairwise(starts), headers, strict=True)
    ]
    return lines[: starts[0]], pieces, lines[starts[-1] :]


def _end_of_head(lines: list[str], stop: int) -> int:
    end = _end_of_keys(lines, 0, stop)
    if end > 0:
        return _with_comments_below(lines, end, stop)
    # Without a key the file begins with comments: those right above the table are the table's.
    end = stop
    while end > 0 and lines[end - 1].strip():
        end -= 1
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    return end


def _end_of_table(lines: list[str], start: int, stop: int) -> int:
    return _with_comments_below(lines, _end_of_keys(lines, start + 1, stop), stop)


def _end_of_keys(lines: list[str], floor: int, stop: int) -> int:
    while stop > floor and lines[stop - 1].strip()[:1] in {"", "#"}:
        stop -= 1
    return stop


def _with_comments_below(lines: list[str], end: int, stop: int) -> int:
    """Add the comments that a blank line parts from what follows; otherwise they speak of that."""
    below = end
    while below < stop and lines[below].strip():
        below += 1
    return below if below < stop else end


def _piece(lines: list[str], path: tuple[str, ...] | None) -> _Piece:
    blanks = next(number for number, line in enumerate(lines) if line.strip())
    profile = path[1] if path is not None and len(path) > 1 and path[0] == "clouds" else ""
    return _Piece(profile, lines[:blanks], lines[blanks:])
