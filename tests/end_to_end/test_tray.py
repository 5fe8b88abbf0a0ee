"""Porthole in the tray of a panel that shows icons as windows, by real clicks."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from launcher.app import Porthole, Start
from launcher.demo.process import DemoProcess
from launcher.model.profile import Profile
from launcher.model.request import StayHidden
from launcher.services.profiles import NewSecret
from launcher.ui.profiles.editor import ProfileEditor
from launcher.ui.tray import icon as icon_module
from launcher.ui.tray.farewell import Farewell
from tests.end_to_end.hand import settle, wait_until
from tests.end_to_end.stage import STAGING, Stage, stage
from tests.end_to_end.trayer import choose, click_icon, entry, open_menu, trayer, wait_for_icon


@contextmanager
def another_program() -> Iterator[None]:
    """A window of another program, which has the keyboard."""
    with subprocess.Popen(["xcalc"], stderr=subprocess.DEVNULL) as process:
        try:
            # Without --sync: xdotool fails where a window goes while it looks.
            look = ["xdotool", "search", "--onlyvisible", "--class", "xcalc"]

            def numbers() -> list[str]:
                return subprocess.run(look, check=False, capture_output=True, text=True).stdout.split()

            wait_until(numbers, "the other program")
            subprocess.run(["xdotool", "windowactivate", "--sync", numbers()[-1]], check=True, timeout=20)
            wait_until(lambda: QGuiApplication.focusWindow() is None, "the other program's turn")
            yield
        finally:
            process.terminate()


@contextmanager
def resident(qapp: QApplication) -> Iterator[Stage]:
    """Porthole with a profile of its own: unlike a demo it is there to stay."""
    with DemoProcess() as cloud, stage(Start(), qapp) as on:
        auth = cloud.auth(cloud.projects[0])
        on.porthole.book.save(
            Profile(id="own", name="own", region_name=cloud.region_name, auth=auth),
            NewSecret(cloud.password, remember=False),
        )
        on.porthole.show_profiles()
        on.wait_for_servers()
        yield on


def close_window(on: Stage) -> None:
    """Close the window with the list as a person does: by the window manager."""
    on.come_forward()
    on.hand.press("alt+F4")


def balloons() -> list[str]:
    """Return what Qt says beside icons in trays."""
    shown = [one for one in QApplication.topLevelWidgets() if one.metaObject().className() == "QBalloonTip"]
    return [label.text() for one in shown if one.isVisible() for label in one.findChildren(QLabel)]


def hide_window(on: Stage) -> None:
    click_icon(on)
    wait_until(lambda: not on.porthole.window.isVisible(), "the window's end")


def favour(on: Stage, name: str) -> None:
    """Make a favourite of a server that has a screen."""
    fitting = (one.name == name and one.profile_id != STAGING for one in on.porthole.listing.visible)
    row = next(row for row, fits in enumerate(fitting) if fits)
    on.hand.click_row(on.porthole.pane.table, row, times=1)
    on.hand.press("ctrl+d")
    wait_until(lambda: on.porthole.bookmarks.favourites, "the favourite")


def test_from_another_program_two_clicks_show_a_favourites_screen(qapp: QApplication) -> None:
    with trayer(), stage(Start(demo=True), qapp) as on:
        on.wait_for_servers(24)
        favour(on, "web-01")
        hide_window(on)
        with another_program():
            choose(on, "web-01")
            wait_until(lambda: on.tab is not None, "the console")
            assert on.tab is not None
            on.wait_for_remote_pixels(on.tab)
            assert on.tab.window().isActiveWindow()
            assert not on.porthole.window.isVisible()


def test_a_click_hides_the_window_and_another_shows_it_where_it_was(qapp: QApplication) -> None:
    with trayer(), stage(Start(demo=True), qapp) as on:
        window = on.porthole.window
        place = window.frameGeometry()
        hide_window(on)
        with another_program():
            click_icon(on)
            wait_until(window.isActiveWindow, "the window")
            assert window.frameGeometry() == place
        with another_program():
            click_icon(on)
            wait_until(window.isActiveWindow, "the window, which was behind another")
            assert window.isVisible()


def test_a_closed_window_leaves_porthole_in_the_tray_and_its_consoles_open(qapp: QApplication) -> None:
    with trayer(), resident(qapp) as on:
        wait_for_icon(on)
        tab = on.double_click("web-01")
        close_window(on)
        wait_until(lambda: "Porthole is still here" in balloons(), "a word about that")
        assert not on.porthole.window.isVisible()
        assert tab.isVisible()
        choose(on, "Show Porthole")
        wait_until(on.porthole.window.isActiveWindow, "the window again")
        for balloon in QApplication.topLevelWidgets():
            if balloon.metaObject().className() == "QBalloonTip":
                balloon.close()
        close_window(on)
        wait_until(lambda: not on.porthole.window.isVisible(), "the window's end")
        settle()
        assert not balloons(), "it is said once"
        on.porthole.consoles.close()
        assert not qapp.quitOnLastWindowClosed(), "the last console is not the end"
        choose(on, "Quit")
        wait_until(qapp.quitOnLastWindowClosed, "the end")


def test_ctrl_q_is_the_end_all_the_same(qapp: QApplication) -> None:
    with trayer(), resident(qapp) as on:
        wait_for_icon(on)
        on.come_forward()
        on.hand.press("ctrl+q")
        wait_until(lambda: not on.porthole.window.isVisible(), "the window's end")
        assert qapp.quitOnLastWindowClosed()


def test_who_wants_it_so_ends_porthole_with_its_window(qapp: QApplication) -> None:
    with trayer(), resident(qapp) as on:
        wait_for_icon(on)
        on.porthole.memory.note(keep_in_tray=False)
        close_window(on)
        wait_until(lambda: not on.porthole.window.isVisible(), "the window's end")
        assert qapp.quitOnLastWindowClosed()


def test_where_there_is_no_tray_it_asks_once_before_it_ends(qapp: QApplication) -> None:
    with resident(qapp) as on:
        window = on.porthole.window
        for words in ("Cancel", "Quit"):
            close_window(on)
            wait_until(lambda: isinstance(QApplication.activeModalWidget(), Farewell), "the question")
            question = QApplication.activeModalWidget()
            assert question is not None
            wait_until(question.isActiveWindow, "it in its place")
            (button,) = [
                one for one in question.findChildren(QPushButton) if words in one.text().replace("&", "")
            ]
            on.hand.click(button)
            wait_until(lambda: QApplication.activeModalWidget() is None, "the end of the question")
            assert window.isVisible() is (words == "Cancel")
        window.show()
        close_window(on)
        wait_until(lambda: not window.isVisible(), "the window's end, without a question")
        assert QApplication.activeModalWidget() is None


def test_quit_lets_an_editor_ask_first(qapp: QApplication) -> None:
    with trayer(), stage(Start(demo=True), qapp) as on:
        on.wait_for_servers()
        on.hand.press("ctrl+n")
        wait_until(lambda: isinstance(QApplication.activeModalWidget(), ProfileEditor), "the editor")
        editor = QApplication.activeModalWidget()
        assert isinstance(editor, ProfileEditor)
        on.hand.type("a name")
        wait_until(lambda: editor.changed, "something to lose")
        choose(on, "Quit")
        wait_until(lambda: editor.foot.asking, "its question")
        assert editor.isVisible()
        assert on.porthole.window.isVisible()
        editor.foot.discard_clicked.emit()


def test_ctrl_q_in_a_consoles_bar_ends_the_program(qapp: QApplication) -> None:
    with trayer(), stage(Start(demo=True), qapp) as on:
        on.wait_for_servers()
        tab = on.double_click("web-01")
        console = tab.window()
        wait_until(console.isActiveWindow, "its window in front")
        on.hand.press("shift+F11")
        wait_until(lambda: tab.toolbar.isAncestorOf(console.focusWidget()), "the keyboard in its bar")
        on.hand.press("ctrl+q")
        wait_until(lambda: on.porthole.consoles.desk.window is None, "the end of the console's window")
        wait_until(lambda: not on.porthole.window.isVisible(), "the end of the list's")


def test_live_links_are_in_the_menu_with_what_they_have_left(qapp: QApplication) -> None:
    with trayer(), stage(Start(demo=True), qapp) as on:
        on.wait_for_servers(24)
        on.double_click("web-01")
        on.porthole.consoles.close()
        menu = open_menu(on)
        before = entry(menu, "web-01 · link valid ").text()
        wait_until(lambda: entry(menu, "web-01 · link valid ").text() != before, "the next second")
        first = on.porthole.keeper.link(on.porthole.keeper.keys[0])
        link = entry(menu, "web-01 · link valid ")
        on.hand.click_action(menu, link)
        submenu = link.menu()
        wait_until(submenu.isVisible, "what can be done with it")
        on.hand.click_action(submenu, entry(submenu, "Renew link"))
        wait_until(lambda: on.porthole.keeper.link(first.server) is not first, "a fresh link")
        QGuiApplication.clipboard().clear()
        link = entry(open_menu(on), "web-01 · link valid ")
        on.hand.click_action(menu, link)
        submenu = link.menu()
        wait_until(submenu.isVisible, "what can be done with it")
        on.hand.click_action(submenu, entry(submenu, "Copy link"))
        wait_until(lambda: "token" in QGuiApplication.clipboard().text(), "the link in the clipboard")


def test_a_large_profile_leads_to_quick_connect(qapp: QApplication) -> None:
    with trayer(), stage(Start(demo=True, demo_servers=60), qapp) as on:
        on.wait_for_servers(50)
        hide_window(on)
        large = next(one for one in on.porthole.book.profiles if len(on.porthole.listing.ids(one.id)) > 40)
        with another_program():
            choose(on, large.name)
            wait_until(on.porthole.quick.palette.isActiveWindow, "the palette")
            assert on.porthole.quick.palette.field.text() == f"{large.name} "
            on.hand.type("web-02")
            assert str(on.porthole.quick.palette.list.currentIndex().data()) == "web-02"
            on.hand.press("Escape")


@contextmanager
def hidden_start(qapp: QApplication) -> Iterator[Porthole]:
    porthole = Porthole(qapp, Start(request=StayHidden()))
    porthole.begin()
    try:
        yield porthole
    finally:
        qapp.closeAllWindows()
        settle()
        porthole.end()


def test_a_hidden_start_has_an_icon_and_no_window_and_wakes_nobody(qapp: QApplication) -> None:
    with trayer(), hidden_start(qapp) as porthole:
        on = Stage(porthole)
        wait_for_icon(on)
        wait_until(lambda: porthole.runner.idle, "the profiles")
        assert not porthole.window.isVisible()
        brisk = [one for one in porthole.findChildren(QTimer) if one.isActive() and one.interval() < 2_000]
        assert not brisk
        choose(on, "Show Porthole")
        wait_until(porthole.window.isActiveWindow, "the window")


def test_a_hidden_start_where_no_tray_comes_is_minimised(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(icon_module, "_LOOK_EVERY", 50)
    with hidden_start(qapp) as porthole:
        assert not porthole.window.isVisible()
        wait_until(porthole.window.isMinimized, "the minimised window")


def test_a_tray_that_comes_late_is_used_and_one_that_goes_leaves_a_way_back(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hidden_start(qapp) as porthole:
        with trayer():
            wait_for_icon(Stage(porthole))
            assert not porthole.window.isVisible()
            monkeypatch.setattr(icon_module, "_LOOK_EVERY", 50)
            porthole.tray.icon.rely(needed=True)
        wait_until(porthole.window.isMinimized, "the minimised window")
