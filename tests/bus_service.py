"""A service of a desktop's bus, as a process of its own, and the other end of that process's pipes.

``running("tests.portal", "2")`` starts that module, which makes a :class:`Service` and has it serve.
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

from jeepney import HeaderFields, MessageType, message_bus, new_error
from jeepney.io.threading import open_dbus_connection

_ROOT = Path(__file__).parents[1]


class Service:
    """Has a name on the bus that it finds in its environment, and does what lines on its input say."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.connection = open_dbus_connection()

    def serve(self) -> None:
        """Answer until the input ends."""
        threading.Thread(target=self._obey, daemon=True).start()
        self.connection.send(message_bus.RequestName(self._name))
        while True:
            message = self.connection.receive()
            if message.header.message_type is MessageType.method_call:
                self.answer(message)
            elif message.header.message_type is MessageType.method_return:
                say({"ready": True})

    def answer(self, message: Any) -> None:
        """Answer a call."""
        raise NotImplementedError

    def obey(self, verb: str, *more: str) -> None:
        """Do what a line says."""
        raise NotImplementedError

    def refuse(self, message: Any) -> None:
        """Answer that there is no such method."""
        method = message.header.fields[HeaderFields.member]
        self.connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "s", (method,)))

    def _obey(self) -> None:
        for line in sys.stdin:
            self.obey(*line.split())
        os._exit(0)


def say(what: dict[str, Any]) -> None:
    """Tell the other end something."""
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


class Pipes:
    """The other end of a service's pipes."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process, self._words, self._said = process, process.stdin, process.stdout

    def hear(self) -> dict[str, Any]:
        """Return the next thing it tells; waits for it."""
        told: dict[str, Any] = json.loads(self._said.readline())
        return told

    def rest(self) -> Iterator[dict[str, Any]]:
        """Return all that it tells until it ends, as it comes."""
        return (json.loads(line) for line in self._said)

    def do(self, line: str) -> None:
        """Have it do something."""
        self._words.write(f"{line}\n")
        self._words.flush()

    def end(self) -> None:
        """End it, as a service does that crashes; it may have ended."""
        if self._process.poll() is None:
            self._words.close()
            self._process.wait(10)


@contextmanager
def running(module: str, *arguments: str) -> Iterator[Pipes]:
    """Run a service's module on the bus of this process's environment, from when it has its name."""
    command, pipe = [sys.executable, "-m", module, *arguments], subprocess.PIPE
    with subprocess.Popen(command, cwd=_ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        pipes = Pipes(process)
        assert pipes.hear() == {"ready": True}
        try:
            yield pipes
        finally:
            pipes.end()
