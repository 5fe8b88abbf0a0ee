"""Power from the console: a server that is shut off, its start, and the band over production."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.web.record import Answer
from launcher.model.power import PowerAction
from launcher.model.server import ServerStatus
from launcher.services.power import PowerService
from launcher.ui.console.state import ConnectionState
from launcher.ui.power.desk import PowerDesk
from tests.end_to_end.hand import Hand
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room, make_room


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    """A cloud whose tasks end when a test says so."""
    with DemoCloud(DemoOptions(task_seconds=3600)) as running:
        yield running


@pytest.fixture
def power(room: Room, qtbot: QtBot) -> Iterator[PowerDesk]:
    """The power desk, wired to the consoles as the program does it."""
    window = QWidget()
    qtbot.addWidget(window)
    book = room.services.book
    power = PowerDesk(book, PowerService(book, room.services.connections), room.runner, window)
    consoles = room.desk
    consoles.power_requested.connect(lambda action, servers: power.act(action, servers, consoles.window))
    power.begun.connect(consoles.power_begun)
    power.server_changed.connect(consoles.update_server)
    power.failed.connect(consoles.power_failed)
    yield power
    power.close()


def shut_off(room: Room, proxy: Proxy, name: str = "web-03") -> None:
    """Open the console of a server that is shut off; its screen is there when it is started."""
    proxy.lets_in = False
    room.lead_to(proxy.url())
    room.open(name)
    room.wait_for(ConnectionState.FAILED, name)
    room.qtbot.waitUntil(lambda: f"{name} is shut off, so it has no screen." in room.words())
    proxy.lets_in = True


def menu_of(room: Room) -> dict[str, QAction]:
    """Open the power button's menu; returns its actions by their words."""
    bar = room.tab.toolbar
    button = bar.widgetForAction(bar.power)
    assert isinstance(button, QToolButton)
    bar.power_menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    room.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    return {one.text().replace("&", ""): one for one in bar.power_menu.actions()}


@pytest.mark.usefixtures("power")
def test_a_server_is_started_and_its_console_comes_back_by_itself(
    room: Room, proxy: Proxy, cloud: DemoCloud
) -> None:
    shut_off(room, proxy)
    room.press("Start server")
    room.qtbot.waitUntil(lambda: "web-03 is being started" in room.words())
    room.qtbot.waitUntil(lambda: room.tab.server.task_state == "powering-on")
    assert "Its console comes by itself." in room.words()
    assert room.links_asked == 1
    cloud.finish_tasks()
    room.wait_for(ConnectionState.LIVE, "web-03")
    room.wait_for_pixels()
    assert room.links_asked == 2


def test_keys_typed_on_do_not_start_a_server(room: Room, proxy: Proxy) -> None:
    shut_off(room, proxy)
    assert room.button("Reconnect").isDefault()
    assert not room.button("Start server").isDefault()


def test_enter_presses_the_first_button_also_after_the_keyboard_was_elsewhere(
    room: Room, proxy: Proxy
) -> None:
    shut_off(room, proxy)
    room.qtbot.waitUntil(room.window.isActiveWindow)
    room.qtbot.waitUntil(room.button("Reconnect").hasFocus)
    bar = room.tab.toolbar
    for _ in range(2):
        Hand().press("shift+F11")
        room.qtbot.waitUntil(lambda: bar.widgetForAction(bar.reconnect).hasFocus())
        Hand().press("Escape")
        room.qtbot.waitUntil(room.button("Reconnect").hasFocus)
    Hand().press("Return")
    room.qtbot.waitUntil(lambda: room.links_asked == 2)


def test_a_start_from_elsewhere_brings_the_console_back_too(room: Room, proxy: Proxy) -> None:
    shut_off(room, proxy)
    server = room.tab.server
    room.cloud.set_status(server.id, ServerStatus.ACTIVE)
    room.desk.update_server(room.services.broker.look_at(server))
    room.wait_for(ConnectionState.LIVE, "web-03")


@pytest.mark.usefixtures("power")
def test_a_start_that_is_refused_is_told(room: Room, proxy: Proxy, cloud: DemoCloud) -> None:
    shut_off(room, proxy)
    refusal = b'{"forbidden": {"code": 403, "message": "no"}}'
    cloud.answer_next("POST", r"/action$", Answer(403, body=refusal))
    room.press("Start server")
    room.qtbot.waitUntil(lambda: "This account may not start this server." in room.words())
    assert "web-03 is shut off, so it has no screen." in room.words()
    assert room.button("Start server").isVisible()


@pytest.mark.parametrize("status", [ServerStatus.SUSPENDED, ServerStatus.SHELVED_OFFLOADED])
def test_what_a_start_does_not_help_is_not_offered(room: Room, proxy: Proxy, status: ServerStatus) -> None:
    proxy.lets_in = False
    room.lead_to(proxy.url())
    room.cloud.set_status(room.servers["web-01"].id, status)
    room.open()
    room.wait_for(ConnectionState.FAILED)
    room.qtbot.waitUntil(lambda: "so it has no screen" in room.words())
    with pytest.raises(AssertionError, match="no button"):
        room.button("Start server")
    assert "Bring the server back first" in room.words()


def test_the_bars_menu_asks_for_what_fits(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    actions = menu_of(room)
    assert {words: one.isEnabled() for words, one in actions.items()} == {
        "Start": False,
        "Stop…": True,
        "Reboot…": True,
        "Hard reboot…": True,
    }
    menu = room.tab.toolbar.power_menu
    with room.qtbot.waitSignal(room.desk.power_requested) as asked:
        place = menu.actionGeometry(actions["Stop…"]).center()
        room.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [PowerAction.STOP, [room.tab.server]]


def test_production_has_a_band_while_its_tab_is_shown(qtbot: QtBot, cloud: DemoCloud, proxy: Proxy) -> None:
    with make_room(qtbot, cloud, production=True) as room:
        room.lead_to(proxy.url())
        room.open_live()
        assert room.window.band.isVisible()
        assert room.window.band.text() == "production · prod"
        room.window.toggle_full_screen()
        qtbot.waitUntil(room.window.full_screen_bar.isVisible)
        assert room.window.band.isVisible()


def test_other_consoles_have_none(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    assert not room.window.band.isVisible()


def test_in_production_a_start_from_the_console_is_typed(
    qtbot: QtBot, cloud: DemoCloud, proxy: Proxy
) -> None:
    with make_room(qtbot, cloud, production=True) as room:
        shut_off(room, proxy)
        with qtbot.waitSignal(room.desk.power_requested) as asked:
            room.press("Start server…")
        assert asked.args == [PowerAction.START, [room.tab.server]]
