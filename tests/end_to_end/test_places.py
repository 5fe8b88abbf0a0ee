"""The sidebar in the real program, by mouse and keys."""

import msgspec
from PySide6.QtWidgets import QApplication, QLineEdit

from launcher.app import Start
from launcher.model.bookmarks import SavedFilter
from launcher.services.groups import Grouping, GroupKind
from launcher.services.ordering import natural
from launcher.services.scopes import OfProfile
from launcher.ui.whisper import Whisper
from tests.end_to_end.hand import settle, wait_until
from tests.end_to_end.places import count, go_to, labels, names
from tests.end_to_end.stage import Stage, stage

DEMO = Start(demo=True)
FLEET = 30
"""Servers of the demo's two projects."""


def text(on: Stage) -> str:
    return on.porthole.pane.bar.box.text()


def whispers(on: Stage) -> list[str]:
    return [one.text() for one in on.porthole.pane.findChildren(Whisper) if one.isVisible()]


def save_filter(on: Stage, filter_text: str, name: str) -> None:
    on.hand.press("ctrl+f")
    on.hand.type(filter_text)
    on.hand.press("ctrl+s")
    viewport = on.porthole.sidebar.view.viewport()
    wait_until(lambda: viewport.findChildren(QLineEdit), "the field for its name")
    on.hand.press("ctrl+a")
    on.hand.type(name)
    on.hand.press("Return")
    wait_until(lambda: name in labels(on), "the filter in the sidebar")


def test_a_filter_is_saved_and_chosen_at_the_next_start(qapp: QApplication) -> None:
    with stage(DEMO, qapp) as on:
        on.wait_for_servers(FLEET)
        save_filter(on, "status:error", "Broken")
    with stage(DEMO, qapp) as on:
        on.wait_for_servers(FLEET)
        go_to(on, "Broken")
        wait_until(lambda: on.porthole.model.rowCount() == 1, "what is broken")
        assert text(on) == "status:error"
        go_to(on, "staging")
        wait_until(lambda: on.porthole.model.rowCount() == 6, "all of another place")
        assert not text(on)


def test_a_saved_filter_is_changed_by_what_stands_in_the_box_and_removed_with_a_way_back(
    qapp: QApplication,
) -> None:
    with stage(DEMO, qapp) as on:
        on.wait_for_servers(FLEET)
        save_filter(on, "web", "Web")
        on.hand.press("ctrl+f", "End")
        on.hand.type(" active")
        on.hand.click(on.porthole.pane.bar.saving.update_button)
        go_to(on, "All servers")
        wait_until(lambda: not text(on), "an empty box")
        go_to(on, "Web")
        wait_until(lambda: text(on) == "web active", "the filter as it was changed")
        on.hand.press("Delete")
        wait_until(lambda: "Web" not in labels(on), "it to go")
        assert text(on) == "web active"
        on.hand.click(on.porthole.pane.bar.saving.save_button)
        on.hand.press("Return")
        wait_until(lambda: "Web" in labels(on), "it to come back by its name")
        on.hand.press("ctrl+f", "End")
        on.hand.type(" eu")
        go_to(on, "Web")
        on.hand.press("Delete")
        wait_until(lambda: "Web" not in labels(on), "it to go")
        assert text(on) == "web active eu", "what a person typed"
        assert whispers(on) == ["Filter “Web” removed. It was: web active"]


def test_with_one_profile_a_removed_filter_leaves_its_text_too(qapp: QApplication) -> None:
    with stage(DEMO, qapp) as on:
        on.wait_for_servers(FLEET)
        on.porthole.book.remove("demo-staging")
        on.porthole.loader.forget("demo-staging")
        on.porthole.show_profiles()
        save_filter(on, "status:error", "Broken")
        assert on.porthole.sidebar.place == SavedFilter("Broken", "status:error")
        on.hand.press("Delete")
        wait_until(lambda: "Broken" not in labels(on), "it to go")
        assert on.porthole.sidebar.place == OfProfile("demo-production")
        assert (text(on), names(on)) == ("status:error", ["mail-01"])


def test_a_name_that_is_taken_is_refused_and_nothing_is_lost(qapp: QApplication) -> None:
    with stage(DEMO, qapp) as on:
        on.wait_for_servers(FLEET)
        save_filter(on, "status:error", "Broken")
        go_to(on, "All servers")
        save_filter(on, "web", "Web")
        on.hand.press("F2", "ctrl+a")
        on.hand.type("Broken")
        on.hand.press("Return")
        wait_until(lambda: whispers(on), "a word about it")
        assert "There is already a filter called Broken." in whispers(on)[0]
        assert labels(on)[-2:] == ["Broken", "Web"]


def test_groups_by_zone_narrow_the_list_and_the_filter_works_within(qapp: QApplication) -> None:
    with stage(DEMO, qapp) as on:
        on.wait_for_servers(FLEET)
        on.hand.choose("alt+v", "g", "z")
        wait_until(lambda: count(on, "eu-de-02") == 10, "the zones and their counts")
        go_to(on, "eu-de-02")
        wait_until(lambda: on.porthole.model.rowCount() == 10, "the servers of one zone")
        assert {server.zone for server in on.porthole.listing.visible} == {"eu-de-02"}
        on.hand.press("ctrl+f")
        on.hand.type("status:active")
        wait_until(lambda: on.porthole.model.rowCount() < 10, "fewer of them")
        assert {server.zone for server in on.porthole.listing.visible} == {"eu-de-02"}
    with stage(DEMO, qapp) as on:
        wait_until(lambda: count(on, "eu-de-02") == 10, "the zones at the next start")
        assert on.porthole.sidebar.grouping == Grouping(GroupKind.ZONE)


def test_filters_are_dragged_into_another_order(qapp: QApplication) -> None:
    with stage(DEMO, qapp) as on:
        on.wait_for_servers(FLEET)
        for name in ("one", "two", "three"):
            go_to(on, "All servers")
            save_filter(on, f"name:{name}", name)
        view = on.porthole.sidebar.view
        on.hand.drag_row(view, labels(on).index("one"), below=labels(on).index("three"))
        wait_until(lambda: labels(on)[-3:] == ["two", "three", "one"], "the other order")
        on.hand.drag_row(view, labels(on).index("three"), below=labels(on).index("production"))
        settle()
        assert labels(on)[-3:] == ["two", "three", "one"]
        assert [one.name for one in on.porthole.bookmarks.filters] == ["two", "three", "one"]


def test_consoles_that_were_opened_stand_in_recent_the_last_one_first(qapp: QApplication) -> None:
    with stage(DEMO, qapp) as on:
        on.wait_for_servers(FLEET)
        go_to(on, "Recent")
        wait_until(on.porthole.pane.face.isVisible, "the face for none")
        assert "No console opened yet" in on.porthole.pane.face.accessibleName()
        go_to(on, "All servers")
        for name in ("bastion", "web-01"):
            on.double_click(name)
            on.porthole.consoles.close()
            on.come_forward()
        wait_until(lambda: count(on, "Recent") == 2, "both in Recent")
        go_to(on, "Recent")
        wait_until(lambda: names(on) == ["web-01", "bastion"], "the last one first")
        go_to(on, "All servers")
        wait_until(lambda: len(names(on)) == FLEET, "all of them")
        assert names(on) == sorted(names(on), key=natural), "no longer in a person's own order"


def test_favourites_are_marked_from_the_keyboard_and_counted(qapp: QApplication) -> None:
    with stage(DEMO, qapp) as on:
        on.wait_for_servers(FLEET)
        for name in ("db-01", "gitlab"):
            row = names(on).index(name)
            on.hand.click_row(on.porthole.pane.table, row, times=1)
            on.hand.press("ctrl+d")
        wait_until(lambda: count(on, "Favourites") == 2, "both among the favourites")
        go_to(on, "Favourites")
        wait_until(lambda: names(on) == ["db-01", "gitlab"], "them alone")
        on.hand.click_row(on.porthole.pane.table, 0, times=1)
        on.hand.press("ctrl+a", "ctrl+d")
        wait_until(on.porthole.pane.face.isVisible, "the face for none")
        assert "No favourites here" in on.porthole.pane.face.accessibleName()
        wait_until(lambda: count(on, "Favourites") == 0, "none counted")


def test_the_band_of_production_is_there_where_production_is(qapp: QApplication) -> None:
    with stage(DEMO, qapp) as on:
        on.wait_for_servers(FLEET)
        band, book = on.porthole.window.band, on.porthole.book
        book.save(msgspec.structs.replace(book.get("demo-staging"), production=True))
        go_to(on, "staging")
        wait_until(band.isVisible, "the band")
        go_to(on, "Favourites")
        wait_until(lambda: not band.isVisible(), "no band where no server of production is")
        go_to(on, "All servers")
        row = next(
            row for row, one in enumerate(on.porthole.listing.visible) if one.profile_id == "demo-staging"
        )
        on.hand.click_row(on.porthole.pane.table, row, times=1)
        wait_until(band.isVisible, "the band of the chosen server")
        assert "staging" in band.text()
