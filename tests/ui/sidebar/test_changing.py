"""Profiles and saved filters are changed, ordered and removed from the sidebar, by mouse and keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, SignalInstance
from pytestqt.qtbot import QtBot

from launcher.services.groups import Group, Grouping, GroupKind
from launcher.ui.sidebar.contents import Counts
from launcher.ui.sidebar.sidebar import Sidebar
from tests.ui.sidebar.parts import GROUPS, ZONES, Hand, popup

ALT = Qt.KeyboardModifier.AltModifier


def test_keys_edit_and_remove_a_profile(qtbot: QtBot, hand: Hand) -> None:
    hand.click("production")
    for key, signal in {
        Qt.Key.Key_F2: hand.sidebar.edit_requested,
        Qt.Key.Key_Delete: hand.sidebar.remove_requested,
    }.items():
        with qtbot.waitSignal(signal) as asked:
            hand.press(key)
        assert asked.args == ["p"]


@pytest.mark.parametrize("label", ["All servers", "Favourites", "Recent", "eu-de-01"])
def test_what_is_no_profile_and_no_filter_stays_as_it_is(hand: Hand, label: str) -> None:
    asked: list[object] = []
    sidebar = hand.sidebar
    for signal in (
        sidebar.edit_requested,
        sidebar.remove_requested,
        sidebar.filter_removed,
        sidebar.filter_moved,
        sidebar.order_requested,
    ):
        signal.connect(lambda *said: asked.append(said))
    hand.click(label)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
        hand.press(key)
    hand.press(Qt.Key.Key_Down, ALT)
    assert not asked


@pytest.mark.parametrize(
    ("words", "wanted", "said"),
    [
        ("Edit…", lambda sidebar: sidebar.edit_requested, ["p"]),
        ("Duplicate…", lambda sidebar: sidebar.duplicate_requested, ["p"]),
        ("Move down", lambda sidebar: sidebar.order_requested, [["s", "p"]]),
        ("Remove…", lambda sidebar: sidebar.remove_requested, ["p"]),
        ("Add cloud…", lambda sidebar: sidebar.add_requested, []),
    ],
)
def test_the_menu_of_a_profile(
    qtbot: QtBot, hand: Hand, words: str, wanted: Callable[[Sidebar], SignalInstance], said: list[object]
) -> None:
    menu = hand.menu("production")
    with qtbot.waitSignal(wanted(hand.sidebar)) as asked:
        hand.choose(menu, words)
    assert asked.args == said


def test_a_colour_is_chosen_from_the_menu(qtbot: QtBot, hand: Hand) -> None:
    menu = hand.menu("production")
    (colours,) = [one.menu() for one in menu.actions() if one.text() == "Colour"]
    assert [one.text() for one in colours.actions() if one.isChecked()] == ["Red"]
    (green,) = [one for one in colours.actions() if one.text() == "Green"]
    with qtbot.waitSignal(hand.sidebar.colour_requested) as asked:
        green.trigger()
    assert asked.args == ["p", "green"]
    menu.close()


@pytest.mark.parametrize(
    ("words", "wanted", "said"),
    [
        ("Move down", lambda sidebar: sidebar.filter_moved, ["Broken", 1]),
        ("Remove", lambda sidebar: sidebar.filter_removed, ["Broken"]),
    ],
)
def test_the_menu_of_a_filter(
    qtbot: QtBot, hand: Hand, words: str, wanted: Callable[[Sidebar], SignalInstance], said: list[object]
) -> None:
    menu = hand.menu("Broken")
    with qtbot.waitSignal(wanted(hand.sidebar)) as asked:
        hand.choose(menu, words)
    assert asked.args == said


def test_the_first_cannot_go_up_and_the_last_not_down(hand: Hand) -> None:
    for label, words in (("production", "Move up"), ("We[U+202E]b", "Move down")):
        menu = hand.menu(label)
        (action,) = [one for one in menu.actions() if one.text().startswith(words)]
        assert not action.isEnabled()
        menu.close()


def test_alt_and_the_arrows_move(qtbot: QtBot, hand: Hand) -> None:
    hand.click("sta[U+202E]ging")
    with qtbot.waitSignal(hand.sidebar.order_requested) as order:
        hand.press(Qt.Key.Key_Up, ALT)
    assert order.args == [["s", "p"]]
    hand.click("Broken")
    with qtbot.waitSignal(hand.sidebar.filter_moved) as moved:
        hand.press(Qt.Key.Key_Down, ALT)
    assert moved.args == ["Broken", 1]


def test_f2_renames_a_filter_in_place_by_its_own_letters(qtbot: QtBot, hand: Hand) -> None:
    hand.click("We[U+202E]b")
    hand.press(Qt.Key.Key_F2)
    field = hand.name_field()
    assert field.text() == "We\u202eb"
    assert field.accessibleName() == "Name of the filter"
    field.selectAll()
    qtbot.keyClicks(field, " Web servers ")
    with (
        qtbot.waitSignal(hand.sidebar.filter_renamed) as renamed,
        qtbot.assertNotEmitted(hand.sidebar.entered),
    ):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert renamed.args == ["We\u202eb", "Web servers"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_name_is_never_emptied_and_esc_leaves_it(qtbot: QtBot, hand: Hand, key: Qt.Key) -> None:
    hand.click("Broken")
    hand.press(Qt.Key.Key_F2)
    field = hand.name_field()
    field.selectAll()
    qtbot.keyClicks(field, "x" if key is Qt.Key.Key_Escape else "  ")
    with qtbot.assertNotEmitted(hand.sidebar.filter_renamed):
        qtbot.keyClick(field, key)
    assert "Broken" in hand.labels()


def test_a_list_that_loads_does_not_take_the_pen_away(qtbot: QtBot, hand: Hand) -> None:
    hand.click("Broken")
    hand.press(Qt.Key.Key_F2)
    field = hand.name_field()
    field.selectAll()
    qtbot.keyClicks(field, "Half a na")
    hand.sidebar.show_counts(Counts(9_000, groups=(*GROUPS, Group("new", "new", 1))))
    hand.sidebar.show_marks(frozenset({"p"}), frozenset({"s"}))
    qtbot.keyClicks(field, "me")
    with qtbot.waitSignal(hand.sidebar.filter_renamed) as renamed:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert renamed.args == ["Broken", "Half a name"]


def test_the_heading_of_the_groups_chooses_what_they_are_made_by(qtbot: QtBot, hand: Hand) -> None:
    hand.sidebar.metadata_keys = lambda: ("env", "r&d\u202e")
    hand.click("By zone")
    menu = popup(qtbot)
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["&Zone"]
    (keys,) = [one.menu() for one in menu.actions() if one.text() == "&Metadata key"]
    assert [one.text() for one in keys.actions()] == ["env", "r&&d[U+202E]"]
    with qtbot.waitSignal(hand.sidebar.grouping_chosen) as chosen:
        hand.choose(menu, "&Tag")
    assert chosen.args == [Grouping(GroupKind.TAG)]


def test_a_key_of_the_metadata_makes_groups(qtbot: QtBot, hand: Hand) -> None:
    hand.sidebar.metadata_keys = lambda: ("env", "owner")
    hand.click("By zone")
    menu = popup(qtbot)
    (keys,) = [one.menu() for one in menu.actions() if one.text() == "&Metadata key"]
    with qtbot.waitSignal(hand.sidebar.grouping_chosen) as chosen:
        keys.actions()[1].trigger()
    assert chosen.args == [Grouping(GroupKind.METADATA, "owner")]
    menu.close()


def test_a_key_that_no_server_has_any_more_is_still_ticked(qtbot: QtBot, hand: Hand) -> None:
    hand.sidebar.show_grouping(Grouping(GroupKind.METADATA, "owner"))
    hand.click("By owner")
    menu = popup(qtbot)
    (keys,) = [one.menu() for one in menu.actions() if one.text() == "&Metadata key"]
    assert [one.text() for one in keys.actions() if one.isChecked()] == ["owner"]
    with qtbot.waitSignal(hand.sidebar.grouping_chosen) as chosen:
        hand.choose(menu, "&None")
    assert chosen.args == [None]
    assert hand.sidebar.grouping != ZONES


def test_the_button_adds(qtbot: QtBot, hand: Hand) -> None:
    with qtbot.waitSignal(hand.sidebar.add_requested):
        qtbot.mouseClick(hand.sidebar.add_button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
