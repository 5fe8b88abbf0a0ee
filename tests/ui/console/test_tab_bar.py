"""The names on a row of tabs, with less room than they want."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from launcher.ui.console.tab_bar import ConsoleTabBar

LONG = "x" * 255


def row_of(qtbot: QtBot, names: list[str], width: int) -> ConsoleTabBar:
    bar = ConsoleTabBar()
    qtbot.addWidget(bar)
    bar.setTabsClosable(True)
    for name in names:
        bar.addTab(name)
    bar.resize(width, bar.sizeHint().height())
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def shown(bar: ConsoleTabBar, index: int) -> str:
    """Return the name as the row has room for it, by the reckoning of QTabBar."""
    spare = QTabBar.tabSizeHint(bar, index).width() - bar.fontMetrics().horizontalAdvance(bar.tabText(index))
    room = bar.tabRect(index).width() - spare
    return bar.fontMetrics().elidedText(bar.tabText(index), Qt.TextElideMode.ElideRight, room + 1)


def test_a_long_name_leaves_room_for_the_others(qtbot: QtBot) -> None:
    bar = row_of(qtbot, ["web-01", LONG, "db-01", "bastion"], 700)
    assert [shown(bar, index) for index in (0, 2, 3)] == ["web-01", "db-01", "bastion"]
    assert bar.tabRect(3).right() < bar.width()
    assert shown(bar, 1).startswith("xxxxxxxx")


def test_more_names_than_have_room_can_be_read_and_scrolled_to(qtbot: QtBot) -> None:
    bar = row_of(qtbot, [f"web-{number:02}" for number in range(20)], 500)
    assert {shown(bar, index) for index in range(20)} == {f"web-{number:02}" for number in range(20)}
    bar.setCurrentIndex(19)
    assert bar.rect().contains(bar.tabRect(19).center())
