"""Which browser shows the consoles that are wanted in one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from launcher.model.browser import SYSTEM_BROWSER, BrowserChoice
from launcher.ui.browsers import Browsers
from launcher.ui.profiles.wheel import WheelGuard
from launcher.ui.settings.group import Group
from launcher.ui.text import visible


class OpeningGroup(Group):
    """The browsers of this machine to choose from; the same choice as in the servers' menus.

    Args:
        browsers: those of this machine.
        parent: its owner.
    """

    def __init__(self, browsers: Browsers, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Consoles in the browser"), parent)
        self._browsers = browsers
        self.box = QComboBox(self)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.activated.connect(lambda place: browsers.choose(self.box.itemData(place)))
        WheelGuard(self.box)
        label = QLabel(self.tr("&Open in"), self)
        label.setBuddy(self.box)
        self.box.setAccessibleName(self.tr("Open in"))
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.box)
        row.addStretch()
        self.add(row)
        if browsers.lock:
            self.lock(browsers.lock)
        browsers.changed.connect(self._fill)
        self._fill()

    def look(self) -> None:
        """Find out which browsers are installed by now."""
        self._browsers.look()

    def _fill(self) -> None:
        self.box.clear()
        self._add(self.tr("The system's browser"), SYSTEM_BROWSER)
        for browser in self._browsers.installed:
            name = visible(browser.name)
            self._add(name, BrowserChoice(browser.id))
            if browser.private:
                self._add(
                    self.tr("{0}, private window").format(name), BrowserChoice(browser.id, private=True)
                )
        chosen = self._browsers.chosen
        if self.box.currentData() != chosen:
            # Not found yet, or not installed any more.
            self._add(visible(chosen.id), chosen)

    def _add(self, words: str, choice: BrowserChoice) -> None:
        self.box.addItem(words, choice)
        place = self.box.count() - 1
        if choice == self._browsers.chosen:
            self.box.setCurrentIndex(place)
        if not self._browsers.may_choose(choice):
            self.box.setItemData(place, Qt.ItemFlag.NoItemFlags, Qt.ItemDataRole.UserRole - 1)
