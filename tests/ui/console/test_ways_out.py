"""Pictures of the screen, links for others, and the system's browser."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton

from launcher.demo.web.record import Answer
from launcher.model.browser import BrowserChoice
from launcher.model.console import OpenIn
from launcher.model.errors import BrowserUnavailableError, Trouble
from launcher.ui.console.state import ConnectionState
from launcher.ui.console.zoom import Zoom, ZoomMode
from tests.end_to_end.hand import colours_of
from tests.ui.console.guest import COLOURS
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import CONSOLES, Room
from tests.ui.console.vnc_server import SIZE

NO_BROWSER = BrowserUnavailableError(Trouble("No browser could be started.", "Copy the link instead."))


def entry(menu: QMenu, words: str) -> QAction:
    return next(one for one in menu.actions() if words in one.text().replace("&", ""))


@pytest.fixture
def live(room: Room, proxy: Proxy) -> Room:
    room.lead_to(proxy.url())
    room.open_live()
    room.wait_for_pixels()
    return room


def test_a_screenshot_is_saved_among_the_pictures(live: Room, own_directories: Path) -> None:
    live.tab.toolbar.screenshot.trigger()
    live.qtbot.waitUntil(live.tab.whisper.isVisible)
    (saved,) = own_directories.rglob("web-01-*.png")
    assert live.tab.whisper.text() == f"Saved as {saved}"
    assert set(COLOURS) <= colours_of(QImage(str(saved)))


def test_a_screenshot_that_cannot_be_saved_says_why(live: Room, own_directories: Path) -> None:
    (own_directories / "Pictures").write_text("in the way")
    live.tab.toolbar.screenshot.trigger()
    live.qtbot.waitUntil(live.tab.whisper.isVisible)
    assert "Pictures" in live.tab.whisper.text()
    assert "exists" in live.tab.whisper.text()


def test_a_screenshot_goes_to_the_clipboard(live: Room) -> None:
    entry(live.tab.toolbar.screenshot_menu, "Copy").trigger()
    live.qtbot.waitUntil(lambda: not QGuiApplication.clipboard().image().isNull())
    assert set(COLOURS) <= colours_of(QGuiApplication.clipboard().image())
    assert "clipboard" in live.tab.whisper.text()


def test_a_screenshot_is_as_large_as_the_servers_screen_however_it_is_shown(
    live: Room, own_directories: Path
) -> None:
    live.tab.view.choose_zoom(Zoom(ZoomMode.FIXED, 0.5))
    live.tab.toolbar.screenshot.trigger()
    live.qtbot.waitUntil(live.tab.whisper.isVisible)
    (saved,) = own_directories.rglob("web-01-*.png")
    image = QImage(str(saved))
    assert (image.width(), image.height()) == SIZE
    assert set(COLOURS) == colours_of(image)


def begin_series(room: Room, seconds: int) -> None:
    menu = room.tab.toolbar.screenshot_menu
    series = entry(menu, "One every").menu()
    assert isinstance(series, QMenu)
    next(one for one in series.actions() if one.data() == seconds).trigger()


def test_a_series_takes_a_picture_at_once_and_none_while_nothing_changes(
    live: Room, own_directories: Path
) -> None:
    begin_series(live, 5)
    live.qtbot.waitUntil(lambda: live.tab.photos.taken == 1)
    (saved,) = own_directories.rglob("web-01-*/*.png")
    assert set(COLOURS) == colours_of(QImage(str(saved)))
    assert str(saved.parent) in live.tab.whisper.text()
    live.tab.photos._take_next()
    live.tab.photos._take_next()
    stop = entry(live.tab.toolbar.screenshot_menu, "Stop after 1 pictures")
    assert stop.isVisible()
    stop.trigger()
    assert not live.tab.photos.every
    assert not stop.isVisible()
    live.qtbot.waitUntil(lambda: live.runner.idle)
    assert len(list(own_directories.rglob("web-01-*/*.png"))) == 1


def test_a_series_that_cannot_be_saved_ends_and_says_why(live: Room, own_directories: Path) -> None:
    (own_directories / "Pictures").write_text("in the way")
    begin_series(live, 5)
    live.qtbot.waitUntil(lambda: not live.tab.photos.every)
    assert "exists" in live.tab.whisper.text() or "directory" in live.tab.whisper.text()


def test_a_tab_shows_its_screen_where_the_pointer_rests(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    first = room.open_live("web-01")
    room.open_live("web-02")
    room.wait_for_pixels()
    bar, thumbnail = room.window.tab_bar, room.window.thumbnail
    QTest.mouseMove(bar, bar.tabRect(0).center())
    room.qtbot.waitUntil(thumbnail.isVisible)
    assert thumbnail.tab is first
    assert "web-01 · prod · session live" in thumbnail.words.text()
    room.qtbot.waitUntil(thumbnail.picture.isVisible)
    room.qtbot.waitUntil(lambda: set(COLOURS) <= colours_of(thumbnail.picture.grab().toImage()))
    QTest.mouseMove(room.window, QPoint(300, 300))
    room.qtbot.waitUntil(lambda: not thumbnail.isVisible())


def test_copy_link_copies_a_fresh_one(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url("vnc_lite.html?first"), times=1)
    tab = room.open_live()
    room.lead_to(proxy.url("vnc_lite.html?second"))
    tab.toolbar.copy_link.trigger()
    room.qtbot.waitUntil(tab.whisper.isVisible)
    assert QGuiApplication.clipboard().text() == proxy.url("vnc_lite.html?second")
    assert "For the next 10:00 whoever has it" in tab.whisper.text()
    assert "second" not in room.words()
    assert proxy.sessions == 1


def test_a_console_can_be_shown_in_the_browser_too(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url("vnc_lite.html?first"), times=1)
    tab = room.open_live()
    room.lead_to(proxy.url("vnc_lite.html?second"))
    tab.toolbar.open_in_browser.trigger()
    room.qtbot.waitUntil(lambda: bool(room.browser.opened))
    assert room.browser.opened == [proxy.url("vnc_lite.html?second")]
    assert tab.state is ConnectionState.LIVE


def test_a_console_can_be_shown_in_a_browser_of_ones_choice(
    room: Room, proxy: Proxy, own_directories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = own_directories / "share" / "applications"
    entries.mkdir(parents=True)
    for name in ("firefox", "surf"):
        kinds = "x-scheme-handler/http;x-scheme-handler/https;"
        entry_text = f"[Desktop Entry]\nType=Application\nName={name.title()}\nExec={name} %u\nTryExec=sh\n"
        (entries / f"{name}.desktop").write_text(f"{entry_text}MimeType={kinds}\n")
    monkeypatch.setenv("XDG_DATA_HOME", str(entries.parent))
    monkeypatch.setenv("XDG_DATA_DIRS", str(entries.parent))
    room.lead_to(proxy.url())
    tab = room.open_live()
    button = tab.toolbar.widgetForAction(tab.toolbar.open_in_browser)
    assert isinstance(button, QToolButton)
    menu = button.menu()
    menu.aboutToShow.emit()
    room.qtbot.waitUntil(lambda: len(menu.actions()) == 5)
    assert [one.text().replace("&", "") for one in menu.actions() if not one.isSeparator()] == [
        "The system's browser",
        "Firefox",
        "Firefox, private window",
        "Surf",
    ]
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["The &system's browser"]
    entry(menu, "private").trigger()
    room.qtbot.waitUntil(lambda: len(room.browser.opened) == 1)
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["Firefox, private window"]
    tab.toolbar.open_in_browser.trigger()
    room.qtbot.waitUntil(lambda: len(room.browser.opened) == 2)
    assert room.browser.choices == [BrowserChoice("firefox.desktop", private=True)] * 2


def test_where_no_browser_starts_the_console_offers_the_link(live: Room, proxy: Proxy) -> None:
    live.browser.error = NO_BROWSER
    live.tab.toolbar.open_in_browser.trigger()
    live.qtbot.waitUntil(lambda: "No browser could be started." in live.words())
    live.press("Copy link")
    live.qtbot.waitUntil(live.tab.whisper.isVisible)
    assert QGuiApplication.clipboard().text() == proxy.url()
    assert "No browser" not in live.words(), "what was told is dealt with"
    assert live.tab.state is ConnectionState.LIVE


def test_a_server_opens_in_the_browser_without_a_console_window(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    room.open(way=OpenIn.BROWSER)
    room.qtbot.waitUntil(lambda: room.browser.opened == [proxy.url()])
    assert room.desk.window is None
    assert room.links_asked == 1


def test_where_no_browser_starts_the_list_can_offer_the_link(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    room.browser.error = NO_BROWSER
    server = room.open(way=OpenIn.BROWSER)
    room.qtbot.waitUntil(lambda: bool(room.refused))
    assert room.refused == [(server, NO_BROWSER)]
    room.desk.copy_link(server)
    room.qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == proxy.url())


def test_a_refused_copy_leaves_the_clipboard_alone(room: Room) -> None:
    QGuiApplication.clipboard().setText("mine")
    room.cloud.answer_next("POST", CONSOLES, Answer(403))
    room.desk.copy_link(room.servers["web-01"])
    room.qtbot.waitUntil(lambda: bool(room.refused))
    assert QGuiApplication.clipboard().text() == "mine"
