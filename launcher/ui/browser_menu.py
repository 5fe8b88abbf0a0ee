"""The menu of browsers that a console can be shown in."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from launcher.model.browser import SYSTEM_BROWSER, BrowserChoice
from launcher.ui.browsers import Browsers
from launcher.ui.text import visible


class BrowserMenu(QMenu):
    """Offers the browsers of this machine; the one chosen in it shows consoles from then on."""

    picked = Signal()
    """A browser was chosen, so that a console is shown in it."""

    def __init__(self, browsers: Browsers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._browsers = browsers
        self._choices = QActionGroup(self)
        self.aboutToShow.connect(browsers.look)
        browsers.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        self.setToolTipsVisible(bool(self._browsers.lock))
        self._add(self.tr("The &system's browser"), SYSTEM_BROWSER)
        self.addSeparator()
        for browser in self._browsers.installed:
            name = visible(browser.name).replace("&", "&&")
            self._add(name, BrowserChoice(browser.id))
            if browser.private:
                self._add(
                    self.tr("{0}, private window").format(name), BrowserChoice(browser.id, private=True)
                )

    def _add(self, words: str, choice: BrowserChoice) -> None:
        action = self.addAction(words)
        action.setCheckable(True)
        action.setChecked(choice == self._browsers.chosen)
        if not self._browsers.may_choose(choice):
            action.setEnabled(False)
            action.setToolTip(self._browsers.lock)
        self._choices.addAction(action)
        action.triggered.connect(lambda: self._pick(choice))

    def _pick(self, choice: BrowserChoice) -> None:
        self._browsers.choose(choice)
        self.picked.emit()
