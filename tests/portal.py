"""A desktop's portal for global shortcuts, as a process on the bus that it finds in its environment.

It implements ``org.freedesktop.portal.GlobalShortcuts`` as that is documented, in the version its argument
names, asks nobody, and tells each call as a line of JSON. It does what it is told by lines: ``press``,
``change TRIGGER``, ``refuse CODE`` (answer the next question so), ``hold`` (do not answer the next question).
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.threading import open_dbus_connection

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.GlobalShortcuts"


class Portal:
    """Gives the shortcut that is asked for."""

    def __init__(self, version: int) -> None:
        self._version = version
        self._connection = open_dbus_connection()
        self._app = ""
        self._session = ""
        self._shortcut = ""
        self._bound: set[str] = set()
        self._code = 0
        self._holds = False

    def serve(self) -> None:
        threading.Thread(target=self._obey, daemon=True).start()
        self._connection.send(message_bus.RequestName(NAME))
        while True:
            message = self._connection.receive()
            if message.header.message_type is MessageType.method_call:
                self._answer(message)
            elif message.header.message_type is MessageType.method_return:
                _say({"ready": True})

    def _answer(self, message: Any) -> None:
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
            _say({"bound": self._shortcut, "app": self._app, "window": window} | _plain(wish))
            self._respond(message, sender, options, {"shortcuts": self._shortcuts("Ctrl+Alt+K")})
        elif method == "ConfigureShortcuts" and self._version > 1:
            _say({"configured": body[0] == self._session})
            self._reply(message)
        elif method == "Close":
            _say({"closed": "session" if fields[HeaderFields.path] == self._session else "request"})
            self._reply(message)
        else:
            self._connection.send(
                new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "s", (method,))
            )

    def _respond(self, message: Any, sender: str, options: Any, results: dict[str, Any]) -> None:
        path = f"{PATH}/request/{sender}/{options['handle_token'][1]}"
        self._reply(message, "o", (path,))
        code, self._code = self._code, 0
        held, self._holds = self._holds, False
        if not held:
            self._send(path, "org.freedesktop.portal.Request", "Response", "ua{sv}", (code, results))

    def _shortcuts(self, trigger: str) -> Any:
        return "a(sa{sv})", [(self._shortcut, {"trigger_description": ("s", trigger)})]

    def _obey(self) -> None:
        for line in sys.stdin:
            verb, *more = line.split()
            if verb == "press":
                options = {"activation_token": ("s", "token")}
                body = (self._session, self._shortcut, 1, options)
                self._send(PATH, INTERFACE, "Activated", "osta{sv}", body)
            elif verb == "change":
                kind, shortcuts = self._shortcuts(more[0])
                self._send(PATH, INTERFACE, "ShortcutsChanged", f"o{kind}", (self._session, shortcuts))
            elif verb == "refuse":
                self._code = int(more[0])
                _say({"refuses": self._code})
            else:
                self._holds = True
                _say({"holds": True})
        os._exit(0)

    def _reply(self, message: Any, signature: str = "", body: tuple[object, ...] = ()) -> None:
        self._connection.send(new_method_return(message, signature or None, body))

    def _send(self, path: str, interface: str, signal: str, signature: str, body: tuple[object, ...]) -> None:
        self._connection.send(new_signal(DBusAddress(path, interface=interface), signal, signature, body))


def _plain(variants: dict[str, tuple[str, object]]) -> dict[str, object]:
    return {key: value for key, (_kind, value) in variants.items()}


def _say(what: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


class Desktop:
    """The portal's process, from the other end of its pipes."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def hear(self) -> dict[str, Any]:
        """Return the next thing it tells; waits for it."""
        assert self._process.stdout is not None
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told

    def do(self, line: str) -> None:
        """Have it do something; see the module."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def end(self) -> None:
        """End it, as a portal does that crashes."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)


@contextmanager
def portal(version: int = 2) -> Iterator[Desktop]:
    """Run a portal on the bus of this process's environment; version 0 has no shortcuts to give."""
    command = [sys.executable, str(Path(__file__)), str(version)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        desktop = Desktop(process)
        assert desktop.hear() == {"ready": True}
        yield desktop
        if process.poll() is None:
            desktop.end()


if __name__ == "__main__":
    Portal(int(sys.argv[1])).serve()
