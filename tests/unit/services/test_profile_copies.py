"""Profiles duplicated, put in order and coloured, with real files and real keyrings."""

from pathlib import Path

import msgspec
import pytest

from launcher.model.errors import ProfileError, SecretError, SecretMissingError
from launcher.model.profile import Profile, ProfileColour
from launcher.services.profile_row import name_of_copy
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secret_store import SecretStore
from launcher.storage.secrets import Secrets

AUTH = {"auth_url": "https://iam.example/v3", "username": "ada"}
PROD = Profile(id="1", name="prod", auth=AUTH, region_name="eu-de", production=True, link_lifetime=60)
STAGE = Profile(id="2", name="stage", auth=AUTH)


@pytest.fixture
def book(tmp_path: Path) -> ProfileBook:
    return ProfileBook(ProfileFile(site_path=tmp_path / "site.toml"), Secrets())


def names(book: ProfileBook) -> list[str]:
    return [profile.name for profile in book.profiles]


def after_restart(tmp_path: Path) -> ProfileBook:
    again = ProfileBook(ProfileFile(site_path=tmp_path / "site.toml"), Secrets())
    assert again.load() == ()
    return again


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("prod", {"prod"}, "prod copy"),
        ("prod", {"prod", "prod copy"}, "prod copy 2"),
        ("prod copy", {"prod", "prod copy"}, "prod copy 2"),
        ("prod copy 2", {"prod copy 2"}, "prod copy"),
        ("prod copy 2", {"prod copy", "prod copy 2"}, "prod copy 3"),
        (" copy", {" copy"}, " copy copy"),
        ("copy", {"copy"}, "copy copy"),
    ],
)
def test_a_copy_is_called_so(name: str, taken: set[str], expected: str) -> None:
    assert name_of_copy(name, taken) == expected


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_copy_stands_below_its_original_and_logs_in_with_its_secret(
    book: ProfileBook, tmp_path: Path
) -> None:
    book.save(PROD, NewSecret("s3cret"))
    book.save(STAGE)
    copy = book.copy_of("1")
    assert copy == msgspec.structs.replace(PROD, id=copy.id, name="prod copy")
    assert copy.id != "1"
    assert names(book) == ["prod", "stage"]
    book.save(copy)
    again = after_restart(tmp_path)
    assert names(again) == names(book) == ["prod", "prod copy", "stage"]
    assert again.secret(copy) == "s3cret"
    # From now on each has its own.
    again.enter_secret(copy.id, NewSecret("another"))
    assert again.secret(PROD) == "s3cret"
    again.remove("1")
    assert again.secret(copy) == "another"


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_copy_can_be_tried_before_it_is_saved(book: ProfileBook) -> None:
    book.save(PROD, NewSecret("s3cret"))
    copy = book.copy_of("1")
    assert book.secret(copy) == "s3cret"
    with pytest.raises(SecretMissingError):
        SecretStore().get(copy.id)


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_copy_keeps_the_secret_that_was_entered_for_it(book: ProfileBook) -> None:
    book.save(PROD, NewSecret("s3cret"))
    copy = book.copy_of("1")
    book.save(copy, NewSecret("another"))
    assert book.secret(copy) == "another"
    assert book.secret(PROD) == "s3cret"
    assert names(book) == ["prod", "prod copy"]


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_secret_for_this_run_is_copied_for_this_run(book: ProfileBook, tmp_path: Path) -> None:
    book.save(PROD, NewSecret("s3cret", remember=False))
    copy = book.copy_of("1")
    book.save(copy)
    assert book.secret(copy) == "s3cret"
    with pytest.raises(SecretMissingError):
        after_restart(tmp_path).secret(copy)


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_copy_that_is_given_up_leaves_no_secret_behind(book: ProfileBook) -> None:
    book.save(PROD, NewSecret("s3cret"))
    copy = book.copy_of("1")
    with pytest.raises(ProfileError):
        book.save(copy, None, lambda: False)
    assert names(book) == ["prod"]
    with pytest.raises(SecretMissingError):
        SecretStore().get(copy.id)
    book.save(copy)
    assert SecretStore().get(copy.id) == "s3cret"


@pytest.mark.usefixtures("locked_keyring")
def test_a_keyring_that_refuses_leaves_a_copy_that_asks_for_its_secret(book: ProfileBook) -> None:
    book.save(PROD)
    copy = book.copy_of("1")
    book.save(copy)
    assert names(book) == ["prod", "prod copy"]
    with pytest.raises(SecretError):
        book.secret(copy)


@pytest.mark.usefixtures("no_keyring")
def test_a_copy_needs_no_keyring(book: ProfileBook) -> None:
    book.save(PROD)
    book.save(book.copy_of("1"))
    assert names(book) == ["prod", "prod copy"]


@pytest.mark.usefixtures("no_keyring")
def test_two_copies_are_told_apart(book: ProfileBook) -> None:
    book.save(PROD)
    book.save(book.copy_of("1"))
    book.save(book.copy_of("1"))
    assert names(book) == ["prod", "prod copy 2", "prod copy"]
    assert len({profile.id for profile in book.profiles}) == 3


@pytest.mark.usefixtures("no_keyring")
def test_a_copy_of_the_sites_profile_is_ones_own(book: ProfileBook, tmp_path: Path) -> None:
    site = tmp_path / "site.toml"
    site.write_text("[clouds.shared.auth]\nauth_url = 'https://iam.example/v3'\n")
    before = site.read_text()
    book.load()
    copy = book.copy_of("shared")
    book.save(copy)
    assert not book.is_from_site(copy.id)
    assert book.is_from_site("shared")
    assert names(book) == ["shared copy", "shared"]
    assert site.read_text() == before


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_guests_copy_is_a_guest(book: ProfileBook) -> None:
    book.add_guest(Profile(id="a", name="a"), "s3cret")
    book.add_guest(Profile(id="b", name="b"), "other")
    copy = book.copy_of("a")
    assert book.is_guest(copy.id)
    book.save(copy)
    assert names(book) == ["a", "a copy", "b"]
    assert book.is_guest(copy.id)
    assert book.secret(copy) == "s3cret"
    assert not ProfileFile().path.exists()


@pytest.mark.usefixtures("no_keyring")
def test_a_copy_of_what_is_gone_is_refused(book: ProfileBook) -> None:
    with pytest.raises(ProfileError, match="no longer there"):
        book.copy_of("1")


def test_the_order_is_there_after_a_restart(book: ProfileBook, tmp_path: Path) -> None:
    book.save(PROD)
    book.save(STAGE)
    book.reorder(["2", "1"])
    assert names(book) == names(after_restart(tmp_path)) == ["stage", "prod"]


def test_the_sites_stand_below_ones_own_and_guests_last_whatever_is_asked(
    book: ProfileBook, tmp_path: Path
) -> None:
    (tmp_path / "site.toml").write_text("[clouds.s1]\n\n[clouds.s2]\n")
    book.save(PROD)
    book.save(STAGE)
    book.add_guest(Profile(id="g1", name="g1"), "s3cret")
    book.add_guest(Profile(id="g2", name="g2"), "s3cret")
    book.reorder(["g2", "s2", "2", "g1", "1", "s1"])
    assert names(book) == ["stage", "prod", "s1", "s2", "g2", "g1"]


def test_an_order_that_cannot_be_written_changes_nothing(book: ProfileBook) -> None:
    book.save(PROD)
    book.save(STAGE)
    path = ProfileFile().path
    path.write_text(path.read_text().replace("schema = 1", "schema = 2"))
    with pytest.raises(ProfileError, match="newer Porthole"):
        book.reorder(["2", "1"])
    assert names(book) == ["prod", "stage"]


def test_a_colour_is_written_and_taken_away(book: ProfileBook, tmp_path: Path) -> None:
    book.save(PROD)
    book.set_colour("1", ProfileColour.TEAL)
    assert book.get("1") == msgspec.structs.replace(PROD, colour=ProfileColour.TEAL)
    assert after_restart(tmp_path).get("1").colour is ProfileColour.TEAL
    assert 'colour = "teal"' in ProfileFile().path.read_text()
    book.set_colour("1", ProfileColour.NONE)
    assert after_restart(tmp_path).get("1").colour is ProfileColour.NONE


def test_a_guest_has_a_colour_for_this_run(book: ProfileBook) -> None:
    book.add_guest(Profile(id="g", name="g"), "s3cret")
    book.set_colour("g", ProfileColour.RED)
    assert book.get("g").colour is ProfileColour.RED
    assert not ProfileFile().path.exists()
