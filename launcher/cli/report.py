"""How ``porthole doctor`` tells a person what it found."""

import sys
import textwrap
from collections.abc import Sequence

from launcher.cli.outlet import writing
from launcher.cli.printing import painted, put, room
from launcher.model.finding import Finding, Health
from launcher.ui.text import visible

_MARKS = {
    Health.OK: ("ok", "good"),
    Health.WARNING: ("warning", "busy"),
    Health.FAILED: ("failed", "bad"),
    Health.UNTRIED: ("untried", "quiet"),
}
_MARK, _CHECK = 9, 15
"""Characters of the first two columns."""

_INDENT = 2 + _MARK + _CHECK
_NARROWEST, _WIDEST = 30, 110
"""Characters: of the words, and of a line."""


class Report:
    """Lines on the standard output, a heading for each thing that was looked at."""

    def __init__(self, *, verbose: bool) -> None:
        """Begin.

        Args:
            verbose: tell the details too.
        """
        self._verbose = verbose
        self._coloured = sys.stdout.isatty()
        self._room = max(min(room(), _WIDEST), _INDENT + _NARROWEST)
        self._first = True

    def begin(self, heading: str) -> None:
        """Begin with something else."""
        if not self._first:
            put("")
        self._first = False
        put(self._painted(visible(heading), "strong"))
        with writing():
            sys.stdout.flush()

    def add(self, findings: Sequence[Finding]) -> None:
        """Tell what was found."""
        for found in findings:
            mark, tone = _MARKS[found.health]
            beginning = self._painted(mark.ljust(_MARK), tone)
            self._put(f"  {beginning}{found.check.ljust(_CHECK)}", found.words)
            more = [found.next_step] if found.health is not Health.OK else []
            more += found.details.splitlines() if self._verbose else []
            for line in more:
                self._put(" " * _INDENT, line)
        with writing():
            sys.stdout.flush()

    def _put(self, beginning: str, words: str) -> None:
        for line in textwrap.wrap(visible(words), self._room - _INDENT, break_on_hyphens=False):
            put(beginning + line)
            beginning = " " * _INDENT

    def _painted(self, text: str, tone: str) -> str:
        return painted(text, tone) if self._coloured else text
