"""A sidebar on its own, and a hand for its rows."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from launcher.model.bookmarks import SavedFilter
from launcher.model.profile import Profile, ProfileColour
from launcher.services.groups import Group, Grouping, GroupKind
from launcher.ui.sidebar.contents import Counts
from launcher.ui.sidebar.places_model import ROW_ROLE
from launcher.ui.sidebar.rows import Row
from launcher.ui.sidebar.sidebar import Sidebar

PROFILES = (
    Profile(id="p", name="production", region_name="eu-de", colour=ProfileColour.RED),
    Profile(id="s", name="sta\u202eging", region_name="eu-nl"),
)
FILTERS = (SavedFilter("Broken", "status:error"), SavedFilter("We\u202eb", "web"))
ZONES = Grouping(GroupKind.ZONE)
GROUPS = (Group("eu-de-01", "eu-de-01", 88), Group("eu-de-02", "eu-de-02", 1), Group("", "", 2))


class Hand:
    """Clicks and types into a sidebar, and reads it."""

    def __init__(self, qtbot: QtBot, sidebar: Sidebar) -> None:
        self._qtbot = qtbot
        self.sidebar = sidebar
        self.view = sidebar.view

    def rows(self) -> list[Row]:
        model = self.view.model()
        return [model.index(place, 0).data(ROW_ROLE) for place in range(model.rowCount())]

    def labels(self) -> list[str]:
        return [row.label for row in self.rows()]

    def said(self) -> list[str]:
        model, role = self.view.model(), Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(place, 0).data(role)) for place in range(model.rowCount())]

    def centre(self, label: str) -> QPoint:
        index = self.view.model().index(self.labels().index(label), 0)
        self.view.scrollTo(index)
        return self.view.visualRect(index).center()

    def click(self, label: str) -> None:
        self._qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.centre(label))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(self.view, key, modifier)

    def menu(self, label: str) -> QMenu:
        """Open the menu of a row, as a right click does."""
        self.click(label)
        self.view.customContextMenuRequested.emit(self.centre(label))
        return popup(self._qtbot)

    def choose(self, menu: QMenu, words: str) -> None:
        (action,) = [one for one in menu.actions() if one.text().split("\t")[0] == words]
        place = menu.actionGeometry(action).center()
        self._qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)

    def name_field(self) -> QLineEdit:
        """Return the field in which a name is changed in place."""
        self._qtbot.waitUntil(lambda: bool(self.view.viewport().findChildren(QLineEdit)))
        (field,) = self.view.viewport().findChildren(QLineEdit)
        return field


def popup(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def make_sidebar(qtbot: QtBot) -> Sidebar:
    """A sidebar with two profiles, two filters and three zones."""
    made = Sidebar()
    model = made.view.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    qtbot.addWidget(made)
    made.resize(200, 560)
    made.show_profiles(PROFILES)
    made.show_filters(FILTERS)
    made.show_grouping(ZONES)
    made.show_counts(Counts(91, 3, 1, GROUPS))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.view.setFocus()
    return made
