"""Order and colour without a dialog: at once, in turn, and taken back where they are refused."""

import pytest
from pytestqt.qtbot import QtBot

from launcher.model.errors import ProfileError
from launcher.model.profile import Profile, ProfileColour
from launcher.ui.profiles.arranging import Arranging
from tests.ui.profiles.parts import Desk

AUTH = {"auth_url": "https://iam.example/v3"}

pytestmark = pytest.mark.usefixtures("no_keyring")


@pytest.fixture
def arranging(desk: Desk) -> Arranging:
    for number in "123":
        desk.keep(Profile(id=number, name=f"cloud {number}", auth=AUTH))
    return Arranging(desk.book, desk.runner)


def order(desk: Desk) -> list[str]:
    return [profile.id for profile in desk.book.profiles]


def written(desk: Desk) -> list[str]:
    return [profile.id for profile in desk.file.read().profiles]


def break_the_file(desk: Desk) -> None:
    desk.file.path.write_text(desk.text().replace("schema = 1", "schema = 2"))


def test_an_order_is_shown_at_once_and_written(desk: Desk, arranging: Arranging) -> None:
    arranging.reorder(["3", "1", "2"])
    assert order(desk) == ["3", "1", "2"]
    desk.qtbot.waitUntil(lambda: desk.runner.idle)
    assert written(desk) == order(desk) == ["3", "1", "2"]


def test_the_last_of_many_orders_counts(desk: Desk, arranging: Arranging) -> None:
    seen: list[list[str]] = []
    arranging.arranged.connect(lambda: seen.append(order(desk)))
    wanted = [["2", "1", "3"], ["2", "3", "1"], ["3", "2", "1"]]
    for one in wanted:
        arranging.reorder(one)
    desk.qtbot.waitUntil(lambda: desk.runner.idle)
    assert written(desk) == order(desk) == ["3", "2", "1"]
    # Nothing jumps back while the earlier ones are written.
    assert seen == [*wanted, wanted[-1]]


def test_an_order_that_is_refused_is_taken_back(desk: Desk, arranging: Arranging) -> None:
    break_the_file(desk)
    with desk.qtbot.waitSignal(arranging.refused) as refused:
        arranging.reorder(["3", "2", "1"])
    assert isinstance(refused.args[0], ProfileError)
    assert refused.args[0].trouble.next_step
    assert order(desk) == ["1", "2", "3"]


def test_what_was_written_stays_when_the_next_is_refused(desk: Desk, arranging: Arranging) -> None:
    with desk.qtbot.waitSignals([arranging.arranged] * 2):
        arranging.reorder(["2", "1", "3"])
    desk.qtbot.waitUntil(lambda: desk.runner.idle)
    break_the_file(desk)
    with desk.qtbot.waitSignal(arranging.refused):
        arranging.reorder(["3", "2", "1"])
    assert order(desk) == ["2", "1", "3"]


def test_the_sites_go_back_below_and_that_is_told(desk: Desk, arranging: Arranging) -> None:
    desk.file.site_path.write_text("[clouds.shared]\n")
    desk.book.load()
    with desk.qtbot.waitSignal(arranging.told) as told:
        arranging.reorder(["shared", "2", "1", "3"])
    assert "administrator" in told.args[0]
    assert order(desk) == ["2", "1", "3", "shared"]
    desk.qtbot.waitUntil(lambda: desk.runner.idle)


def test_an_order_that_can_be_kept_needs_no_words(qtbot: QtBot, desk: Desk, arranging: Arranging) -> None:
    with qtbot.assertNotEmitted(arranging.told):
        arranging.reorder(["3", "2", "1"])
        qtbot.waitUntil(lambda: desk.runner.idle)


def test_a_colour_is_kept(desk: Desk, arranging: Arranging) -> None:
    with desk.qtbot.waitSignal(arranging.arranged):
        arranging.set_colour("2", ProfileColour.TEAL)
    assert desk.book.get("2").colour is ProfileColour.TEAL
    assert 'colour = "teal"' in desk.text()


def test_the_last_of_two_colours_counts(desk: Desk, arranging: Arranging) -> None:
    arranging.set_colour("2", ProfileColour.TEAL)
    arranging.set_colour("2", ProfileColour.RED)
    desk.qtbot.waitUntil(lambda: desk.runner.idle)
    assert desk.file.read().profiles[1].colour is ProfileColour.RED


def test_a_colour_that_is_refused_leaves_the_order_and_the_colour(desk: Desk, arranging: Arranging) -> None:
    arranging.reorder(["3", "2", "1"])
    desk.qtbot.waitUntil(lambda: desk.runner.idle)
    break_the_file(desk)
    with desk.qtbot.waitSignal(arranging.refused):
        arranging.set_colour("2", ProfileColour.RED)
    assert order(desk) == ["3", "2", "1"]
    assert desk.book.get("2").colour is ProfileColour.NONE


def test_a_coloured_profile_of_the_site_is_a_copy_and_that_is_told(desk: Desk, arranging: Arranging) -> None:
    desk.file.site_path.write_text("[clouds.shared]\n")
    desk.book.load()
    with desk.qtbot.waitSignal(arranging.told) as told:
        arranging.set_colour("shared", ProfileColour.BLUE)
    assert told.args[0].startswith("shared is your own copy now")
    assert not desk.book.is_from_site("shared")
    assert desk.file.site_path.read_text() == "[clouds.shared]\n"
