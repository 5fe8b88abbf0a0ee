"""Files that cannot be read, understood or written: kept as they are, and explained."""

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from launcher.model.errors import ProfileError
from launcher.model.profile import Profile
from launcher.storage.profiles import ProfileFile

PROFILE = Profile(id="1", name="a", region_name="eu-de")
TEXT = b'# mine\n[clouds.a]\nid = "1"\nregion_name = "x" # why\n\n[clouds.b]\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "conf" / "profiles.toml"
    path.parent.mkdir()
    path.write_bytes(TEXT)
    return path


@pytest.fixture
def file(path: Path) -> ProfileFile:
    return ProfileFile(path, path.with_name("none"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b"[clouds.a]\nid = \n", "line 2, column 6"),
        (b"[clouds.a]\nid = 'x", "its end"),
        (b"[clouds.a]\nid = 'x'\nid = 'y'\n", "line 3"),
        (b"[clouds.a]\n[clouds.a]\n", "line 2"),
        (b"name = 'Z\xfcrich'\n", "line 1"),
        (b"\xff\xfe[\x00c\x00", "line 1"),
    ],
)
def test_a_file_that_is_not_toml_is_explained_and_never_written(file, path, text, place):
    path.write_bytes(text)
    contents = file.read()
    assert contents.profiles == ()
    (problem,) = contents.problems
    assert str(path) in problem.trouble.what
    assert place in problem.trouble.what
    for change in (lambda: file.save(PROFILE), lambda: file.remove("1")):
        with pytest.raises(ProfileError) as caught:
            change()
        assert "neither uses nor changes" in caught.value.trouble.next_step
        assert place in caught.value.trouble.what
    assert path.read_bytes() == text


def test_a_file_of_a_newer_porthole_is_read_and_never_written(file, path):
    text = b"schema = 2\n" + TEXT
    path.write_bytes(text)
    contents = file.read()
    assert [profile.name for profile in contents.profiles] == ["a", "b"]
    assert "written by a newer Porthole (schema 2, this one writes 1)" in contents.problems[0].trouble.what
    with pytest.raises(ProfileError, match="newer Porthole"):
        file.save(PROFILE)
    with pytest.raises(ProfileError, match="newer Porthole"):
        file.remove("1")
    assert path.read_bytes() == text


@pytest.mark.parametrize("schema", [b'"1"', b"true", b"0"])
def test_a_schema_that_is_none_is_explained(file, path, schema):
    path.write_bytes(b"schema = " + schema + b"\n" + TEXT)
    contents = file.read()
    assert len(contents.profiles) == 2
    assert "it must be 1" in contents.problems[0].trouble.what
    with pytest.raises(ProfileError, match="it must be 1"):
        file.save(PROFILE)


def test_windows_line_endings_and_the_byte_order_mark_stay(file, path):
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace(b"\n", b"\r\n"))
    file.save(PROFILE)
    file.save(Profile(id="2", name="c", auth={"username": "u"}))
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf# mine\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert b'region_name = "eu-de" # why\r\n' in raw
    assert [profile.name for profile in file.read().profiles] == ["a", "b", "c"]


def test_mixed_line_endings_stay_as_they_are(file, path):
    path.write_bytes(TEXT.replace(b"# mine\n", b"# mine\r\n"))
    file.save(PROFILE)
    assert path.read_bytes() == TEXT.replace(b"# mine\n", b"# mine\r\n").replace(b'"x"', b'"eu-de"')


def test_a_symbolic_link_stays_one(file, path, tmp_path):
    target = tmp_path / "dotfiles" / "porthole.toml"
    target.parent.mkdir()
    path.rename(target)
    path.symlink_to(target)
    file.save(PROFILE)
    assert path.is_symlink()
    assert b'"eu-de"' in target.read_bytes()
    assert [entry.name for entry in path.parent.iterdir()] == ["profiles.toml"]


def test_a_folder_in_its_place_is_explained(file, path):
    path.unlink()
    path.mkdir()
    (problem,) = file.read().problems
    assert problem.trouble.what == f"{path} could not be read: it is a folder."
    with pytest.raises(ProfileError, match="it is a folder"):
        file.save(PROFILE)


def test_a_file_where_the_folder_should_be_is_explained(path):
    beneath = ProfileFile(path / "deeper" / "profiles.toml")
    (problem,) = beneath.read().problems
    assert "a file is where its folder should be" in problem.trouble.what
    assert path.read_bytes() == TEXT


def test_a_disk_that_takes_no_more_leaves_the_old_file(file, path):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, limits[1]))
    try:
        with pytest.raises(ProfileError) as caught:
            file.save(PROFILE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert caught.value.trouble.what == f"{path} could not be written: the file would be too large."
    assert "The file is as it was." in caught.value.trouble.next_step
    assert path.read_bytes() == TEXT
    assert [entry.name for entry in path.parent.iterdir()] == ["profiles.toml"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "permission denied"),
        (errno.EIO, "input/output error"),
    ],
)
def test_a_refusal_between_writing_and_replacing_leaves_the_old_file(file, path, monkeypatch, number, words):
    def refuse(*_paths: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(ProfileError, match=words):
        file.save(PROFILE)
    assert path.read_bytes() == TEXT
    assert [entry.name for entry in path.parent.iterdir()] == ["profiles.toml"]


def in_another_process(
    code: str, path: Path, *, wrapper: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    head = (
        "import os, sys, signal\nfrom pathlib import Path\n"
        "from launcher.model.profile import Profile\nfrom launcher.storage.profiles import ProfileFile\n"
        "file = ProfileFile(Path(sys.argv[1]))\nprofile = Profile(id='1', name='a', region_name='eu-de')\n"
    )
    command = [*wrapper, sys.executable, "-c", head + code, str(path)]
    root = Path(__file__).parents[3]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, cwd=root, check=False)


def test_a_writer_killed_before_it_replaces_leaves_the_old_file(file, path):
    code = "os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\nfile.save(profile)\n"
    assert in_another_process(code, path).returncode == -signal.SIGKILL
    assert path.read_bytes() == TEXT
    assert [profile.region_name for profile in file.read().profiles] == ["x", ""]
    file.save(PROFILE)
    assert file.read().profiles[0] == PROFILE


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may write anywhere")
def test_a_folder_one_may_not_write_to_is_explained(path):
    path.parent.chmod(0o500)
    # Root without its capabilities is bound by permissions as anyone is.
    wrapper = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()
    code = "try:\n    file.save(profile)\nexcept Exception as error:\n    print(error.trouble.what)\n"
    result = in_another_process(code, path, wrapper=wrapper)
    path.parent.chmod(0o700)
    assert result.stdout == f"{path} could not be written: permission denied.\n", result.stderr
    assert path.read_bytes() == TEXT
