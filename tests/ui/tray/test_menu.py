from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from launcher.model.profile import ProfileColour
from launcher.model.server import ServerKey
from launcher.services.tray import MOST_SERVERS, TrayContents, TrayProfile, TrayServer
from launcher.ui.tray.menu import TrayMenu

WEB = TrayServer(ServerKey("prod", "1"), "web-01", profile="live", production=True)
SPARE = TrayServer(ServerKey("lab", "1"), "spare", place="10.0.0.1", profile="lab")
LIVE = TrayProfile("prod", "live", production=True, colour=ProfileColour.RED, count=5_000)
LAB = TrayProfile("lab", "lab", production=False, colour=ProfileColour.NONE, count=1, servers=(SPARE,))
NEW = TrayProfile("new", "new", production=False, colour=ProfileColour.NONE, count=0)


@dataclass
class Told:
    menu: TrayMenu
    heard: list[tuple[str, object]] = field(default_factory=list)


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    menu = TrayMenu()
    qtbot.addWidget(menu)
    told = Told(menu)
    menu.server_chosen.connect(lambda one: told.heard.append(("open", one)))
    menu.renewal_requested.connect(lambda one: told.heard.append(("renew", one)))
    menu.copy_requested.connect(lambda one: told.heard.append(("copy", one)))
    menu.quick_requested.connect(lambda text: told.heard.append(("quick", text)))
    return told


def texts(menu: TrayMenu) -> list[str]:
    return [one.text() for one in menu.actions() if one.isVisible() and not one.isSeparator()]


def action(menu: TrayMenu, text: str) -> QAction:
    return next(one for one in menu.actions() if one.text() == text)


LASTING = ["&Quick connect…", "&Show Porthole", "Se&ttings…", "&Quit"]


def test_with_nothing_to_offer_it_has_what_is_always_there(told: Told) -> None:
    told.menu.show_contents(TrayContents(), {})
    assert texts(told.menu) == LASTING


def test_everything_that_comes_and_goes_stands_above_it(told: Told) -> None:
    contents = TrayContents((WEB,), (SPARE,), (LIVE, LAB, NEW), (WEB,))
    told.menu.show_contents(contents, {WEB.key: 541.0})
    assert texts(told.menu) == [
        "web-01 · live · production",
        "Recent",
        "live · production · 5,000 servers…",
        "lab",
        "new · quick connect…",
        "web-01 · link valid 10 min",
        *LASTING,
    ]
    shown = [one.isSeparator() for one in told.menu.actions() if one.isVisible()]
    assert (True, True) not in pairwise(shown), "no two lines stand beside each other"
    recent = action(told.menu, "Recent").menu()
    assert [one.text() for one in recent.actions()] == ["spare · 10.0.0.1 · lab"]


def test_what_is_chosen_is_told(told: Told) -> None:
    told.menu.show_contents(TrayContents((WEB,), (), (LIVE, LAB), (SPARE,)), {SPARE.key: 60.0})
    action(told.menu, "web-01 · live · production").trigger()
    action(told.menu, "live · production · 5,000 servers…").trigger()
    action(told.menu, "lab").menu().actions()[0].trigger()
    link = action(told.menu, "spare · 10.0.0.1 · link valid less than a minute").menu()
    for one in link.actions():
        one.trigger()
    assert told.heard == [
        ("open", WEB),
        ("quick", "live"),
        ("open", SPARE),
        ("open", SPARE),
        ("renew", SPARE),
        ("copy", SPARE),
    ]


def test_many_favourites_do_not_make_it_higher_than_the_screen(told: Told) -> None:
    many = tuple(TrayServer(ServerKey("lab", str(number)), f"web-{number}") for number in range(MOST_SERVERS))
    told.menu.show_contents(TrayContents(many), {})
    found = texts(told.menu)
    assert found[14:16] == ["web-14", "More favourites"]
    assert len(action(told.menu, "More favourites").menu().actions()) == MOST_SERVERS - 15


def test_what_is_the_same_is_left_as_it_is(told: Told) -> None:
    told.menu.show_contents(TrayContents((WEB,), links=(WEB,)), {WEB.key: 541.0})
    before = told.menu.actions()
    told.menu.show_contents(TrayContents((WEB,), links=(WEB,)), {WEB.key: 479.0})
    assert told.menu.actions() == before
    assert "web-01 · link valid 8 min" in texts(told.menu)


def test_only_what_is_new_is_made_anew(told: Told) -> None:
    told.menu.show_contents(TrayContents((WEB,), (SPARE,), (LIVE,)), {})
    favourite = action(told.menu, "web-01 · live · production")
    told.menu.show_contents(TrayContents((WEB,), (WEB, SPARE), (LIVE, LAB), (WEB,)), {WEB.key: 541.0})
    assert action(told.menu, "web-01 · live · production") is favourite
    told.menu.show_contents(TrayContents((SPARE,), (), (), ()), {})
    assert texts(told.menu) == ["spare · 10.0.0.1 · lab", *LASTING]


def test_seconds_are_counted_where_they_can_be_seen(told: Told, qtbot: QtBot) -> None:
    told.menu.show_contents(TrayContents(links=(WEB,)), {WEB.key: 541.0})
    with qtbot.waitExposed(told.menu):
        told.menu.popup(QPoint(100, 100))
    assert "web-01 · link valid 9:01" in texts(told.menu)
    told.menu.show_times({WEB.key: 540.0})
    assert "web-01 · link valid 9:00" in texts(told.menu)
    told.menu.close()


def test_a_panels_menu_marks_no_letter_of_a_name(told: Told) -> None:
    told.menu.by_bus = True
    told.menu.show_contents(TrayContents((TrayServer(ServerKey("lab", "1"), "a_b"),)), {})
    assert texts(told.menu)[0] == "a__b"
