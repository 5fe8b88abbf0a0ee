"""Profiles written for other programs, and read again as those would."""

import stat
from pathlib import Path

import pytest

from launcher.model.errors import ProfileError
from launcher.model.profile import Profile
from launcher.services.exports import export_clouds
from launcher.services.imports import ImportSource, read_source, same_cloud
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets

AUTH = {"auth_url": "https://iam.example/v3", "username": "1234", "user_domain_name": "Default"}
PROFILES = (
    Profile(
        id="1",
        name="prod",
        auth=AUTH,
        region_name="eu-de",
        verify=False,
        cert="/etc/ssl/certs",
        key="/etc/ssl/certs/",
    ),
    Profile(
        id="2",
        name="a: b",
        auth_type="v3applicationcredential",
        auth={"auth_url": "https://iam.example/v3", "application_credential_id": "yes"},
        interface="internal",
        cacert="/etc/ssl/certs",
        compute_endpoint_override="https://nova.example/v2.1",
    ),
)


@pytest.fixture
def book() -> ProfileBook:
    made = ProfileBook(ProfileFile(), Secrets())
    for profile in PROFILES:
        made.save(profile, NewSecret("hunter2", remember=False))
    return made


def test_what_is_written_is_read_again_as_the_same_clouds(book: ProfileBook, tmp_path: Path) -> None:
    path = tmp_path / "clouds.yaml"
    export_clouds(book, {"1", "2"}, path)
    assert "hunter2" not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    found = read_source(ImportSource(path))
    assert found.troubles == ()
    assert [same_cloud(one, PROFILES) for one in found.candidates] == list(PROFILES)
    for candidate, profile in zip(found.candidates, PROFILES, strict=True):
        assert candidate.secret is None
        assert candidate.problems == ()
        assert candidate.profile is not None
        for field in ("name", "auth", "verify", "cacert", "cert", "key", "compute_endpoint_override"):
            assert getattr(candidate.profile, field) == getattr(profile, field)


def test_only_the_chosen_ones_are_written(book: ProfileBook, tmp_path: Path) -> None:
    path = tmp_path / "clouds.yaml"
    export_clouds(book, {"2"}, path)
    assert [one.name for one in read_source(ImportSource(path)).candidates] == ["a: b"]


def test_a_file_that_cannot_be_written_is_told(book: ProfileBook, tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="could not be written: it is a folder"):
        export_clouds(book, {"1"}, tmp_path)
