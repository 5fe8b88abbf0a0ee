"""A real Secret Service (gnome-keyring) on a D-Bus of its own, for tests.

The fixtures point ``DBUS_SESSION_BUS_ADDRESS`` at it, so that whatever asks for a keyring in the
test's process, or in one that it starts, meets this one and never the person's own.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import keyring.backend
import keyring.core
import pytest
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from secretstorage import dbus_init, get_default_collection

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={directory}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{directory}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
_PROMPTER = Path("/usr/share/dbus-1/services/org.gnome.keyring.SystemPrompter.service")
PASSWORD = "open sesame"
"""Of the keyrings made here."""

_NAME = "org.freedesktop.secrets"


@contextmanager
def private_bus(display: str = "") -> Iterator[dict[str, str]]:
    """Run a D-Bus nobody else is on; yields the environment in which to meet it.

    Args:
        display: the X display its prompts appear on; without one there are none.
    """
    # Not pytest's directory: a socket's path has 107 characters at most.
    with tempfile.TemporaryDirectory(prefix="bus-") as name:
        directory = Path(name)
        (directory / "services").mkdir()
        (directory / "bus.conf").write_text(_BUS.format(directory=directory))
        environment = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
        environment |= {"XDG_RUNTIME_DIR": name, "XDG_DATA_HOME": f"{name}/data"}
        if display:
            (directory / "services" / _PROMPTER.name).write_bytes(_PROMPTER.read_bytes())
            environment["DISPLAY"] = display
        command = ["dbus-daemon", f"--config-file={name}/bus.conf", "--nofork", "--print-address"]
        with _running(command, environment) as bus:
            assert bus.stdout is not None
            yield environment | {"DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()}


@contextmanager
def secret_service(*, password: str | None = PASSWORD, display: str = "") -> Iterator[dict[str, str]]:
    """Run a Secret Service on a bus of its own; yields the environment in which to meet it.

    Args:
        password: of its keyring, which is unlocked with it; None leaves it without any keyring.
        display: the X display its prompts appear on; without one there are none.
    """
    with private_bus(display) as environment, gnome_keyring(environment, password):
        yield environment


@contextmanager
def gnome_keyring(environment: dict[str, str], password: str | None = PASSWORD) -> Iterator[None]:
    """Run gnome-keyring on a bus that is there already; the rest as :func:`secret_service` says."""
    command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
    command += [] if password is None else ["--unlock"]
    with _running(command, environment, password or ""):
        _wait_for_owner(environment["DBUS_SESSION_BUS_ADDRESS"])
        yield


def lock_keyring() -> None:
    """Lock the keyring of the bus this process is on, as a screen locker does."""
    with closing(dbus_init()) as connection:
        get_default_collection(connection).lock()


def forget_backend() -> None:
    """Let keyring look for its backend anew, as in a fresh process."""
    keyring.core._keyring_backend = None
    with suppress(KeyError):
        keyring.backend.get_all_keyring.reset()


@contextmanager
def _running(
    command: list[str], environment: dict[str, str], typed: str = ""
) -> Iterator[subprocess.Popen[str]]:
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(
        command, env=environment, text=True, stdin=pipe, stdout=pipe, stderr=nowhere
    ) as process:
        try:
            assert process.stdin is not None
            process.stdin.write(typed)
            process.stdin.close()
            yield process
        finally:
            process.terminate()


def _wait_for_owner(address: str) -> None:
    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    question = new_method_call(bus, "NameHasOwner", "s", (_NAME,))
    end = time.monotonic() + 10
    with closing(open_dbus_connection(address)) as connection:
        while connection.send_and_get_reply(question).body != (1,):
            assert time.monotonic() < end, "gnome-keyring did not come up"
            time.sleep(0.01)


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Return a function that takes this process to a bus: ``meet(environment)``."""

    def meet(environment: dict[str, str]) -> None:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND"):
            monkeypatch.delenv(name, raising=False)
        for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY"):
            if name in environment:
                monkeypatch.setenv(name, environment[name])
        forget_backend()

    yield meet
    forget_backend()


@pytest.fixture
def unlocked_keyring(meet) -> Iterator[dict[str, str]]:
    """A Secret Service, unlocked; returns the environment in which to meet it."""
    with secret_service() as environment:
        meet(environment)
        yield environment


@pytest.fixture
def locked_keyring(unlocked_keyring: dict[str, str]) -> dict[str, str]:
    """A Secret Service that is locked and has no display to ask on."""
    lock_keyring()
    return unlocked_keyring


@pytest.fixture
def empty_keyring(meet) -> Iterator[dict[str, str]]:
    """A Secret Service without any keyring in it, and without a display to ask on."""
    with secret_service(password=None) as environment:
        meet(environment)
        yield environment


@pytest.fixture
def no_keyring(meet) -> Iterator[dict[str, str]]:
    """A session without any Secret Service."""
    with private_bus() as environment:
        meet(environment)
        yield environment
