"""A console log, made fit to be read: what a terminal would act on is taken out or made visible."""

import re

from launcher.ui.text import visible

_SEQUENCES = re.compile(
    r"\x1b(?:"
    r"\[[0-?]*[ -/]*[@-~]"  # colours, cursor
    r"|\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, links
    r"|[PX^_][^\x1b]*\x1b\\"  # strings for the terminal alone
    r"|[ -/]*[0-~])"  # character sets, keypads
)
"""ECMA-48, "Control Functions for Coded Character Sets", 5.4 and 8.3."""

_LINE_ENDS = re.compile(r"\r*\n|\r+")
_CANDIDATES = 200
"""Places that are tried: one line may stand in a log many times."""


def readable(raw: str) -> str:
    """Return a log as plain lines: no colours, no cursor movements, nothing invisible."""
    lines = _LINE_ENDS.split(_SEQUENCES.sub("", raw))
    return "\n".join(visible(line.expandtabs(8)) for line in lines)


def continuation(known: str, text: str) -> str | None:
    """Return what ``text`` has beyond ``known``, or None where it does not go on from it.

    A cloud sends the last so many lines each time: the beginning of what is known may be gone from it.

    Args:
        known: the log as it is shown.
        text: the log as it came now.
    """
    if text.startswith(known):
        return text[len(known) :]
    last_line = known[known.rstrip("\n").rfind("\n") + 1 :]
    end = len(text)
    for _ in range(_CANDIDATES):
        place = text.rfind(last_line, 0, end)
        if place < 0:
            return None
        over = place + len(last_line)
        if known.endswith(text[:over]):
            return text[over:]
        end = over - 1
    return None
