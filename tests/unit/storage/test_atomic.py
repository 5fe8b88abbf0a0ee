import os

import pytest

from launcher.storage.atomic import reason, write_atomically


def test_folders_on_the_way_are_made_for_the_owner_alone(tmp_path):
    path = tmp_path / "a" / "file"
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_that_others_could_read_no_longer_can_be(tmp_path):
    path = tmp_path / "file"
    path.touch(0o644)
    write_atomically(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_that_points_nowhere_yet_makes_its_target(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "later" / "file")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "later" / "file").read_bytes() == b"new"


def test_an_interruption_leaves_no_temporary_file(tmp_path, monkeypatch):
    def interrupt(*_paths: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "folder" / "file", b"new")
    assert list((tmp_path / "folder").iterdir()) == []


def test_the_bytes_are_on_the_disk_before_the_name_and_the_name_before_the_return(tmp_path, monkeypatch):
    steps = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda file: (steps.append("sync"), fsync(file)))
    monkeypatch.setattr(os, "replace", lambda old, new: (steps.append("replace"), replace(old, new)))
    write_atomically(tmp_path / "file", b"new")
    assert steps == ["sync", "replace", "sync"]


def test_where_a_folder_cannot_be_opened_its_file_is_written_all_the_same(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "O_DIRECTORY")
    write_atomically(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"


def test_a_refusal_without_a_reason_says_so():
    assert reason(OSError()) == "the system did not say why"
