from pathlib import Path

import pytest

from launcher.model.bookmarks import SavedFilter
from launcher.model.errors import BookmarksError
from launcher.model.profile import Profile
from launcher.model.server import ServerKey
from launcher.services.bookmarks import Bookmarks
from launcher.services.profiles import ProfileBook
from launcher.storage import paths
from launcher.storage.bookmarks import BookmarksFile
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets

WEB, DB, MAIL = ServerKey("prod", "1"), ServerKey("prod", "2"), ServerKey("stage", "1")
DEMO = ServerKey("demo", "1")
ERRORS, BLUE = SavedFilter("Errors", "status:error"), SavedFilter("Blue ones", 'tag:"blue"')


def fresh(file: BookmarksFile | None = None) -> Bookmarks:
    book = ProfileBook(ProfileFile(), Secrets())
    book.add_guest(Profile(id="demo", name="demo"), "s3cret")
    return Bookmarks(file or BookmarksFile(), book)


def loaded() -> Bookmarks:
    bookmarks = fresh()
    bookmarks.load()
    return bookmarks


def test_what_was_marked_is_there_after_a_restart_in_its_order() -> None:
    bookmarks = loaded()
    bookmarks.set_favourites([MAIL, WEB], wanted=True)
    bookmarks.save_filter(ERRORS)
    bookmarks.save_filter(BLUE)
    bookmarks.store()
    again = loaded()
    assert again.favourite_keys == (MAIL, WEB)
    assert again.favourites == {MAIL, WEB}
    assert again.filters == (ERRORS, BLUE)
    assert paths.bookmarks_file().stat().st_mode & 0o777 == 0o600


def test_a_mark_is_seen_before_it_is_stored() -> None:
    bookmarks = loaded()
    bookmarks.set_favourites([WEB], wanted=True)
    assert bookmarks.is_favourite(WEB)
    assert not bookmarks.is_favourite(DB)
    assert not paths.bookmarks_file().exists()


def test_marking_twice_is_marking_once_and_can_be_undone() -> None:
    bookmarks = loaded()
    bookmarks.set_favourites([WEB, DB, WEB], wanted=True)
    bookmarks.set_favourites([WEB], wanted=True)
    assert bookmarks.favourite_keys == (WEB, DB)
    bookmarks.set_favourites([WEB, MAIL], wanted=False)
    assert bookmarks.favourite_keys == (DB,)
    bookmarks.store()
    assert loaded().favourite_keys == (DB,)


def test_a_guests_servers_are_favourites_for_this_run_only() -> None:
    bookmarks = loaded()
    bookmarks.set_favourites([DEMO], wanted=True)
    bookmarks.store()
    assert not paths.bookmarks_file().exists()
    bookmarks.set_favourites([WEB], wanted=True)
    bookmarks.store()
    assert bookmarks.favourite_keys == (WEB, DEMO)
    assert loaded().favourite_keys == (WEB,)
    bookmarks.set_favourites([DEMO], wanted=False)
    assert bookmarks.favourites == {WEB}


def test_favourites_leave_with_their_profile() -> None:
    bookmarks = loaded()
    bookmarks.set_favourites([WEB, MAIL, DEMO, DB], wanted=True)
    bookmarks.forget_profile("prod")
    assert bookmarks.favourite_keys == (MAIL, DEMO)
    bookmarks.forget_profile("demo")
    bookmarks.store()
    assert bookmarks.favourite_keys == loaded().favourite_keys == (MAIL,)


def test_watched_servers_are_marked_beside_favourites() -> None:
    bookmarks = loaded()
    bookmarks.set_watched([WEB, DEMO, MAIL], wanted=True)
    bookmarks.set_favourites([DB], wanted=True)
    bookmarks.store()
    assert bookmarks.watched == {WEB, DEMO, MAIL}
    assert bookmarks.favourites == {DB}
    again = loaded()
    assert again.watched == {WEB, MAIL}
    assert again.favourites == {DB}
    again.set_watched([MAIL], wanted=False)
    again.store()
    assert loaded().watched == {WEB}
    bookmarks.forget_profile("prod")
    assert bookmarks.watched == {MAIL, DEMO}
    assert not bookmarks.favourites


def test_a_favourites_name_is_kept_until_another_is_known() -> None:
    bookmarks = loaded()
    bookmarks.set_favourites([WEB, DB], wanted=True)
    bookmarks.note_names({WEB: "web-1", DB: "db-1"}.get)
    bookmarks.note_names({WEB: "web-one"}.get)
    bookmarks.store()
    again = loaded()
    assert [again.name_of(key) for key in (WEB, DB, MAIL)] == ["web-one", "db-1", ""]


def test_saved_filters_are_replaced_renamed_moved_and_removed() -> None:
    bookmarks = loaded()
    for name in ("a", "b", "c"):
        bookmarks.save_filter(SavedFilter(name, name))
    bookmarks.save_filter(SavedFilter("b", "other"))
    bookmarks.rename_filter("c", "d")
    bookmarks.move_filter("d", 0)
    bookmarks.remove_filter("a")
    assert bookmarks.filters == (SavedFilter("d", "c"), SavedFilter("b", "other"))
    bookmarks.store()
    assert loaded().filters == bookmarks.filters


def test_a_filters_name_that_is_taken_is_refused() -> None:
    bookmarks = loaded()
    bookmarks.save_filter(ERRORS)
    bookmarks.save_filter(BLUE)
    with pytest.raises(BookmarksError) as caught:
        bookmarks.rename_filter("Errors", "Blue ones")
    assert "Blue ones" in caught.value.trouble.what
    assert caught.value.trouble.next_step
    bookmarks.rename_filter("Errors", "Errors")
    assert bookmarks.filters == (ERRORS, BLUE)


def test_two_portholes_do_not_undo_each_others_work() -> None:
    first = loaded()
    first.set_favourites([WEB, DB], wanted=True)
    first.save_filter(ERRORS)
    first.store()
    second = loaded()
    second.set_favourites([MAIL], wanted=True)
    second.set_favourites([DB], wanted=False)
    second.save_filter(SavedFilter("Errors", "status:error -tag:test"))
    second.store()
    first.save_filter(BLUE)
    first.store()
    assert first.favourite_keys == (WEB, MAIL)
    assert first.filters == (SavedFilter("Errors", "status:error -tag:test"), BLUE)
    again = loaded()
    assert (again.favourite_keys, again.filters) == (first.favourite_keys, first.filters)


def test_what_is_marked_before_the_file_was_read_stays() -> None:
    before = loaded()
    before.set_favourites([WEB], wanted=True)
    before.store()
    bookmarks = fresh()
    bookmarks.set_favourites([DB], wanted=True)
    bookmarks.load()
    assert bookmarks.favourite_keys == (WEB, DB)


def test_a_broken_file_is_told_and_kept_when_something_is_marked() -> None:
    path = paths.bookmarks_file()
    path.parent.mkdir(parents=True)
    path.write_text("favourites = ")
    bookmarks = fresh()
    with pytest.raises(BookmarksError):
        bookmarks.load()
    bookmarks.store()
    assert path.read_text() == "favourites = "
    bookmarks.set_favourites([WEB], wanted=True)
    bookmarks.store()
    assert path.with_name("bookmarks.toml.broken").read_text() == "favourites = "
    assert loaded().favourite_keys == (WEB,)


def test_a_broken_file_that_was_mended_meanwhile_loses_nothing() -> None:
    path = paths.bookmarks_file()
    before = loaded()
    before.set_favourites([WEB], wanted=True)
    before.store()
    good = path.read_text()
    path.write_text(good.replace("[[favourites]]", "[[favourites"))
    bookmarks = fresh()
    with pytest.raises(BookmarksError):
        bookmarks.load()
    bookmarks.set_favourites([DB], wanted=True)
    path.write_text(good)
    bookmarks.store()
    assert bookmarks.favourite_keys == loaded().favourite_keys == (WEB, DB)


def test_a_file_that_was_removed_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.toml"
    bookmarks = fresh(BookmarksFile(path))
    bookmarks.set_favourites([WEB], wanted=True)
    bookmarks.store()
    path.unlink()
    bookmarks.set_favourites([DB], wanted=True)
    bookmarks.store()
    assert BookmarksFile(path).read() is not None
    again = fresh(BookmarksFile(path))
    again.load()
    assert again.favourite_keys == (WEB, DB)


def test_what_could_not_be_written_is_written_the_next_time(tmp_path: Path) -> None:
    in_the_way = tmp_path / "folder"
    in_the_way.write_text("")
    bookmarks = fresh(BookmarksFile(in_the_way / "bookmarks.toml"))
    bookmarks.set_favourites([WEB], wanted=True)
    with pytest.raises(BookmarksError) as caught:
        bookmarks.store()
    assert "could not be" in caught.value.trouble.what
    assert bookmarks.is_favourite(WEB)
    in_the_way.unlink()
    bookmarks.store()
    assert "prod" in (in_the_way / "bookmarks.toml").read_text()
