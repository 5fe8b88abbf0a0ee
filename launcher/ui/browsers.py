"""The browsers a console can be shown in, and the one a person has chosen for that."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from launcher.model.browser import SYSTEM_BROWSER, Browser, BrowserChoice
from launcher.model.errors import PortholeError
from launcher.model.settings import Settings
from launcher.services.browsers.installed import installed_browsers
from launcher.services.browsers.opener import BrowserOpener
from launcher.ui.runner import TaskRunner


class Browsers(QObject):
    """What is chosen once holds for every console, and is remembered.

    Attributes:
        installed: those found when they were last looked for.
        chosen: the one that shows consoles.
        lock: says who has chosen for everybody here, and nobody can choose another one; empty: nobody has.
    """

    changed = Signal()
    """Others are installed than was known, or another one is chosen."""

    def __init__(self, opener: BrowserOpener, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opener = opener
        self._runner = runner
        self._looking = False
        self.installed: tuple[Browser, ...] = ()
        self.chosen: BrowserChoice = SYSTEM_BROWSER
        self._locked: frozenset[str] = frozenset()
        self.lock = ""

    def recall(self, settings: Settings) -> None:
        """Go by what was chosen in an earlier run."""
        self.chosen = settings.browser_choice

    def lock_settings(self, locked: frozenset[str], why: str) -> None:
        """Hold on to what was chosen.

        Args:
            locked: the names of settings that nobody here may change.
            why: is shown with the choices.
        """
        self._locked = locked & {"browser", "browser_private"}
        self.lock = why if self._locked else ""

    def may_choose(self, choice: BrowserChoice) -> bool:
        """Whether a person may choose this one."""
        same_browser = choice.id == self.chosen.id or "browser" not in self._locked
        same_window = choice.private == self.chosen.private or "browser_private" not in self._locked
        return same_browser and same_window

    @property
    def settings(self) -> Mapping[str, object]:
        """What is chosen, by the names of the settings."""
        return {"browser": self.chosen.id, "browser_private": self.chosen.private}

    def look(self) -> None:
        """Find out which are installed; :attr:`changed` tells of others than were known."""
        if not self._looking:
            self._looking = True
            self._runner.run(
                lambda _task: installed_browsers(), done=self._on_found, failed=self._on_not_found
            )

    def choose(self, choice: BrowserChoice) -> None:
        """Show consoles there from now on."""
        self.chosen = choice
        self.changed.emit()

    def open(self, url: str, opened: Callable[[], None], failed: Callable[[PortholeError], None]) -> None:
        """Show a console's URL in the chosen browser.

        Args:
            url: it carries a token.
            opened: called when the browser has started.
            failed: called where it has not.
        """
        choice = self.chosen
        self._runner.run(
            lambda _task: self._opener.open(url, choice), done=lambda _nothing: opened(), failed=failed
        )

    def _on_found(self, installed: tuple[Browser, ...]) -> None:
        self._looking = False
        if installed != self.installed:
            self.installed = installed
            self.changed.emit()

    def _on_not_found(self, _error: PortholeError) -> None:
        # The system's own is offered all the same.
        self._looking = False
