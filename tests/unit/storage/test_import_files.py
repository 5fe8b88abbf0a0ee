"""Which clouds.yaml files are found, and what is said of broken ones."""

from pathlib import Path

import pytest

from launcher.model.errors import ProfileError
from launcher.storage.cloud_files import CloudFile, cloud_files, read_cloud_names, secure_file, vendor_file

CLOUDS = "clouds:\n  prod: {}\n  stage: {}\n"


@pytest.fixture(autouse=True)
def current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory, and nobody's variables."""
    directory = tmp_path / "current"
    directory.mkdir()
    monkeypatch.chdir(directory)
    monkeypatch.delenv("OS_CLIENT_SECURE_FILE", raising=False)
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "site"))
    return directory


def write(path: Path, text: str | bytes = CLOUDS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def usual(home: Path) -> Path:
    return home / ".config" / "openstack"


def test_every_place_is_looked_into_and_the_current_directory_is_marked(
    current: Path, own_directories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = write(current / "clouds.yaml")
    old = write(usual(own_directories) / "clouds.yml")
    new = write(own_directories / "config" / "openstack" / "clouds.json", '{"clouds": {}}')
    named = write(tmp_path / "elsewhere" / "mine.yaml")
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", str(named))
    assert cloud_files() == (
        CloudFile(named),
        CloudFile(new),
        CloudFile(old),
        CloudFile(here, here=True),
    )


def test_a_usual_place_is_no_stranger_where_it_is_the_current_directory(
    own_directories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(usual(own_directories) / "clouds.yaml")
    monkeypatch.chdir(file.parent)
    assert cloud_files() == (CloudFile(file),)


def test_one_file_that_two_paths_lead_to_is_found_once(own_directories: Path) -> None:
    file = write(usual(own_directories) / "clouds.yaml")
    (own_directories / "config").mkdir()
    (own_directories / "config" / "openstack").symlink_to(file.parent)
    assert len(cloud_files()) == 1


def test_nothing_is_found_where_the_current_directory_was_removed(current: Path) -> None:
    current.rmdir()
    assert cloud_files() == ()


def test_secrets_and_vendors_lie_beside_the_file_or_in_the_usual_places(
    current: Path, own_directories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "elsewhere" / "clouds.yaml")
    assert (secure_file(file), vendor_file(file)) == (None, None)
    write(current / "secure.yaml")
    assert secure_file(file) is None
    usual_one = write(usual(own_directories) / "secure.yaml")
    assert secure_file(file) == usual_one
    beside = write(file.parent / "secure.yaml")
    assert secure_file(file) == beside
    named = write(tmp_path / "named.yaml")
    monkeypatch.setenv("OS_CLIENT_SECURE_FILE", str(named))
    assert secure_file(file) == named
    assert vendor_file(file) is None
    assert vendor_file(write(file.parent / "clouds-public.yaml")) == file.parent / "clouds-public.yaml"


def test_the_clouds_of_a_file_have_names(tmp_path: Path) -> None:
    assert read_cloud_names(write(tmp_path / "clouds.yaml")) == ("prod", "stage")
    assert read_cloud_names(write(tmp_path / "clouds.json", '{"clouds": {"lab": {}}}')) == ("lab",)
    assert read_cloud_names(write(tmp_path / "odd.yaml", "clouds:\n  7: {}\n")) == ("7",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("clouds:\n  prod:\n    auth: {password: [\n", "line 4, column 1"),
        ("clouds:\n  prod:\n    password: *hunter2\n", "line 3, column 15"),
        ("clouds:\n  prod: {}\n\tstage: {}\n", "line 3, column 1"),
        ("clouds:\n  prod: !vault hunter2\n", "line 2, column 9"),
        ("clouds:\n  prod:\n    since: 2026-13-45\n", "not YAML"),
        ("a\x00b", "characters"),
        (b"clouds: \xff\xfe\n", "characters"),
        ("[" * 5000, "not text as YAML has it"),
        ("just words\n", "nothing that names clouds"),
        ("", "nothing that names clouds"),
        ("clouds: [prod]\n", "names no clouds"),
        ("#" * (1024 * 1024 + 1), "too large"),
    ],
)
def test_a_broken_file_is_told_with_its_path_and_line_and_never_quoted(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    path = write(tmp_path / "clouds.yaml", text)
    with pytest.raises(ProfileError, match=said) as caught:
        read_cloud_names(path)
    trouble = caught.value.trouble
    assert str(path) in trouble.what
    assert trouble.next_step
    assert "hunter2" not in f"{trouble}"


def test_a_tab_is_called_a_tab(tmp_path: Path) -> None:
    path = write(tmp_path / "clouds.yaml", "clouds:\n\tprod: {}\n")
    with pytest.raises(ProfileError) as caught:
        read_cloud_names(path)
    assert "use spaces" in caught.value.trouble.next_step


def test_broken_json_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="not JSON from line 2, column 1 on"):
        read_cloud_names(write(tmp_path / "clouds.json", '{"clouds":\n'))


def test_what_is_no_file_or_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="is not a file"):
        read_cloud_names(tmp_path)
    with pytest.raises(ProfileError, match="is not a file"):
        read_cloud_names(tmp_path / "clouds.yaml")
