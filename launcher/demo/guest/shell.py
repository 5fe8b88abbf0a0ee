"""A tiny shell: enough to see that what one types arrives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from launcher.demo.guest.boot import BUILT, KERNEL
from launcher.demo.machine import Machine

CLEAR, LOGOUT, REBOOT = "\f", "\x04", "\x12"
"""Answers that are no text: empty the screen, ask for a login again, start anew."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a command may know.

    Attributes:
        machine: the server it runs on.
        user: who has logged in.
        now: timezone-aware.
        uptime: seconds since the server booted.
    """

    machine: Machine
    user: str
    now: datetime
    uptime: float


def answer(line: str, around: Surroundings) -> str:
    """Return what a command line prints, line ends included."""
    name, _, arguments = line.strip().partition(" ")
    if not name:
        return ""
    command = _COMMANDS.get(name)
    return command(arguments.strip(), around) if command else f"-bash: {name}: command not found\n"


def uptime_words(seconds: float) -> str:
    """Return a span of time as ``uptime`` does: ``3 min``, ``1:05``."""
    hours, minutes = divmod(int(seconds // 60), 60)
    return f"{hours}:{minutes:02d}" if hours else f"{minutes} min"


def _uname(arguments: str, around: Surroundings) -> str:
    if arguments == "-a":
        return f"Linux {around.machine.name} {KERNEL} {BUILT} x86_64 GNU/Linux\n"
    return f"{KERNEL}\n" if arguments == "-r" else "Linux\n"


def _uptime(_arguments: str, around: Surroundings) -> str:
    up = uptime_words(around.uptime)
    return f" {around.now:%H:%M:%S} up {up},  1 user,  load average: 0.08, 0.03, 0.01\n"


def _date(_arguments: str, around: Surroundings) -> str:
    return f"{around.now:%a %b %e %H:%M:%S UTC %Y}\n"


def _addresses(_arguments: str, around: Surroundings) -> str:
    lines = ["lo      UNKNOWN  127.0.0.1/8 ::1/128"]
    fixed = [address.ip for address in around.machine.addresses if address.kind == "fixed"]
    lines.append(f"ens3    UP       {' '.join(fixed)}")
    return "".join(f"{line}\n" for line in lines)


def _free(_arguments: str, around: Surroundings) -> str:
    total = around.machine.flavor.ram
    used = total // 7
    head = f"{'':15}{'total':>10}{'used':>10}{'free':>10}"
    return f"{head}\nMem (MiB):     {total:>10}{used:>10}{total - used:>10}\n"


def _help(_arguments: str, _around: Surroundings) -> str:
    rows = [f"  \x1b[1m{name:10}\x1b[0m {words}" for name, words in _WORDS.items()]
    head = "This machine is painted by Porthole's demo cloud. It knows:"
    return "\n".join([head, *rows, "Ctrl+Alt+Del reboots it. Another viewer sees the same screen.\n"])


_COMMANDS: dict[str, Callable[[str, Surroundings], str]] = {
    "help": _help,
    "uname": _uname,
    "uptime": _uptime,
    "date": _date,
    "hostname": lambda _arguments, around: f"{around.machine.name}\n",
    "whoami": lambda _arguments, around: f"{around.user}\n",
    "echo": lambda arguments, _around: f"{arguments}\n",
    "ip": _addresses,
    "free": _free,
    "clear": lambda _arguments, _around: CLEAR,
    "exit": lambda _arguments, _around: LOGOUT,
    "logout": lambda _arguments, _around: LOGOUT,
    "reboot": lambda _arguments, _around: REBOOT,
}

_WORDS = {
    "uname": "the kernel (-a: in full)",
    "uptime": "how long it has been running",
    "date": "the time",
    "hostname": "its name",
    "whoami": "yours",
    "echo": "says what you say",
    "ip": "its addresses",
    "free": "its memory",
    "clear": "an empty screen",
    "exit": "back to the login",
    "reboot": "starts it again",
}
