"""Favourites and recent consoles in the real program, by mouse and keys, from one start to the next."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from launcher.app import Start
from launcher.demo.process import DemoProcess
from launcher.model.profile import Profile
from launcher.services.columns import Column
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage import paths
from launcher.storage.history import HistoryFile
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from launcher.ui.notices import Notice
from launcher.ui.profiles.remove_profile import RemoveProfile
from tests.end_to_end.hand import wait_until
from tests.end_to_end.places import count, go_to, names
from tests.end_to_end.stage import Stage, stage

FLEET = 24
"""Servers of the demo's first project."""


@pytest.fixture
def own_desktop(desktop: QApplication) -> Iterator[QApplication]:
    """A desktop, and a cloud that a profile of the person's own file leads to."""
    with DemoProcess() as cloud:
        auth = cloud.auth(cloud.projects[0])
        profile = Profile(id="1", name="own", region_name=cloud.region_name, auth=auth)
        ProfileBook(ProfileFile(), Secrets()).save(profile, NewSecret(cloud.password))
        yield desktop


def click(on: Stage, name: str, column: Column = Column.NAME) -> None:
    on.hand.click_row(on.porthole.pane.table, names(on).index(name), times=1, column=column)


def use_the_keyboard(on: Stage) -> None:
    """Choose a server by the arrow keys, then look for one."""
    on.wait_for_servers(FLEET)
    table = on.porthole.pane.table
    wait_until(table.hasFocus, "the keyboard in the list")
    assert table.current_server() is None, "Enter would open what nobody has chosen"
    on.hand.press("Down")
    wait_until(lambda: [one.name for one in table.selected_servers()] == names(on)[:1], "the first server")
    on.hand.type("web-02")
    wait_until(lambda: set(names(on)) == {"web-02"}, "what was typed")
    on.hand.press("Escape")


def test_the_list_has_the_keyboard_at_every_start(own_desktop: QApplication) -> None:
    with stage(Start(demo=True), own_desktop) as on:
        use_the_keyboard(on)
    for _nothing_known_and_the_last_list in range(2):
        with stage(Start(), own_desktop) as on:
            use_the_keyboard(on)


def test_a_star_is_there_at_the_next_start_and_goes_with_its_profile(own_desktop: QApplication) -> None:
    with stage(Start(), own_desktop) as on:
        on.wait_for_servers(FLEET)
        click(on, "web-02", Column.FAVOURITE)
        click(on, "mail-01")
        on.hand.press("ctrl+d")
        wait_until(lambda: count(on, "Favourites") == 2, "both in the sidebar")
        go_to(on, "Favourites")
        wait_until(lambda: names(on) == ["mail-01", "web-02"], "the favourites")
        click(on, "mail-01", Column.FAVOURITE)
        wait_until(lambda: names(on) == ["web-02"], "one less, at once")
        on.double_click("web-02")
        on.porthole.consoles.close()
    written = paths.bookmarks_file().read_text()
    assert 'name = "web-02"' in written
    assert "mail-01" not in written
    assert "token" not in written + paths.history_file().read_text()
    with stage(Start(), own_desktop) as on:
        wait_until(lambda: names(on) == ["web-02"], "where the person was, as it was")
        assert on.porthole.model.index(0, Column.FAVOURITE).data() == "Favourite"
        wait_until(lambda: count(on, "Recent") == 1, "the console of the last time")
        go_to(on, "own")
        on.hand.press("Delete")
        wait_until(lambda: isinstance(QApplication.activeWindow(), RemoveProfile), "the question")
        question = QApplication.activeWindow()
        assert isinstance(question, RemoveProfile)
        on.hand.click(question.remove_button)
        wait_until(lambda: not on.porthole.book.profiles, "no profile any more")
    assert "web-02" not in paths.bookmarks_file().read_text()
    assert HistoryFile().read() == ()


def test_the_demos_stars_leave_nothing_behind(qapp: QApplication) -> None:
    with stage(Start(demo=True), qapp) as on:
        on.wait_for_servers(FLEET)
        click(on, "web-03", Column.FAVOURITE)
        wait_until(lambda: count(on, "Favourites") == 1, "it in the sidebar")
        click(on, "db-02")
        on.hand.choose("alt+s", "u")
        wait_until(lambda: count(on, "Favourites") == 2, "another one, from the menu")
    assert not paths.bookmarks_file().exists()
    assert not paths.history_file().exists()


def test_a_file_that_is_not_understood_is_told_and_kept(qapp: QApplication) -> None:
    path = paths.bookmarks_file()
    path.parent.mkdir(parents=True)
    path.write_text("[[favourites\n")
    with stage(Start(demo=True), qapp) as on:
        on.wait_for_servers(FLEET)
        wait_until(on.porthole.pane.notices.isVisible, "the notice")
        (notice,) = on.porthole.pane.notices.findChildren(Notice)
        assert str(path) in notice.trouble.what
    assert path.read_text() == "[[favourites\n"
