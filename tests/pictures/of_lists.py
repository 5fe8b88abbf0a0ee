"""Pictures of the list, and of what stands beside it."""

from PySide6.QtWidgets import QApplication

from launcher.model.profile import Profile, ProfileColour
from launcher.services.columns import Column
from launcher.services.profiles import NewSecret
from launcher.ui.theme import apply_colour_scheme
from tests.end_to_end.hand import settle, wait_until
from tests.end_to_end.places import go_to, labels
from tests.end_to_end.stage import Stage
from tests.pictures.camera import save, save_with_popup


def first_start(on: Stage) -> None:
    """What stands there before the first profile."""
    wait_until(on.porthole.pane.face.isVisible, "the first start's card")
    save(on, on.porthole.window, "first-start")


def lists(on: Stage) -> None:
    """The list with two links counting down, light and dark."""
    _colour(on)
    for name in ("db-01", "bastion"):
        on.double_click(name)
    on.porthole.consoles.close()
    on.come_forward()
    on.hand.press("ctrl+Home", "Down", "Down")
    save(on, on.porthole.window, "list-light")
    apply_colour_scheme(application(), "dark")
    save(on, on.porthole.window, "list-dark")


def groups(on: Stage) -> None:
    """Favourites, saved filters, and groups by zone."""
    _colour(on)
    for row in (1, 4, 6):
        on.hand.click_row(on.porthole.pane.table, row, times=1)
        on.hand.press("ctrl+d")
    for text, name in (("status:error", "Broken"), ("web age:<400d", "Young web servers")):
        go_to(on, "All servers")
        on.hand.press("ctrl+f")
        on.hand.type(text)
        on.hand.press("ctrl+s", "ctrl+a")
        on.hand.type(name)
        on.hand.press("Return")
        wait_until(lambda name=name: name in labels(on), "the saved filter")
    on.hand.choose("alt+v", "g", "z")
    wait_until(lambda: "eu-de-02" in labels(on), "the zones")
    go_to(on, "eu-de-02")
    save(on, on.porthole.window, "groups")


def a_filter(on: Stage) -> None:
    """Fields, words, and what is found, highlighted; and a mistake, said beside the box."""
    on.wait_for_servers()
    on.hand.press("ctrl+f")
    on.hand.type("-status:error ip:10.1. web")
    wait_until(lambda: on.porthole.model.rowCount() < 5, "what is found")
    save(on, on.porthole.window, "filter")
    on.hand.type(" age:young")
    wait_until(on.porthole.pane.bar.problem.isVisible, "what is wrong with it")
    save(on, on.porthole.window, "filter-mistake")


def columns(on: Stage) -> None:
    """The menu of columns over a list that has some more."""
    on.wait_for_servers()
    window = on.porthole.window
    window.resize(1320, 700)
    table = on.porthole.pane.table
    for column in (Column.FLAVOR, Column.AGE, Column.TAGS):
        table.columns.show(column, shown=True)
    save(on, window, "columns")
    menu = table.columns_menu
    menu.popup(window.mapToGlobal(window.rect().center()))
    wait_until(menu.isVisible, "the menu")
    save_with_popup(on, window, "columns-menu")
    menu.close()


def details(on: Stage) -> None:
    """What one server is made of: its fault, its addresses, its log."""
    on.wait_for_servers()
    window = on.porthole.window
    window.resize(1200, 860)
    row = next(row for row, one in enumerate(on.porthole.listing.visible) if one.name == "mail-01")
    on.hand.click_row(on.porthole.pane.table, row, times=1)
    on.hand.press("F4")
    wait_until(lambda: on.porthole.details.desk.pane is not None, "the details")
    pane = on.porthole.details.desk.pane
    assert pane is not None
    pane.open_sections(["fault", "addresses", "flavor", "volumes", "actions"])
    parts = pane.parts
    wait_until(lambda: all(part.value for part in (parts.particulars, parts.flavor, parts.actions)), "parts")
    save(on, window, "details")


def an_error(on: Stage) -> None:
    """One cloud of three gives no list, and says what to do."""
    on.wait_for_servers()
    lab = Profile(
        id="lab",
        name="lab",
        region_name="RegionOne",
        auth={
            "auth_url": "http://127.0.0.1:9/v3",
            "username": "operator",
            "user_domain_name": "Default",
            "project_name": "lab",
            "project_domain_name": "Default",
        },
    )
    on.porthole.book.save(lab, NewSecret("not needed", remember=False))
    on.porthole.profiles.desk.profile_saved.emit("lab")
    wait_until(lambda: on.porthole.pane.notices.subjects, "the notice")
    save(on, on.porthole.window, "error")


def application() -> QApplication:
    """Return the one there is."""
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    return running


def _colour(on: Stage) -> None:
    on.wait_for_servers()
    for profile, colour in zip(
        on.porthole.book.profiles, (ProfileColour.RED, ProfileColour.TEAL), strict=False
    ):
        on.porthole.sidebar.colour_requested.emit(profile.id, colour)
    settle()
