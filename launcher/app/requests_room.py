"""What a start asks for, this one's own or a later one's, carried out."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from launcher.app.consoles_room import ConsolesRoom
from launcher.app.links_room import LinksRoom
from launcher.app.parts import Parts
from launcher.app.quick_room import QuickRoom
from launcher.model.errors import PortholeError
from launcher.model.request import (
    AskLink,
    ConnectServer,
    FollowLink,
    GivenLink,
    QuickConnect,
    Request,
    StayHidden,
)
from launcher.model.server import Server, ServerKey


class RequestsRoom(QObject):
    """Carries requests out, in their order, as soon as the profiles are known."""

    def __init__(self, parts: Parts, consoles: ConsolesRoom, quick: QuickRoom, links: LinksRoom) -> None:
        super().__init__(parts)
        self._parts = parts
        self._consoles = consoles
        self._quick = quick
        self._links = links
        self._ready = False
        self._waiting: list[Request] = []
        self._asked_for: set[ServerKey] = set()
        parts.profiles_shown.connect(self._on_profiles_shown)
        consoles.console_failed.connect(self._on_console_failed)

    def carry_out(self, request: Request) -> None:
        """Do what a start asks for."""
        match request:
            case ConnectServer() | FollowLink() if not self._ready:
                self._waiting.append(request)
            case ConnectServer():
                self._connect(request)
            case FollowLink():
                self._links.follow(request.text)
            case QuickConnect(text):
                self._quick.ask(text)
            case StayHidden():
                pass
            case _:
                self._parts.window.come_forward()

    def give_link(self, question: AskLink, answer: Callable[[GivenLink | None], None]) -> None:
        """Ask a cloud for a link that a command wants for itself; nothing of it is shown or kept here.

        Where a login would need a person there is none to give: the command asks at its own terminal.
        """
        from launcher.services.broker import ConsoleBroker  # noqa: PLC0415 - see Porthole

        parts = self._parts
        server = parts.listing.server(question.key) or Server.unlisted(question.key, question.name)
        broker = ConsoleBroker(parts.book, parts.connections)
        parts.runner.run(
            lambda _task: broker.ask(server),
            done=lambda link: answer(GivenLink(link.console, link.issued_at.wall, link.validity)),
            failed=lambda _error: answer(None),
        )

    def _on_profiles_shown(self) -> None:
        self._ready = True
        waiting, self._waiting = self._waiting, []
        for request in waiting:
            self.carry_out(request)

    def _connect(self, request: ConnectServer) -> None:
        parts = self._parts
        try:
            profile = parts.book.get(request.profile)
        except PortholeError as error:
            parts.window.come_forward()
            parts.tell(error)
            return
        server = parts.listing.server(request.key) or Server.unlisted(request.key, request.name)
        self._asked_for.add(server.key)
        self._consoles.open(server, request.open_in or profile.open_in)

    def _on_console_failed(self, server: Server, _error: PortholeError, in_list: bool) -> None:
        if server.key in self._asked_for and in_list:
            # Whoever asked does not look at the list, where it says why.
            self._parts.window.come_forward()
        self._asked_for.discard(server.key)
