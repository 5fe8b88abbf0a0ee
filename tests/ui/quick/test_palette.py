"""The palette by its keys: what it finds, what it opens, and when it goes."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from launcher.model.server import ServerStatus
from launcher.services.quick import QuickSearch
from launcher.ui.theme import apply_colour_scheme
from tests.ui.quick.parts import PROFILES, Told, make_palette
from tests.ui.servers.parts import fleet

NO_KEY = Qt.KeyboardModifier.NoModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    return make_palette(qtbot, fleet(40))


def press(told: Told, *keys: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
    for key in keys:
        QTest.keyClick(told.palette.field, key, held)


def test_a_few_letters_and_enter_open_a_server(told: Told) -> None:
    QTest.keyClicks(told.palette.field, "wb17")
    assert told.chosen == "web-17"
    press(told, Key.Key_Return)
    assert told.opened == [("web-17", False)]
    assert not told.palette.isVisible()
    assert told.closed == 1


def test_ctrl_enter_opens_it_the_other_way(told: Told) -> None:
    QTest.keyClicks(told.palette.field, "17")
    press(told, Key.Key_Enter, held=CONTROL)
    assert told.opened == [("web-17", True)]


def test_alt_enter_wants_it_shown_in_the_list(told: Told) -> None:
    QTest.keyClicks(told.palette.field, "17")
    press(told, Key.Key_Return, held=ALT)
    assert (told.opened, told.listed) == ([], ["web-17"])


def test_arrows_and_pages_choose(told: Told) -> None:
    press(told, Key.Key_Down, Key.Key_Down)
    assert told.chosen == told.names()[2]
    press(told, Key.Key_PageDown)
    assert told.chosen == told.names()[11]
    press(told, Key.Key_PageUp, Key.Key_PageUp)
    assert told.chosen == told.names()[0]
    press(told, Key.Key_Up)
    assert told.chosen == told.names()[-1]
    press(told, Key.Key_Down)
    assert told.chosen == told.names()[0]
    assert told.palette.field.hasFocus()


def test_a_click_opens_what_it_hits(told: Told) -> None:
    view = told.palette.list
    place = view.visualRect(told.palette.results.index(3)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NO_KEY, place)
    assert told.opened == [(told.names()[3], False)]


def test_esc_closes_and_opens_nothing(told: Told) -> None:
    press(told, Key.Key_Escape)
    assert not told.palette.isVisible()
    assert told.opened == []


def test_it_goes_when_another_window_gets_the_keyboard(told: Told, qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not told.palette.isVisible())
    assert told.opened == []


def test_enter_on_nothing_leaves_it_open(told: Told) -> None:
    QTest.keyClicks(told.palette.field, "zzzzzz")
    assert told.names() == []
    assert "zzzzzz" in told.palette.nothing.text()
    assert told.palette.nothing.isVisible()
    press(told, Key.Key_Down, Key.Key_Return)
    assert told.palette.isVisible()


def test_it_says_why_it_knows_no_server(qtbot: QtBot) -> None:
    told = make_palette(qtbot, [], "Add a cloud first.")
    assert told.palette.nothing.text() == "Add a cloud first."
    assert told.palette.field.accessibleDescription() == "Add a cloud first."


def test_servers_that_arrive_leave_the_choice_where_it_is(told: Told) -> None:
    press(told, Key.Key_Down, Key.Key_Down)
    chosen = told.chosen
    newcomers = [replace(one, id=f"new-{one.id}", name=f"a-{one.name}") for one in fleet(5)]
    told.palette.know(QuickSearch([*newcomers, *fleet(40)], PROFILES), "")
    assert told.chosen == chosen
    assert told.names()[0] == "a-web-0"


def test_the_choice_is_said_where_the_keyboard_is(told: Told) -> None:
    QTest.keyClicks(told.palette.field, "web-5")
    assert told.palette.field.accessibleDescription() == "web-5, Shut off, 10.0.0.5, production"
    assert told.palette.field.accessibleName()
    assert told.palette.list.accessibleName()


def test_a_name_cannot_hide_or_turn_what_stands_beside_it(qtbot: QtBot) -> None:
    told = make_palette(qtbot, [replace(fleet(1)[0], name="web\u202egnp.exe")])
    assert told.chosen == "web[U+202E]gnp.exe"
    QTest.keyClicks(told.palette.field, "web")
    assert told.palette.grab().size() != QSize(0, 0)


def test_it_stands_in_the_upper_third_and_never_jumps(told: Told) -> None:
    palette, area = told.palette, told.palette.screen().availableGeometry()
    before = palette.geometry()
    assert abs(before.center().x() - area.center().x()) <= 1
    assert before.top() < area.height() / 3
    QTest.keyClicks(palette.field, "web-17zz")
    assert palette.geometry() == before


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    apply_colour_scheme(qapp, request.param)
    yield request.param
    apply_colour_scheme(qapp, "system")


def test_typed_letters_are_seen_marked_in_light_and_dark(scheme: str, qtbot: QtBot) -> None:
    servers = [replace(one, status=ServerStatus.ACTIVE) for one in fleet(3)]
    told = make_palette(qtbot, servers)
    plain = row_of(told, 1)
    QTest.keyClicks(told.palette.field, "web")
    marked = row_of(told, 1)
    base = told.palette.palette().color(QPalette.ColorRole.Base)
    assert (base.lightness() < 128) is (scheme == "dark")
    assert base.name() in plain
    assert marked - plain, "no other colour below the letters"


def row_of(told: Told, row: int) -> set[str]:
    view = told.palette.list
    image = view.viewport().grab(view.visualRect(told.palette.results.index(row))).toImage()
    return {
        QColor(image.pixel(x, y)).name() for x in range(0, image.width()) for y in range(0, image.height())
    }


def test_the_model_is_as_qt_wants_models(told: Told) -> None:
    results = told.palette.results
    QAbstractItemModelTester(results, QAbstractItemModelTester.FailureReportingMode.Fatal, results)
    QTest.keyClicks(told.palette.field, "web-1")
    press(told, Key.Key_Backspace)
