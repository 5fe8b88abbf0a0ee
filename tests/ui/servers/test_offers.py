"""The face of an organisation, whatever its file has and lacks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from launcher.model.errors import (
    AuthenticationError,
    NoSecretStoreError,
    PortholeError,
    SecretMissingError,
    Trouble,
)
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.listing import ServerListing
from launcher.services.profiles import ProfileBook
from launcher.services.scopes import Everything, OfProfile
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from launcher.ui.face import Face, FaceContent
from launcher.ui.runner import TaskRunner
from launcher.ui.servers.faces import FaceChooser
from launcher.ui.servers.loader import ServerLoader
from launcher.ui.servers.remedies import Remedies

HEAD = '[organisation]\nname = "Example GmbH"\ncontact = "it@example.com"\n'
MISSING = SecretMissingError(Trouble("There is none."))


class Offers:
    """A book on a site's file, and what is shown where there are no servers."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self.runner = TaskRunner()
        self.book = ProfileBook(ProfileFile(site_path=site), Secrets())
        self.remedies = Remedies()
        directory = ServerDirectory(self.book, Connections(self.book))
        self.loader = ServerLoader(directory, ServerListing(str, dict), self.runner, self.remedies)
        self.chooser = FaceChooser(self.book, self.loader, self.remedies, self.remedies)

    def read(self, text: str, error: PortholeError = MISSING) -> None:
        self._site.write_text(text)
        assert self.book.load() == ()
        self.loader.refusals.update({one.id: error for one in self.book.profiles})

    def face(self, place: Everything | OfProfile = Everything()) -> FaceContent:  # noqa: B008 - frozen
        return self.chooser.choose(place, 0, "")


@pytest.fixture
def offers(qapp: object, tmp_path: Path) -> Iterator[Offers]:
    assert qapp
    made = Offers(tmp_path / "profiles.toml")
    yield made
    made.runner.shut_down()


def clouds(count: int) -> str:
    return "".join(f"[clouds.cloud-{number}]\n" for number in range(count))


def test_many_clouds_are_not_all_buttons(offers: Offers) -> None:
    offers.read(HEAD + clouds(8))
    face = offers.face()
    assert [one.label for one in face.remedies] == [f"Log in to cloud-{number}…" for number in range(6)]
    assert "More clouds stand in the sidebar." in face.text
    (only,) = offers.face(OfProfile("cloud-7")).remedies
    assert only.label == "Log in to cloud-7…"


@pytest.mark.parametrize(
    "error", [AuthenticationError(Trouble("Refused.")), NoSecretStoreError(Trouble("None here."))]
)
def test_a_refused_login_is_told_and_a_missing_keyring_is_not(offers: Offers, error: PortholeError) -> None:
    offers.read(HEAD + clouds(1), error)
    is_offer = isinstance(error, NoSecretStoreError)
    assert offers.face().title == ("Example GmbH" if is_offer else "Refused.")


def test_a_cloud_of_ones_own_is_no_offer(offers: Offers) -> None:
    offers.read(HEAD)
    path = offers.book._file.path
    path.parent.mkdir(parents=True)
    path.write_text("[clouds.mine]\n")
    offers.book.load()
    offers.loader.refusals["mine"] = MISSING
    assert offers.face().title == "There is none."


def test_an_organisation_without_clouds_is_named_at_the_first_start(offers: Offers) -> None:
    offers.read(HEAD)
    face = offers.face()
    assert face.title == "Welcome to Porthole"
    assert face.note == "Set up by Example GmbH. Questions: it@example.com"


def test_a_site_that_says_nothing_of_itself_changes_nothing(offers: Offers) -> None:
    offers.read(clouds(1))
    assert offers.face().title == "There is none."


def test_a_picture_that_is_none_makes_way_for_portholes(offers: Offers, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_text("no picture")
    offers.read(HEAD + 'logo = "logo.png"\n' + clouds(1))
    face = Face()
    face.show_content(offers.face())
    assert not face._picture.pixmap().isNull()
    buttons = [one for one in face.findChildren(QPushButton) if not one.isHidden()]
    assert [one.isDefault() for one in buttons] == [False]
