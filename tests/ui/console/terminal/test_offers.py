"""What is offered above a serial line, and where its parts are missing."""

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.console import ConsoleType, OpenIn
from launcher.storage import terminal_parts
from launcher.ui.console.state import ConnectionState
from launcher.ui.console.terminal.menu import TerminalMenu
from launcher.ui.theme import apply_colour_scheme
from tests.end_to_end.hand import Eye
from tests.ui.console.terminal.bench import Bench, make_bench
from tests.ui.console.terminal.serial_server import SerialServer


def offered(bench: Bench) -> set[str]:
    return {
        action.text() for action in bench.room.tab.toolbar.actions() if action.isVisible() and action.text()
    }


def test_the_bar_offers_what_a_serial_line_can_do(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    assert {"Find", "Log to file…", "Screenshot", "Copy link", "Power"} <= offered(bench)
    assert offered(bench).isdisjoint({"Send", "Open in browser"})


def test_a_screen_is_offered_what_it_was(qtbot: QtBot) -> None:
    types = (ConsoleType.NOVNC, ConsoleType.SERIAL)
    with (
        DemoCloud(DemoOptions(console_types=types)) as cloud,
        make_bench(qtbot, cloud, console_types=types) as bench,
    ):
        bench.room.open_live()
        assert {"Send", "Open in browser"} <= offered(bench)
        assert offered(bench).isdisjoint({"Find", "Log to file…"})


def test_a_cloud_that_has_serial_consoles_only_shows_them_though_a_screen_was_hoped_for(
    qtbot: QtBot, cloud: DemoCloud
) -> None:
    with make_bench(qtbot, cloud, console_types=(ConsoleType.NOVNC, ConsoleType.SERIAL)) as bench:
        bench.room.open_live()
        assert "Find" in offered(bench)
        bench.room.qtbot.waitUntil(bench.room.window.isActiveWindow)
        bench.room.tab.reconnect_requested.emit()
        bench.room.qtbot.waitUntil(lambda: bench.room.links_asked >= 2)
        bench.wait_for(ConnectionState.LIVE)


def test_a_profile_that_opens_the_browser_opens_serial_lines_here(qtbot: QtBot, cloud: DemoCloud) -> None:
    with make_bench(qtbot, cloud, open_in=OpenIn.BROWSER) as bench:
        bench.open_live()
        bench.wait_for_text("login:")
        assert not bench.room.browser.opened


def test_missing_parts_are_told_with_the_way_to_get_them(
    bench: Bench, server: SerialServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(terminal_parts, "_GLOBALLY", ())
    bench.lead_to(server.url)
    bench.room.open()
    bench.wait_for(ConnectionState.FAILED)
    assert "The terminal's parts are not installed" in bench.room.words()
    assert "npm install --global @xterm/xterm" in bench.room.words()
    assert not server.asked
    monkeypatch.undo()
    bench.room.press("Reconnect")
    bench.wait_for(ConnectionState.LIVE)
    bench.wait_for_text("hello")


def test_parts_that_npm_installed_for_everybody_serve(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(terminal_parts, "_GLOBALLY", (tmp_path,))
    for name in ("lib/xterm.js", "css/xterm.css"):
        path = tmp_path / "node_modules/@xterm/xterm" / name
        path.parent.mkdir(parents=True)
        path.write_text(name)
    assert terminal_parts.find_terminal_parts() == ("lib/xterm.js", "css/xterm.css")


def test_light_and_dark_are_followed(bench: Bench, server: SerialServer, qapp: QApplication) -> None:
    bench.open_live(server.url)
    bench.wait_for_text("hello")
    try:
        for scheme in ("dark", "light"):
            apply_colour_scheme(qapp, scheme)
            base = QGuiApplication.palette().base().color().name()
            bench.qtbot.waitUntil(lambda base=base: base in bench.room.colours())
    finally:
        apply_colour_scheme(qapp, "system")


def is_red(colour: QColor) -> bool:
    return colour.red() - colour.blue() > 80


def test_a_screenshot_is_one_of_the_terminal(
    bench: Bench, server: SerialServer, own_directories: Path
) -> None:
    bench.open_live(server.url)
    server.say(b"\x1b[41m" + b" " * 400 + b"\x1b[0m\r\nend")
    bench.wait_for_text("end")
    bench.qtbot.waitUntil(lambda: is_red(Eye().look_at(bench.room.tab.view).pixelColor(300, 30)))
    bench.room.tab.toolbar.screenshot.trigger()
    bench.qtbot.waitUntil(bench.room.tab.whisper.isVisible)
    (saved,) = own_directories.rglob("web-01-*.png")
    image = QImage(str(saved))
    assert is_red(image.pixelColor(300, 30)), "the red bar is on the picture"
    assert not is_red(image.pixelColor(300, 300)), "and the page around it"


def test_a_right_click_offers_to_tell_a_shell_the_size(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    bench.wait_for_text("hello")
    rows, columns = (int(bench.evaluate(f"porthole.terminal.{one}")) for one in ("rows", "cols"))
    bench.hand.click_right(bench.room.tab.view)
    menu = bench.room.tab.findChild(TerminalMenu)
    assert menu is not None
    bench.qtbot.waitUntil(menu.isVisible)
    assert f"stty rows {rows} cols {columns}" in menu.size_line.text()
    bench.hand.click_action(menu, menu.size_line)
    assert QGuiApplication.clipboard().text() == f"stty rows {rows} cols {columns}"
