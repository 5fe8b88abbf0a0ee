"""What needs Qt: asked in a process of its own, since Qt may be missing, and may end whoever asks it."""

import importlib.util
import subprocess
import sys

import msgspec

from launcher.model.finding import Finding, Health
from launcher.services.display import has_display
from launcher.services.doctor.examination import Steps
from launcher.services.own_command import own_command

COMMAND = "__look"
"""The argument with which Porthole looks at the screen, and prints a :class:`Finding` a line."""

TRAY, GRAPHICS = "tray", "graphics"

_DETAILS = 2_000
"""Characters of what the process complained of."""


class ScreenExamination:
    """What there is to look at of tray and graphics."""

    def __init__(self, patience: float) -> None:
        """Begin nothing yet.

        Args:
            patience: seconds to wait for the process that looks.
        """
        self._patience = patience
        self._found: dict[str, Finding] = {}

    @property
    def steps(self) -> Steps:
        """The checks, in order."""
        return ((TRAY, self._tray), (GRAPHICS, lambda: self._found[GRAPHICS]))

    def _tray(self) -> Finding:
        if importlib.util.find_spec("PySide6") is None and not getattr(sys, "frozen", False):
            words = "Qt is not installed here, so neither tray nor window can be tried."
            return Finding(TRAY, Health.UNTRIED, words, "The command line works without it.")
        if not has_display():
            words = "There is no display here, so neither tray nor window can be tried."
            return Finding(TRAY, Health.UNTRIED, words, "Run porthole doctor on the desktop.")
        self._look()
        return self._found[TRAY]

    def _look(self) -> None:
        said, complaints = b"", b""
        try:
            done = subprocess.run(  # noqa: S603 - this program itself
                [*own_command(), COMMAND], check=False, capture_output=True, timeout=self._patience
            )
            said, complaints, how = done.stdout, done.stderr, f"ended with {done.returncode}"
        except subprocess.TimeoutExpired as error:
            said, complaints = error.stdout or b"", error.stderr or b""
            how = f"said nothing for {self._patience:g} seconds"
        except OSError as error:
            how = f"did not start: {error.strerror}"
        for line in said.splitlines():
            if line.startswith(b"{"):
                found = msgspec.json.decode(line, type=Finding)
                self._found[found.check] = found
        details = complaints.decode(errors="replace").strip()[-_DETAILS:]
        step = "Its own words come with --verbose. Meanwhile consoles can be opened in the browser."
        for name in (TRAY, GRAPHICS):
            words = f"The process that tried it {how}."
            self._found.setdefault(name, Finding(name, Health.FAILED, words, step, details))
