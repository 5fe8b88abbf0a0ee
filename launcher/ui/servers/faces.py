"""Which face the list shows where it has no rows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon

from launcher.model.errors import NoSecretStoreError, SecretMissingError
from launcher.model.profile import Profile
from launcher.services.places import Place, profile_of
from launcher.services.profiles import ProfileBook
from launcher.services.scopes import Favourites, InGroup, Recent
from launcher.ui.face import FaceContent
from launcher.ui.icons import application_icon, picture
from launcher.ui.locks import whom_to_ask
from launcher.ui.servers.loader import ServerLoader
from launcher.ui.servers.remedies import Remedies

if TYPE_CHECKING:
    from launcher.services.imports import FoundClouds

_OFFERED = 6
"""How many clouds of an organisation have a button of their own."""

_NAMED = 3
"""How many files with clouds the first start names."""


class FaceChooser(QObject):
    """Decides between first start, loading, refused, empty and nothing matches."""

    def __init__(
        self, book: ProfileBook, loader: ServerLoader, remedies: Remedies, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._loader = loader
        self._remedies = remedies
        self._picture: tuple[bytes, QIcon | None] = (b"", None)

    def choose(self, place: Place, known: int, filter_text: str) -> FaceContent:
        """Return the face for a list without rows.

        Args:
            place: where the person is.
            known: how many servers there are before the filter.
            filter_text: what stands in the filter.
        """
        chosen = profile_of(place)
        profiles = [one for one in self._book.profiles if chosen in (None, one.id)]
        if not self._book.profiles:
            return self._first_start()
        if known:
            return FaceContent(
                self.tr("No server matches"),
                self.tr("None of {0} servers matches “{1}”.").format(f"{known:,}", filter_text),
                self._remedies.nothing_matches(),
            )
        if any(profile.id in self._loader.loading for profile in profiles):
            names = ", ".join(profile.name for profile in profiles)
            return FaceContent(self.tr("Asking for servers"), names, busy=True)
        if not profiles or not self.tells_refusals(place):
            return self._empty_place(place)
        return self._without_servers(chosen, profiles)

    def _without_servers(self, chosen: str | None, profiles: list[Profile]) -> FaceContent:
        if all(self.is_offered(profile.id) for profile in profiles):
            return self._offer(profiles)
        refused = [profile for profile in profiles if profile.id in self._loader.refusals]
        if refused and len(refused) == len(profiles):
            return self._refused(refused)
        return self._empty(chosen, profiles)

    def is_offered(self, profile_id: str) -> bool:
        """Whether a cloud is the organisation's, and nobody has logged in to it yet: no trouble at all."""
        organisation = self._book.organisation
        error = self._loader.refusals.get(profile_id)
        return (
            bool(organisation.name)
            and organisation.original(profile_id) is not None
            and isinstance(error, SecretMissingError | NoSecretStoreError)
        )

    @staticmethod
    def tells_refusals(place: Place) -> bool:
        """Whether a place's face says that its profiles gave no list; a notice does elsewhere."""
        return not isinstance(place, Favourites | Recent | InGroup)

    def _empty_place(self, place: Place) -> FaceContent:
        match place:
            case Favourites():
                return FaceContent(
                    self.tr("No favourites here"),
                    self.tr(
                        "Click the star before a server's name, or press Ctrl+D, and the server stands here "
                        "too, whichever profile it belongs to."
                    ),
                )
            case Recent():
                return FaceContent(
                    self.tr("No console opened yet"),
                    self.tr("The servers whose consoles you open stand here, the last one first."),
                )
        return FaceContent(
            self.tr("No servers in this group"),
            self.tr("There are none any more. Another group, or all servers, stand in the sidebar."),
        )

    def _first_start(self) -> FaceContent:
        return FaceContent(
            self.tr("Welcome to Porthole"),
            self.tr(
                "Double-click a server, and its screen is there. "
                "Add the cloud your servers run on, import what other programs know of it already, "
                "or look around in a demo cloud first: it runs on this computer and needs no account."
            ),
            self._remedies.first_start(),
            picture=self._logo() or application_icon(),
            note=" ".join(filter(None, (self._found(), self._who_set_it_up()))),
        )

    def _who_set_it_up(self) -> str:
        organisation = self._book.organisation
        if not organisation.name:
            return ""
        return f"{self.tr('Set up by {0}.').format(organisation.name)} {whom_to_ask(organisation)}".rstrip()

    def _offer(self, profiles: list[Profile]) -> FaceContent:
        organisation = self._book.organisation
        text = self.tr("Log in to a cloud, and its servers are listed here.")
        if len(profiles) > _OFFERED:
            text = self.tr("{0} More clouds stand in the sidebar.").format(text)
        return FaceContent(
            organisation.name,
            text,
            tuple(self._remedies.log_in(one) for one in profiles[:_OFFERED]),
            picture=self._logo() or application_icon(),
            note=whom_to_ask(organisation),
            stacked=True,
        )

    def _logo(self) -> QIcon | None:
        data = self._book.logo
        if self._picture[0] != data:
            self._picture = (data, picture(data))
        return self._picture[1]

    def _found(self) -> str:
        """Return what an import would offer, in words; empty where that is nothing."""
        found = self._remedies.found
        said = [self._found_one(one) for one in found[:_NAMED]]
        if len(found) > _NAMED:
            said.append(self.tr("{0} more").format(len(found) - _NAMED))
        return self.tr("Found: {0}").format("; ".join(said)) if said else ""

    def _found_one(self, found: "FoundClouds") -> str:
        place = found.source.place or self.tr("OS_* variables")
        if found.count is None:
            return place
        count = self.tr("1 cloud") if found.count == 1 else self.tr("{0} clouds").format(found.count)
        return f"{place}, {count}"

    def _refused(self, refused: list[Profile]) -> FaceContent:
        if len(refused) > 1:
            return FaceContent(
                self.tr("No cloud gave its servers"), self.tr("What each of them said stands above.")
            )
        (profile,) = refused
        error = self._loader.refusals[profile.id]
        trouble = error.trouble
        return FaceContent(
            trouble.what,
            trouble.next_step,
            self._remedies.for_error(profile.id, error),
            note=self.tr("Profile: {0}").format(profile.name),
        )

    def _empty(self, chosen: str | None, profiles: list[Profile]) -> FaceContent:
        project = profiles[0].auth.get("project_name", "") if chosen else ""
        where = self.tr("project {0}").format(project) if project else profiles[0].name
        if len(profiles) > 1:
            where = self.tr("any of {0} profiles").format(len(profiles))
        text = self.tr("There are no servers in {0}, or they are in another region.").format(where)
        return FaceContent(self.tr("No servers"), text, self._remedies.empty(chosen))
