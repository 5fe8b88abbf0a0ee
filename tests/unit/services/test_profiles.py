from pathlib import Path

import msgspec
import pytest

from launcher.model.errors import (
    NoSecretStoreError,
    ProfileError,
    SecretMissingError,
    SecretStoreLockedError,
)
from launcher.model.profile import Profile
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets

HERE = NewSecret("s3cret", remember=False)
CLOUD = Profile(id="1", name="prod", auth={"auth_url": "https://iam.example/v3"})


@pytest.fixture
def book() -> ProfileBook:
    return ProfileBook(ProfileFile(), Secrets())


def test_a_saved_profile_is_there_after_a_restart_without_its_secret(book: ProfileBook) -> None:
    book.save(Profile(id="1", name="prod", auth={"auth_url": "https://iam.example/v3"}), HERE)
    again = ProfileBook(ProfileFile(), Secrets())
    assert again.load() == ()
    assert again.profiles == book.profiles
    assert "s3cret" not in ProfileFile().path.read_text()


def test_a_profile_without_its_secret_is_named(book: ProfileBook) -> None:
    profile = Profile(id="1", name="prod")
    with pytest.raises((SecretMissingError, NoSecretStoreError)) as caught:
        book.secret(profile)
    assert caught.value.trouble.next_step


def test_a_removed_profile_takes_its_secret_along(book: ProfileBook) -> None:
    profile = Profile(id="1", name="prod", auth={"auth_url": "https://iam.example/v3"})
    book.add_guest(profile, "s3cret")
    assert book.secret(profile) == "s3cret"
    book.remove("1")
    assert book.profiles == ()
    with pytest.raises((SecretMissingError, NoSecretStoreError)):
        book.secret(profile)
    with pytest.raises(ProfileError):
        book.get("1")


def test_a_guest_is_never_written(book: ProfileBook) -> None:
    book.add_guest(Profile(id="demo", name="demo"), "s3cret")
    book.save(Profile(id="demo", name="renamed"))
    assert book.is_guest("demo")
    assert book.get("demo").name == "renamed"
    assert not ProfileFile().path.exists()


def test_no_repr_shows_a_secret() -> None:
    assert "s3cret" not in repr(HERE)


def test_saving_can_be_given_up_before_anything_is_written(book: ProfileBook) -> None:
    profile = Profile(id="1", name="prod", auth={"auth_url": "https://iam.example/v3"})
    with pytest.raises(ProfileError):
        book.save(profile, HERE, lambda: False)
    assert book.profiles == ()
    assert not ProfileFile().path.exists()
    with pytest.raises((SecretMissingError, NoSecretStoreError)):
        book.secret(profile)


def test_a_guests_secret_stays_out_of_the_keyring(book: ProfileBook) -> None:
    book.add_guest(Profile(id="demo", name="demo"), "first")
    # There is no keyring here: to remember would raise.
    book.save(Profile(id="demo", name="demo"), NewSecret("second", remember=True))
    assert book.secret(book.get("demo")) == "second"
    book.enter_secret("demo", NewSecret("third", remember=True))
    assert book.secret(book.get("demo")) == "third"


def test_a_site_profile_is_known_as_one_until_it_is_changed(tmp_path: Path) -> None:
    site = tmp_path / "site.toml"
    site.write_text("schema = 1\n[clouds.shared.auth]\nauth_url = 'https://iam.example/v3'\n")
    book = ProfileBook(ProfileFile(site_path=site), Secrets())
    book.load()
    (shared,) = book.profiles
    assert book.is_from_site(shared.id)
    book.save(msgspec.structs.replace(shared, link_lifetime=60))
    assert not book.is_from_site(shared.id)


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_remembered_secret_is_there_after_a_restart_and_goes_with_its_profile(book: ProfileBook) -> None:
    book.save(CLOUD, NewSecret("s3cret"))
    again = ProfileBook(ProfileFile(), Secrets())
    again.load()
    assert again.secret(CLOUD) == "s3cret"
    again.enter_secret("1", NewSecret("newer"))
    assert ProfileBook(ProfileFile(), Secrets()).secret(CLOUD) == "newer"
    again.remove("1")
    with pytest.raises(SecretMissingError):
        again.secret(CLOUD)


@pytest.mark.usefixtures("locked_keyring")
def test_a_profile_whose_secret_is_not_taken_is_not_saved(book: ProfileBook) -> None:
    with pytest.raises(SecretStoreLockedError):
        book.save(CLOUD, NewSecret("s3cret"))
    assert book.load() == ()
    assert book.profiles == ()


@pytest.mark.usefixtures("unlocked_keyring")
def test_the_keyring_has_a_name(book: ProfileBook) -> None:
    assert book.secret_store()


@pytest.mark.usefixtures("no_keyring")
def test_a_missing_keyring_has_none(book: ProfileBook) -> None:
    with pytest.raises(NoSecretStoreError):
        book.secret_store()
