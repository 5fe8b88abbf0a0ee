"""The ``Exec`` key of a desktop entry (Desktop Entry Specification 1.5, "The Exec key")."""

import re
from collections.abc import Sequence

_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
_ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
_WORD = re.compile(r'"((?:\\.|[^"\\])*)"|(\S+)')


def written(command: Sequence[str]) -> str:
    """Return the value of ``Exec`` that starts a command, argument by argument."""
    line = " ".join(_quoted(argument.replace("%", "%%")) for argument in command)
    # Once more: the rules of quoting come before those of every string in a desktop entry.
    return line.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def program(value: str) -> str:
    """Return the program that a value of ``Exec`` starts, or nothing where there is none."""
    line = re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), value).strip()
    first = _WORD.match(line)
    if first is None:
        return ""
    word = first[2] if first[1] is None else re.sub(r"\\(.)", r"\1", first[1])
    return word.replace("%%", "%")


def _quoted(argument: str) -> str:
    if argument and _RESERVED.isdisjoint(argument):
        return argument
    return '"' + re.sub(r'(["`$\\])', r"\\\1", argument) + '"'
