"""Nova's own fake hypervisor, with a screen for each running server: an Xtigervnc in a colour of its own."""

import os
import socket
import subprocess
from contextlib import ExitStack

from nova.compute import power_state
from nova.console import type as ctype
from nova.virt import fake

SIZE = "640x480"
NOWHERE = 1
"""The port of a screen that is off: nothing listens there."""


class DriverWithScreens(fake.FakeDriver):
    """Knows every server that Nova has put here, whoever built it."""

    def __init__(self, virtapi, read_only=False) -> None:
        super().__init__(virtapi, read_only)
        self._screens: dict[str, Screen] = {}

    def cleanup_host(self, host) -> None:
        super().cleanup_host(host)
        for screen in self._screens.values():
            screen.close()

    def get_info(self, instance, use_cache=True):
        self._meet(instance)
        return super().get_info(instance, use_cache)

    def power_on(self, context, instance, *arguments, **named) -> None:
        self._meet(instance)
        super().power_on(context, instance, *arguments, **named)

    def power_off(self, instance, *arguments, **named) -> None:
        self._meet(instance)
        super().power_off(instance, *arguments, **named)
        screen = self._screens.pop(instance.uuid, None)
        if screen is not None:
            screen.close()

    def get_vnc_console(self, context, instance):  # noqa: ARG002
        self._meet(instance)
        if self.instances[instance.uuid].state != power_state.RUNNING:
            return ctype.ConsoleVNC(host="127.0.0.1", port=NOWHERE)
        if instance.uuid not in self._screens:
            self._screens[instance.uuid] = Screen("#" + instance.uuid[:6])
        return ctype.ConsoleVNC(host="127.0.0.1", port=self._screens[instance.uuid].port)

    def _meet(self, instance) -> None:
        state = instance.power_state
        self.instances.setdefault(instance.uuid, fake.FakeInstance(instance.name, state, instance.uuid))


class Screen:
    """A display with one colour on it, seen over VNC."""

    def __init__(self, colour: str) -> None:
        self._running = ExitStack()
        self.port = _free_port()
        reading, writing = os.pipe()
        options = ["-rfbport", str(self.port), "-localhost", "-SecurityTypes", "None", "-nolisten", "tcp"]
        display = ["Xtigervnc", "-displayfd", str(writing), "-geometry", SIZE, "-depth", "24", *options]
        self._start(display, pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        paint = ["xlogo", "-display", f":{number}", "-geometry", f"{SIZE}+0+0"]
        self._start([*paint, "-background", colour, "-foreground", colour])

    def close(self) -> None:
        self._running.close()

    def _start(self, command: list[str], **more: object) -> None:
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, **quiet, **more)
        self._running.callback(process.wait)
        self._running.callback(process.terminate)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
