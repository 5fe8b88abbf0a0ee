"""A desktop's notification service, as a process on the bus it finds in its environment.

It tells each call as a line of JSON, and does what it is told by lines: ``invoke NUMBER ACTION [TOKEN]``,
``close NUMBER``. Its arguments are the capabilities it has.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from jeepney import DBusAddress, HeaderFields, new_method_return, new_signal

from tests.bus_service import Pipes, Service, running, say

NAME = "org.freedesktop.Notifications"
_EVERYTHING = ("actions", "body", "body-markup")
_HERE = DBusAddress("/org/freedesktop/Notifications", interface=NAME)


class Daemon(Service):
    """Shows nothing, and tells everything."""

    def __init__(self, capabilities: list[str]) -> None:
        super().__init__(NAME)
        self._capabilities = capabilities
        self._numbers = count(1)

    def answer(self, message: Any) -> None:
        match message.header.fields[HeaderFields.member]:
            case "GetCapabilities":
                self._reply(message, "as", (self._capabilities,))
            case "GetServerInformation":
                self._reply(message, "ssss", ("test", "tests", "1", "1.3"))
            case "Notify":
                app, known, icon, title, text, actions, hints, expires = message.body
                number = known or next(self._numbers)
                say(
                    {
                        "number": number,
                        "app": app,
                        "icon": icon,
                        "title": title,
                        "text": text,
                        "actions": actions,
                        "hints": {key: value for key, (_kind, value) in hints.items()},
                        "expires": expires,
                    }
                )
                self._reply(message, "u", (number,))
            case "CloseNotification":
                say({"closed": message.body[0]})
                self._reply(message)
            case _:
                self.refuse(message)

    def obey(self, verb: str, *more: str) -> None:
        number = int(more[0])
        if verb == "close":
            self._send("NotificationClosed", "uu", (number, 2))
            return
        action, *token = more[1:]
        if token:
            self._send("ActivationToken", "us", (number, token[0]))
        self._send("ActionInvoked", "us", (number, action))

    def _reply(self, message: Any, signature: str = "", body: tuple[object, ...] = ()) -> None:
        self.connection.send(new_method_return(message, signature or None, body))

    def _send(self, signal: str, signature: str, body: tuple[object, ...]) -> None:
        self.connection.send(new_signal(_HERE, signal, signature, body))


class Notifications:
    """The daemon, as a test sees it."""

    def __init__(self, pipes: Pipes) -> None:
        self._pipes = pipes
        self.told: list[dict[str, Any]] = []
        """What it was asked to show, the oldest first; grows by itself."""

    def invoke(self, number: int, action: str = "default", token: str = "") -> None:
        """Do as if a person had clicked a notification, or its button."""
        self._pipes.do(f"invoke {number} {action} {token}")

    def dismiss(self, number: int) -> None:
        """Do as if a person had closed it."""
        self._pipes.do(f"close {number}")

    def read(self) -> None:
        """Take in what it tells, until it ends."""
        self.told.extend(self._pipes.rest())


@contextmanager
def notification_daemon(*capabilities: str) -> Iterator[Notifications]:
    """Run a daemon on the bus of this process's environment; with every capability unless some are named."""
    with running("tests.notification_daemon", *(capabilities or _EVERYTHING)) as pipes:
        notifications = Notifications(pipes)
        reader = threading.Thread(target=notifications.read)
        reader.start()
        try:
            yield notifications
        finally:
            pipes.end()
            reader.join(10)


if __name__ == "__main__":
    Daemon(sys.argv[1:]).serve()
