"""What stands in the sidebar, and how one goes from place to place."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from launcher.model.bookmarks import SavedFilter
from launcher.model.profile import Profile
from launcher.services.groups import Group, Grouping, GroupKind
from launcher.services.scopes import Everything, Favourites, InGroup, OfProfile, Recent
from launcher.ui.sidebar.contents import Counts
from launcher.ui.sidebar.rows import MOST_GROUPS
from launcher.ui.sidebar.sidebar import Sidebar
from tests.ui.sidebar.parts import FILTERS, GROUPS, PROFILES, ZONES, Hand

ALL = [
    "All servers",
    "Favourites",
    "Recent",
    "Profiles",
    "production",
    "sta[U+202E]ging",
    "Filters",
    "Broken",
    "We[U+202E]b",
    "By zone",
    "eu-de-01",
    "eu-de-02",
    "(none)",
]


def test_all_stand_in_one_list_and_a_name_hides_nothing(hand: Hand) -> None:
    assert hand.labels() == ALL
    assert hand.sidebar.place == Everything()


def test_a_screen_reader_hears_what_each_is_and_how_many(hand: Hand) -> None:
    assert hand.said() == [
        "All servers, 91 servers",
        "Favourites, 3 servers",
        "Recent, 1 server",
        "Profiles",
        "production, profile, eu-de",
        "sta[U+202E]ging, profile, eu-nl",
        "Filters",
        "Broken, saved filter",
        "We[U+202E]b, saved filter",
        "By zone",
        "eu-de-01, zone, 88 servers",
        "eu-de-02, zone, 1 server",
        "(none), zone, 2 servers",
    ]


def test_one_profile_alone_needs_no_choice(hand: Hand) -> None:
    hand.sidebar.show_profiles(PROFILES[:1])
    assert hand.labels()[:4] == ["Favourites", "Recent", "Profiles", "production"]
    assert hand.sidebar.place == OfProfile("p")


def test_without_filters_and_groups_there_are_no_headings_for_them(hand: Hand) -> None:
    hand.sidebar.show_filters(())
    hand.sidebar.show_grouping(None)
    assert hand.labels() == ALL[:6]


@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("Favourites", Favourites()),
        ("Recent", Recent()),
        ("sta[U+202E]ging", OfProfile("s")),
        ("Broken", FILTERS[0]),
        ("eu-de-02", InGroup(ZONES, "eu-de-02")),
        ("(none)", InGroup(ZONES, "")),
    ],
)
def test_a_click_chooses(qtbot: QtBot, hand: Hand, label: str, place: object) -> None:
    with qtbot.waitSignal(hand.sidebar.place_chosen) as chosen:
        hand.click(label)
    assert chosen.args == [place]
    assert hand.sidebar.place == place


def test_the_keyboard_walks_through_all_of_them_and_passes_the_headings(hand: Hand) -> None:
    visited = []
    hand.sidebar.place_chosen.connect(lambda _place: visited.append(hand.view.current_row.label))
    for _ in range(len(ALL)):
        hand.press(Qt.Key.Key_Down)
    assert visited == [one for one in ALL[1:] if one not in ("Profiles", "Filters", "By zone")]
    hand.press(Qt.Key.Key_Home)
    assert hand.sidebar.place == Everything()
    hand.press(Qt.Key.Key_End)
    assert hand.sidebar.place == InGroup(ZONES, "")


def test_a_click_on_a_heading_goes_nowhere(hand: Hand) -> None:
    hand.click("eu-de-01")
    hand.click("Profiles")
    assert hand.sidebar.place == InGroup(ZONES, "eu-de-01")
    assert hand.view.selectionModel().selectedIndexes() == [hand.view.currentIndex()]


def test_one_place_is_always_chosen(qtbot: QtBot, hand: Hand) -> None:
    hand.click("Recent")
    left, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(hand.view.viewport(), left, held, hand.centre("Recent"))
    assert hand.view.selectionModel().selectedIndexes() == [hand.view.currentIndex()]
    assert hand.sidebar.place == Recent()


def test_enter_goes_into_the_list(qtbot: QtBot, hand: Hand) -> None:
    hand.click("Recent")
    with qtbot.waitSignal(hand.sidebar.entered):
        hand.press(Qt.Key.Key_Return)


def test_what_was_chosen_stays_chosen_whatever_comes_and_goes(qtbot: QtBot, hand: Hand) -> None:
    hand.click("sta[U+202E]ging")
    with qtbot.assertNotEmitted(hand.sidebar.place_chosen):
        hand.sidebar.show_profiles((Profile(id="new", name="lab"), Profile(id="s", name="test")))
        hand.sidebar.show_filters((SavedFilter("First", "x"), *FILTERS))
        hand.sidebar.show_counts(Counts(2, groups=GROUPS[1:]))
    assert hand.sidebar.place == OfProfile("s")
    assert hand.view.current_row is not None
    assert hand.view.current_row.label == "test"


def test_a_group_that_became_empty_stays_while_somebody_is_there(hand: Hand) -> None:
    hand.click("eu-de-01")
    hand.sidebar.show_counts(Counts(2, groups=GROUPS[1:]))
    assert "eu-de-01, zone, 0 servers" in hand.said()
    hand.click("eu-de-02")
    hand.sidebar.show_counts(Counts(1, groups=GROUPS[1:]))
    assert "eu-de-01" not in hand.labels()


def test_before_anybody_counted_nothing_is_said_of_how_many(qtbot: QtBot) -> None:
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    sidebar.show_grouping(ZONES)
    sidebar.show_profiles(PROFILES, InGroup(ZONES, "eu-de-01"))
    assert Hand(qtbot, sidebar).said()[:3] == ["All servers", "Favourites", "Recent"]
    assert Hand(qtbot, sidebar).said()[-1] == "eu-de-01, zone"


def test_where_a_place_is_gone_all_servers_are_shown_and_that_is_told(qtbot: QtBot, hand: Hand) -> None:
    hand.click("eu-de-01")
    with qtbot.waitSignal(hand.sidebar.place_chosen) as chosen:
        hand.sidebar.show_grouping(Grouping(GroupKind.STATUS))
    assert chosen.args == [Everything()]
    assert hand.view.current_row is not None
    assert hand.view.current_row.label == "All servers"


def test_a_group_of_a_profile_that_was_removed_is_no_place(qtbot: QtBot, hand: Hand) -> None:
    by_profile = Grouping(GroupKind.PROFILE)
    hand.sidebar.show_grouping(by_profile)
    hand.sidebar.show_counts(Counts(3, groups=(Group("p", "production", 1), Group("s", "staging", 2))))
    hand.view.setCurrentIndex(hand.view.model().index(len(hand.rows()) - 2, 0))
    assert hand.sidebar.place == InGroup(by_profile, "p")
    hand.sidebar.show_counts(Counts(2, groups=(Group("s", "staging", 2),)))
    assert hand.said()[-1] == "production, profile, 0 servers"
    with qtbot.waitSignal(hand.sidebar.place_chosen) as chosen:
        hand.sidebar.show_profiles((*PROFILES[1:], Profile(id="new", name="lab")))
    assert chosen.args == [Everything()]


def test_a_value_for_each_server_makes_no_endless_list(hand: Hand) -> None:
    groups = tuple(Group(f"{number}", f"{number}", 1) for number in range(10_000))
    hand.sidebar.show_counts(Counts(2, groups=groups))
    heading = hand.rows()[hand.labels().index("By zone")]
    assert heading.aside == f"{MOST_GROUPS} of 10,000"
    assert hand.labels()[-1] == str(MOST_GROUPS - 1)


def test_a_status_is_told_in_words_even_when_nobody_is_in_it(hand: Hand) -> None:
    statuses = Grouping(GroupKind.STATUS)
    hand.sidebar.show_grouping(statuses)
    hand.sidebar.show_counts(Counts(2, groups=(Group("SHUTOFF", "Shut off", 3),)))
    hand.click("Shut off")
    hand.sidebar.show_counts(Counts(0))
    assert "Shut off, status, 0 servers" in hand.said()


def test_a_refused_profile_is_marked_and_says_so(hand: Hand) -> None:
    before = hand.sidebar.grab().toImage()
    hand.sidebar.show_marks(frozenset(), frozenset({"p"}))
    assert "production, profile, eu-de, The last refresh did not succeed." in hand.said()
    place = hand.view.indexAt(hand.centre("production"))
    assert place.data(Qt.ItemDataRole.ToolTipRole) == "The last refresh did not succeed."
    assert hand.sidebar.grab().toImage() != before
    hand.sidebar.show_marks(frozenset({"p"}), frozenset())
    assert "production, profile, eu-de" in hand.said()


def test_a_profile_shows_its_colour(hand: Hand) -> None:
    before = hand.sidebar.grab().toImage()
    plain = tuple(Profile(id=one.id, name=one.name, region_name=one.region_name) for one in PROFILES)
    hand.sidebar.show_profiles(plain)
    assert hand.sidebar.grab().toImage() != before


def point_at(hand: Hand, label: str) -> None:
    place, viewport = hand.centre(label), hand.view.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place)))


def test_a_name_that_is_cut_is_told_whole(qtbot: QtBot, hand: Hand) -> None:
    long = "customer-0815-production-with-a-long-name"
    hand.sidebar.show_profiles((Profile(id="l", name=long), PROFILES[0]))
    hand.sidebar.show_marks(frozenset(), frozenset({"l"}))
    for label, told in {
        long: f"{long}\nThe last refresh did not succeed.",
        "production": "",
        "Broken": "status:error",
    }.items():
        point_at(hand, label)
        qtbot.waitUntil(lambda told=told: QToolTip.text() == told)


def test_a_filter_that_is_moved_stays_chosen(qtbot: QtBot, hand: Hand) -> None:
    hand.click("Broken")
    with qtbot.assertNotEmitted(hand.sidebar.place_chosen):
        hand.sidebar.show_filters(FILTERS[::-1])
    assert hand.sidebar.place == FILTERS[0]
    assert hand.view.current_row is not None
    assert hand.view.current_row.label == "Broken"
