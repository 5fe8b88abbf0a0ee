"""Pictures of what stands around a server's screen: menus, bars, sheets, the other kinds of screen."""

import hashlib
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QToolButton

from launcher.demo.guest.palette import RGB, Colour
from launcher.demo.novnc import FolderPages
from launcher.model.console import ConsoleLink, ConsoleProtocol, ConsoleType, OpenIn, RemoteConsole
from launcher.model.instant import Instant
from launcher.ui.console.certificate import Flaw, UntrustedCertificate
from launcher.ui.console.keys import sysrq
from launcher.ui.console.keys.question import RequestQuestion
from launcher.ui.console.state import ConnectionState
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.console.terminal.page import WORLD, TerminalPage
from launcher.ui.console.window import ConsoleWindow
from launcher.ui.console.zoom import Zoom, ZoomMode
from tests.end_to_end.hand import settle, wait_until
from tests.end_to_end.stage import STAGING, Stage
from tests.pictures.camera import come_forward, save, save_with_popup, sized
from tests.pictures.of_rooms import wait_for_dialog
from tests.ui.console.proxy import Proxy
from tests.ui.console.spice.spice_server import COLOURS, spice_server
from tests.ui.console.terminal.bench import TEXT

SPICE_PAGES = Path("/usr/share/spice-html5")
"""Where Debian's package has them."""


def typing(on: Stage) -> None:
    """A text is about to be typed; two of its characters are not on the server's keyboard."""
    tab, window = live(on)
    tab.keys.open_sheet()
    sheet = tab.keys.sheet
    assert sheet is not None
    sheet.field.setPlainText("systemctl restart nginx  # Grüße, 5 €")
    wait_until(sheet.isVisible, "the sheet")
    settle()
    wait_until(lambda: on.shows_remote_pixels(tab), "the whole screen below it")
    save(on, window, "console-typing")


def sending(on: Stage) -> None:
    """The menu of keys to send."""
    tab, window = live(on)
    open_menu(tab.toolbar.widgetForAction(tab.toolbar.send))
    save_with_popup(on, window, "console-sending")
    close_menu(tab.toolbar.widgetForAction(tab.toolbar.send))


def stopping(on: Stage) -> None:
    """REISUB is under way, and can be stopped."""
    tab, window = live(on)
    (reisub,) = [one for one in sysrq.requests() if one.letters == "REISUB"]
    tab.keys.menu.request_chosen.emit(reisub)
    question = wait_for_dialog()
    assert isinstance(question, RequestQuestion)
    question.accept()
    wait_until(lambda: tab.keys.sequence.done, "the first letter")
    save(on, window, "console-stopping")


def viewing(on: Stage) -> None:
    """The menu of how it is shown, over a screen that is magnified."""
    tab, window = live(on)
    zoom = Zoom(ZoomMode.FIXED, 1.5)
    tab.toolbar.view_menu.show_zoom(zoom)
    tab.view.choose_zoom(zoom)
    edge = tab.view.width() // 40
    wait_until(lambda: is_screen(on, tab, edge), "its pixels")
    open_menu(tab.toolbar.widgetForAction(tab.toolbar.view))
    save_with_popup(on, window, "console-viewing")
    close_menu(tab.toolbar.widgetForAction(tab.toolbar.view))


def browsers(on: Stage) -> None:
    """The browsers a console can be shown in."""
    tab, window = live(on)
    button = tab.toolbar.widgetForAction(tab.toolbar.open_in_browser)
    assert isinstance(button, QToolButton)
    wait_until(lambda: on.porthole.consoles.browsers.installed, "the browsers")
    open_menu(button)
    save_with_popup(on, window, "console-browsers")
    close_menu(button)


def a_certificate(on: Stage) -> None:
    """A certificate nobody here vouches for, of a host that had another one before."""
    tab, window = live(on)
    now = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    tab.course.doubt(
        UntrustedCertificate(
            host="vnc.eu-de.example.com:6080",
            flaw=Flaw.AUTHORITY,
            reason="net::ERR_CERT_AUTHORITY_INVALID",
            subject="vnc.eu-de.example.com",
            names=("vnc.eu-de.example.com", "vnc-2.eu-de.example.com"),
            issuer="Example Cloud internal CA 3",
            self_signed=False,
            fingerprint=hashlib.sha256(b"a certificate").digest().hex(":").upper(),
            valid_from=now,
            valid_until=now + timedelta(days=365),
            is_another=True,
        )
    )
    settle()
    save(on, window, "console-certificate")


def an_ending(on: Stage) -> None:
    """A session that ends with its link, within the minute."""
    on.wait_for_servers()
    book = on.porthole.book
    for profile in book.profiles:
        changed = msgspec.structs.replace(profile, sessions_end_with_link=True, link_lifetime=48)
        book.save(changed)
    on.porthole.show_profiles()
    tab, window = live(on)
    wait_until(tab.ending_bar.isVisible, "the bar")
    save(on, window, "console-ending")


def own_window(on: Stage) -> None:
    """A console that was taken out of its row of tabs, before the others."""
    on.wait_for_servers()
    opened(on, "web-02")
    opened(on, "db-01")
    tab, window = live(on)
    sized(window)
    come_forward(window)
    tab.toolbar.view_menu.move_requested.emit()
    wait_until(lambda: tab.window() is not window, "a window of its own")
    own = tab.window()
    wait_until(own.isActiveWindow, "that window")
    own.resize(own.size() * 0.8)
    own.move(window.pos() + QPoint(180, 150))
    wait_until(lambda: on.shows_remote_pixels(tab), "its pixels")
    save_with_popup(on, window, "console-own-window")


def a_thumbnail(on: Stage) -> None:
    """What another tab shows, below the pointer."""
    on.wait_for_servers()
    opened(on, "web-02")
    opened(on, "db-01")
    _tab, window = live(on)
    sized(window)
    come_forward(window)
    bar = window.tab_bar
    QTest.mouseMove(bar, bar.tabRect(1).center())
    wait_until(window.thumbnail.picture.isVisible, "the thumbnail")
    save_with_popup(on, window, "console-thumbnail")


def a_terminal(on: Stage) -> None:
    """A serial line, searched."""
    on.wait_for_servers()
    serial = next(one for one in on.porthole.listing.known if one.profile_id == STAGING)
    tab = opened(on, serial.name, staging=True)
    window = tab.window()
    sized(window)
    come_forward(window)
    on.hand.press("Return")
    wait_for_text(tab, "login:")
    for line in ("operator", "uptime"):
        on.hand.type(line)
        on.hand.press("Return")
    wait_for_text(tab, "load average")
    tab.toolbar.find_requested.emit()
    settle()
    on.hand.type("login")
    settle()
    save(on, window, "console-terminal")


def spice(on: Stage) -> None:
    """SPICE's page, with a machine that paints two colours."""
    tab, window = live(on)
    with tempfile.TemporaryDirectory() as name, spice_server(Path(name)) as server:
        wait_until(server.socket.exists, "the server")
        proxy = Proxy(server.socket, FolderPages(SPICE_PAGES))
        console = RemoteConsole(ConsoleType.SPICE_HTML5, ConsoleProtocol.SPICE, proxy.url("spice_auto.html"))
        tab.open_link(ConsoleLink(tab.key, console, Instant.now(), 600))
        wait_until(lambda: on.eye.colours(tab.view) >= set(COLOURS), "the two colours", 40)
        save(on, window, "console-spice")
        on.porthole.consoles.desk.close()
        settle()
        proxy.close()


def live(on: Stage) -> tuple[ConsoleTab, ConsoleWindow]:
    """Open a console that one has logged in to; returns it with its window."""
    on.wait_for_servers()
    tab = opened(on, "web-01")
    on.wait_for_remote_pixels(tab)
    window = tab.window()
    assert isinstance(window, ConsoleWindow)
    sized(window)
    come_forward(window)
    settle()
    wait_until(lambda: on.shows_remote_pixels(tab), "its pixels")
    return tab, window


def opened(on: Stage, name: str, *, staging: bool = False) -> ConsoleTab:
    """Open a console; at twice the size the list may not be on the display as a whole."""
    servers = on.porthole.listing.known
    server = next(one for one in servers if one.name == name and (one.profile_id == STAGING) is staging)
    on.porthole.consoles.open(server, OpenIn.EMBEDDED)
    wait_until(lambda: on.tab is not None and on.tab.key == server.key, "the console")
    assert on.tab is not None
    wait_until(lambda: on.tab is not None and on.tab.state is ConnectionState.LIVE, "a live session", 40)
    return on.tab


def wait_for_text(tab: ConsoleTab, words: str) -> None:
    """Wait until a terminal says something."""
    pages = [one.page() for one in tab.view.findChildren(QWebEngineView)]
    page = next(one for one in pages if isinstance(one, TerminalPage))
    said = [""]

    def says() -> bool:
        page.runJavaScript(TEXT, WORLD.value, lambda text: said.append(str(text)))
        return words in said[-1]

    wait_until(says, f"{words} in the terminal", 40)


def is_screen(on: Stage, tab: ConsoleTab, x: int) -> bool:
    """Whether the machine's screen reaches to this place in the view."""
    image = on.eye.look_at(tab.view)
    middle = image.pixelColor(round(x * image.devicePixelRatio()), image.height() // 2)
    return middle == QColor(*RGB[Colour.BLACK])


def open_menu(button: object) -> None:
    """Open the menu of a button, as a click does."""
    menu = menu_of(button)
    assert isinstance(button, QToolButton)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    wait_until(menu.isVisible, "the menu")


def close_menu(button: object) -> None:
    """Close it again."""
    menu_of(button).close()
    settle()


def menu_of(button: object) -> QMenu:
    """Return the menu of a button."""
    assert isinstance(button, QToolButton)
    menu = button.menu() or (button.defaultAction() and button.defaultAction().menu())
    assert isinstance(menu, QMenu)
    return menu
