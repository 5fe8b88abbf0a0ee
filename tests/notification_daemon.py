"""A desktop's notification service, as a process on the bus it finds in its environment.

It tells each call as a line of JSON, and does what it is told by lines: ``invoke NUMBER ACTION [TOKEN]``,
``close NUMBER``. Its arguments are the capabilities it has.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
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

NAME = "org.freedesktop.Notifications"
_EVERYTHING = ("actions", "body", "body-markup")
_HERE = DBusAddress("/org/freedesktop/Notifications", interface=NAME)


class Daemon:
    """Shows nothing, and tells everything."""

    def __init__(self, capabilities: list[str]) -> None:
        self._capabilities = capabilities
        self._connection = open_dbus_connection()
        self._numbers = count(1)

    def serve(self) -> None:
        threading.Thread(target=self._obey, daemon=True).start()
        connection = self._connection
        connection.send(message_bus.RequestName(NAME))
        while True:
            message = connection.receive()
            if message.header.message_type is MessageType.method_call:
                connection.send(self._answer(message))
            elif message.header.message_type is MessageType.method_return:
                _say("ready")

    def _answer(self, message: Any) -> Any:
        match message.header.fields[HeaderFields.member]:
            case "GetCapabilities":
                return new_method_return(message, "as", (self._capabilities,))
            case "GetServerInformation":
                return new_method_return(message, "ssss", ("test", "tests", "1", "1.3"))
            case "Notify":
                app, known, icon, title, text, actions, hints, expires = message.body
                number = known or next(self._numbers)
                _say(
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
                return new_method_return(message, "u", (number,))
            case "CloseNotification":
                _say({"closed": message.body[0]})
                return new_method_return(message)
            case other:
                return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "s", (other,))

    def _obey(self) -> None:
        for line in sys.stdin:
            verb, number, *more = line.split()
            if verb == "invoke":
                action, *token = more
                if token:
                    self._send("ActivationToken", "us", (int(number), token[0]))
                self._send("ActionInvoked", "us", (int(number), action))
            else:
                self._send("NotificationClosed", "uu", (int(number), 2))
        os._exit(0)

    def _send(self, signal: str, signature: str, body: tuple[object, ...]) -> None:
        self._connection.send(new_signal(_HERE, signal, signature, body))


def _say(what: object) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


class Notifications:
    """The daemon's process, from the other end of its pipes."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.told: list[dict[str, Any]] = []
        """What it was asked to show, the oldest first; grows by itself."""
        self._reader = threading.Thread(target=self._read)

    def invoke(self, number: int, action: str = "default", token: str = "") -> None:
        """Do as if a person had clicked a notification, or its button."""
        self._tell(f"invoke {number} {action} {token}")

    def dismiss(self, number: int) -> None:
        """Do as if a person had closed it."""
        self._tell(f"close {number}")

    def __enter__(self) -> "Notifications":
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == '"ready"\n'
        self._reader.start()
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._reader.join(10)

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        self.told.extend(json.loads(line) for line in self._process.stdout)


@contextmanager
def notification_daemon(*capabilities: str) -> Iterator[Notifications]:
    """Run a daemon on the bus of this process's environment; with every capability unless some are named."""
    command = [sys.executable, str(Path(__file__)), *(capabilities or _EVERYTHING)]
    pipe = subprocess.PIPE
    with (
        subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process,
        Notifications(process) as notifications,
    ):
        yield notifications


if __name__ == "__main__":
    Daemon(sys.argv[1:]).serve()
