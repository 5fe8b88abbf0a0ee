"""Links from outside: a page or a ticket names a server, and a person says whether its console is opened."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from launcher.app.consoles_room import ConsolesRoom
from launcher.app.parts import Parts
from launcher.model.errors import LinkError, Trouble
from launcher.model.porthole_link import PortholeLink
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerKey

if TYPE_CHECKING:
    from launcher.ui.link_question import LinkQuestion

_SUBJECT = "link"

_MOST = 5
"""Links that wait for an answer. A page may send any number; nobody answers more."""


class LinksRoom(QObject):
    """Asks about one link after the other; nothing is opened without a yes.

    Attributes:
        waiting: the servers that links name, the one that is asked about first.
        question: the one that is open.
    """

    def __init__(self, parts: Parts, consoles: ConsolesRoom) -> None:
        super().__init__(parts)
        self._parts = parts
        self._consoles = consoles
        self.waiting: list[ServerKey] = []
        self.question: LinkQuestion | None = None
        parts.loader.listing_changed.connect(self._know_anew)

    def follow(self, text: str) -> None:
        """Ask whether to open what a link names, or say why it is not followed."""
        parts = self._parts
        parts.window.come_forward()
        parts.pane.notices.withdraw(_SUBJECT)
        try:
            link = PortholeLink.read(text)
        except LinkError as error:
            parts.pane.notices.post(_SUBJECT, error.trouble)
            return
        profile = self._profile(link.profile)
        if profile is None:
            parts.pane.notices.post(_SUBJECT, self._unknown(link))
            return
        key = ServerKey(profile.id, link.server)
        if key not in self.waiting and len(self.waiting) < _MOST:
            self.waiting.append(key)
        # Its name may be known from an earlier run; no cloud is asked on a stranger's word.
        parts.loader.recall([profile.id])
        self._ask()

    def _ask(self) -> None:
        if self.question is not None:
            self.question.activateWindow()
            return
        while self.waiting:
            key = self.waiting[0]
            profile = next((one for one in self._parts.book.profiles if one.id == key.profile_id), None)
            if profile is not None:
                self._show(key, profile)
                return
            self.waiting.remove(key)

    def _show(self, key: ServerKey, profile: Profile) -> None:
        from launcher.ui.link_question import LinkQuestion  # noqa: PLC0415 - see Porthole

        question = LinkQuestion(self._server(key), profile, self._parts.window)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.accepted.connect(lambda: self._consoles.open(self._server(key), profile.open_in))
        question.finished.connect(self._on_finished)
        self.question = question
        question.open()

    def _on_finished(self) -> None:
        self.question = None
        del self.waiting[0]
        # Not where it was closed with everything else: then there is no later.
        QTimer.singleShot(0, self, self._ask)

    def _know_anew(self) -> None:
        if self.question is not None:
            self.question.show_server(self._server(self.waiting[0]))

    def _server(self, key: ServerKey) -> Server:
        # Its id is enough to ask for its console.
        return self._parts.listing.server(key) or Server.unlisted(key)

    def _profile(self, named: str) -> Profile | None:
        profiles = self._parts.book.profiles
        by_name = next((one for one in profiles if one.name == named), None)
        return by_name or next((one for one in profiles if one.id == named), None)

    def _unknown(self, link: PortholeLink) -> Trouble:
        what = self.tr("A link names a server of the profile {0}, which is not here.").format(link.profile)
        known = ", ".join(one.name for one in self._parts.book.profiles)
        if not known:
            return Trouble(
                what, self.tr("There are no profiles yet: add the cloud it is about, then follow it.")
            )
        step = self.tr("Rename the profile it is about, or add that cloud. There are: {0}.")
        return Trouble(what, step.format(known))
