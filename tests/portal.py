"""A desktop's portal for global shortcuts, as a process on the bus that it finds in its environment.

It implements ``org.freedesktop.portal.GlobalShortcuts`` as that is documented, in the version its argument
names, asks nobody, and tells each call as a line of JSON. It does what it is told by lines: ``press``,
``change TRIGGER``, ``refuse CODE`` (answer the next question so), ``hold`` (do not answer the next question).
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jeepney import DBusAddress, HeaderFields, new_method_return, new_signal

from tests.bus_service import Pipes, Service, running, say

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.GlobalShortcuts"


class Portal(Service):
    """Gives the shortcut that is asked for."""

    def __init__(self, version: int) -> None:
        super().__init__(NAME)
        self._version = version
        self._app = ""
        self._session = ""
        self._shortcut = ""
        self._bound: set[str] = set()
        self._code = 0
        self._holds = False

    def answer(self, message: Any) -> None:
        fields, body = message.header.fields, message.body
        method = fields[HeaderFields.member]
        sender = fields[HeaderFields.sender].removeprefix(":").replace(".", "_")
        if method == "Get" and self._version:
            self._reply(message, "v", (("u", self._version),))
        elif method == "Register" and not self._app:
            self._app = body[0]
            self._reply(message)
        elif method == "CreateSession":
            (options,) = body
            self._session = f"{PATH}/session/{sender}/{options['session_handle_token'][1]}"
            self._respond(message, sender, options, {"session_handle": ("s", self._session)})
        elif method == "BindShortcuts" and body[0] == self._session and self._session not in self._bound:
            session, ((self._shortcut, wish),), window, options = body
            self._bound.add(session)
            say({"bound": self._shortcut, "app": self._app, "window": window} | _plain(wish))
            self._respond(message, sender, options, {"shortcuts": self._shortcuts("Ctrl+Alt+K")})
        elif method == "ConfigureShortcuts" and self._version > 1:
            say({"configured": body[0] == self._session})
            self._reply(message)
        elif method == "Close":
            say({"closed": "session" if fields[HeaderFields.path] == self._session else "request"})
            self._reply(message)
        else:
            self.refuse(message)

    def _respond(self, message: Any, sender: str, options: Any, results: dict[str, Any]) -> None:
        path = f"{PATH}/request/{sender}/{options['handle_token'][1]}"
        self._reply(message, "o", (path,))
        code, self._code = self._code, 0
        held, self._holds = self._holds, False
        if not held:
            self._send(path, "org.freedesktop.portal.Request", "Response", "ua{sv}", (code, results))

    def _shortcuts(self, trigger: str) -> Any:
        return "a(sa{sv})", [(self._shortcut, {"trigger_description": ("s", trigger)})]

    def obey(self, verb: str, *more: str) -> None:
        if verb == "press":
            options = {"activation_token": ("s", "token")}
            body = (self._session, self._shortcut, 1, options)
            self._send(PATH, INTERFACE, "Activated", "osta{sv}", body)
        elif verb == "change":
            kind, shortcuts = self._shortcuts(more[0])
            self._send(PATH, INTERFACE, "ShortcutsChanged", f"o{kind}", (self._session, shortcuts))
        elif verb == "refuse":
            self._code = int(more[0])
            say({"refuses": self._code})
        else:
            self._holds = True
            say({"holds": True})

    def _reply(self, message: Any, signature: str = "", body: tuple[object, ...] = ()) -> None:
        self.connection.send(new_method_return(message, signature or None, body))

    def _send(self, path: str, interface: str, signal: str, signature: str, body: tuple[object, ...]) -> None:
        self.connection.send(new_signal(DBusAddress(path, interface=interface), signal, signature, body))


def _plain(variants: dict[str, tuple[str, object]]) -> dict[str, object]:
    return {key: value for key, (_kind, value) in variants.items()}


@contextmanager
def portal(version: int = 2) -> Iterator[Pipes]:
    """Run a portal on the bus of this process's environment; version 0 has no shortcuts to give."""
    with running("tests.portal", str(version)) as desktop:
        yield desktop


if __name__ == "__main__":
    Portal(int(sys.argv[1])).serve()
