"""What a person can do about a profile that gave no list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from launcher.model.errors import (
    AuthenticationError,
    BrowserLoginError,
    CertificateError,
    EndpointMissingError,
    NoProjectError,
    OneTimeCodeError,
    PortholeError,
    ProfileError,
    SecretError,
    SecretStoreLockedError,
    UnlockRefusedError,
)
from launcher.model.profile import Profile
from launcher.ui.notices import Remedy
from launcher.ui.text import visible

if TYPE_CHECKING:
    from launcher.services.imports import FoundClouds

_ENTER_SECRET = (SecretError, AuthenticationError)
_UNLOCK = (SecretStoreLockedError, UnlockRefusedError)
_EDIT = (
    AuthenticationError,
    CertificateError,
    EndpointMissingError,
    NoProjectError,
    OneTimeCodeError,
    ProfileError,
)


class Remedies(QObject):
    """Turns an error into buttons; whoever owns the window connects what they ask for.

    Attributes:
        found: what an import would offer; whoever looked for it puts it here.
    """

    refresh_requested = Signal(str)
    secret_requested = Signal(str)
    browser_requested = Signal(str)
    edit_requested = Signal(str)
    add_requested = Signal()
    import_requested = Signal()
    demo_requested = Signal()
    filter_clear_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: tuple[FoundClouds, ...] = ()

    def for_error(self, profile_id: str, error: PortholeError) -> tuple[Remedy, ...]:
        """Return the buttons that help against an error of one profile, the likeliest first."""
        again = Remedy(self.tr("Try again"), lambda: self.refresh_requested.emit(profile_id))
        secret = Remedy(self.tr("Enter secret…"), lambda: self.secret_requested.emit(profile_id))
        edit = Remedy(self.tr("Edit profile…"), lambda: self.edit_requested.emit(profile_id))
        found = []
        if isinstance(error, OneTimeCodeError):
            found.append(Remedy(self.tr("Enter code…"), lambda: self.secret_requested.emit(profile_id)))
        if isinstance(error, BrowserLoginError):
            found += self._in_browser(profile_id, error.address, again)
        if isinstance(error, _UNLOCK):
            found.append(again)
        if isinstance(error, _ENTER_SECRET):
            found.append(secret)
        if isinstance(error, _EDIT):
            found.append(edit)
        return tuple(found) or (again,)

    def _in_browser(self, profile_id: str, address: str, again: Remedy) -> tuple[Remedy, ...]:
        if address:
            return Remedy(self.tr("Open page"), lambda: _visit(address)), again
        agree = Remedy(self.tr("Log in in browser"), lambda: self.browser_requested.emit(profile_id))
        return (agree,)

    def log_in(self, profile: Profile) -> Remedy:
        """Return the button that begins with a cloud nobody here has logged in to yet."""
        label = self.tr("Log in to {0}…").format(visible(profile.name).replace("&", "&&"))
        return Remedy(label, lambda: self.secret_requested.emit(profile.id))

    def first_start(self) -> tuple[Remedy, ...]:
        """Return the ways to begin."""
        return (
            Remedy(self.tr("Add a cloud…"), self.add_requested.emit),
            Remedy(self.tr("Import clouds.yaml…"), self.import_requested.emit),
            Remedy(self.tr("Try the demo"), self.demo_requested.emit),
        )

    def empty(self, profile_id: str | None) -> tuple[Remedy, ...]:
        """Return what can be done about a project without servers."""
        again = Remedy(self.tr("Refresh"), lambda: self.refresh_requested.emit(profile_id or ""))
        if profile_id is None:
            return (again,)
        return (again, Remedy(self.tr("Edit profile…"), lambda: self.edit_requested.emit(profile_id)))

    def nothing_matches(self) -> tuple[Remedy, ...]:
        """Return the way back from a filter that matches nothing."""
        return (Remedy(self.tr("Clear filter"), self.filter_clear_requested.emit),)


def _visit(address: str) -> None:
    # It comes from an identity provider: nothing but a web page may be opened by it.
    url = QUrl(address)
    if url.scheme() in {"http", "https"}:
        QDesktopServices.openUrl(url)
