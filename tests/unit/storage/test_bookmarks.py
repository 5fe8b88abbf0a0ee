import errno
import os
from pathlib import Path

import pytest

from launcher.model.bookmarks import Marked, MarkedServer, SavedFilter
from launcher.model.errors import BookmarksError
from launcher.storage.bookmarks import BookmarksFile

MARKED = Marked(
    (MarkedServer("p1", "a1b2", 'web "one"'), MarkedServer("p2", "c3d4")),
    (SavedFilter("Errors", 'status:error -"two words"'),),
    (MarkedServer("p1", "e5f6", "db"),),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bookmarks.toml"


def test_a_person_can_read_the_file(path: Path) -> None:
    BookmarksFile(path).change(lambda _found: MARKED)
    assert (
        path.read_text()
        == """\
# Porthole's favourite servers, saved filters and watched servers, in the order of its menus.
schema = 1

[[favourites]]
profile = "p1"
server = "a1b2"
name = "web \\"one\\""

[[favourites]]
profile = "p2"
server = "c3d4"
name = ""

[[filters]]
name = "Errors"
text = "status:error -\\"two words\\""

[[watched]]
profile = "p1"
server = "e5f6"
name = "db"
"""
    )
    assert path.stat().st_mode & 0o777 == 0o600
    assert BookmarksFile(path).read() == MARKED


def test_there_is_no_file_at_first(path: Path) -> None:
    assert BookmarksFile(path).read() is None
    BookmarksFile(path).change(lambda found: found or Marked())


def test_a_file_written_by_hand_may_name_one_twice_and_leave_out_what_it_does_not_know(path: Path) -> None:
    path.write_text(
        """
        favourites = [{ profile = "p", server = "1", name = "first" }, { profile = "p", server = "2" },
                      { profile = "p", server = "1", name = "again" }]
        filters = [{ name = "a", text = "1" }, { name = "a", text = "2" }]
        """
    )
    assert BookmarksFile(path).read() == Marked(
        (MarkedServer("p", "1", "first"), MarkedServer("p", "2")), (SavedFilter("a", "1"),)
    )


def test_a_file_that_says_the_same_is_not_written_again(path: Path) -> None:
    path.write_text('# mine\nfilters = [{ name = "a", text = "1" }]\n')
    BookmarksFile(path).change(lambda found: found or Marked())
    assert path.read_text().startswith("# mine")


@pytest.mark.parametrize(
    "broken", [b"filters = ", b"filters = 3", b"\xff\xfe", b"[[favourites]]\nserver = '1'\n"]
)
def test_what_is_not_understood_is_told_and_never_lost(path: Path, broken: bytes) -> None:
    file = BookmarksFile(path)
    for kept in ("bookmarks.toml.broken", "bookmarks.toml.broken-2"):
        path.write_bytes(broken)
        with pytest.raises(BookmarksError) as caught:
            file.read()
        assert str(path) in caught.value.trouble.what
        assert caught.value.trouble.next_step
        assert path.read_bytes() == broken
        file.change(lambda found: MARKED if found is None else found)
        assert path.with_name(kept).read_bytes() == broken
        assert file.read() == MARKED


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir()
    with pytest.raises(BookmarksError) as caught:
        BookmarksFile(path).read()
    assert "it is a folder" in caught.value.trouble.what
    assert "read access" in caught.value.trouble.next_step


def test_a_write_that_does_not_come_through_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = BookmarksFile(path)
    file.change(lambda _found: MARKED)

    def refuse(*_paths: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(BookmarksError) as caught:
        file.change(lambda _found: Marked())
    assert "the disk is full" in caught.value.trouble.what
    assert file.read() == MARKED
