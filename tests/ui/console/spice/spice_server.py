"""QEMU as a server with a SPICE screen: it fills it with two colours, and writes down what is typed."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COLOURS = ("#a80000", "#00a800")
"""Of the upper and of the lower half."""

BOOTED = "!"
"""Written down at each start."""

_PROGRAM = """
FC                cld
B8 13 00          mov ax, 13h       ; 320 x 200 pixels, a byte each
CD 10             int 10h
68 00 A0          push 0A000h
07                pop es
31 FF             xor di, di
B9 00 7D          mov cx, 32000
B0 04             mov al, 4         ; red
F3 AA             rep stosb
B9 00 7D          mov cx, 32000
B0 02             mov al, 2         ; green
F3 AA             rep stosb
BA F8 03          mov dx, 3F8h      ; the serial port
B0 21             mov al, '!'
EE                out dx, al
30 E4             xor ah, ah        ; wait for a key
CD 16             int 16h
BA F8 03          mov dx, 3F8h
EE                out dx, al
EB F6             jmp (wait for a key)
"""
"""A boot sector. What a BIOS does not take for itself, Ctrl+Alt+Del above all, is written down."""

_SECTOR = 512


class SpiceServer:
    """Listens on a socket in the file system."""

    def __init__(self, socket: Path, keys: Path) -> None:
        self.socket = socket
        self._keys = keys

    @property
    def keys(self) -> str:
        """Every character that was typed, and :data:`BOOTED` for each start."""
        return self._keys.read_text(errors="replace") if self._keys.exists() else ""


def _boot_sector() -> bytes:
    words = (line.split("  ")[0] for line in _PROGRAM.strip().splitlines())
    code = bytes.fromhex("".join(words))
    return code.ljust(_SECTOR - 2, b"\0") + b"\x55\xaa"


@contextmanager
def spice_server(directory: Path) -> Iterator[SpiceServer]:
    socket, keys, disk = directory / "spice", directory / "keys", directory / "disk"
    disk.write_bytes(_boot_sector())
    spice = [
        "unix=on",
        f"addr={socket}",
        "disable-ticketing=on",
        # What is painted arrives as it is.
        "image-compression=off",
        "streaming-video=off",
    ]
    command = ["qemu-system-x86_64", "-machine", "pc", "-accel", "tcg", "-m", "16", "-nodefaults"]
    command += ["-vga", "std", "-display", "none", "-serial", f"file:{keys}", "-spice", ",".join(spice)]
    command += ["-drive", f"file={disk},format=raw,if=ide"]
    # A test that is killed takes along what it started.
    process = subprocess.Popen(
        ["setpriv", "--pdeathsig", "TERM", *command], stdin=subprocess.DEVNULL, env=dict(os.environ)
    )
    try:
        yield SpiceServer(socket, keys)
    finally:
        process.terminate()
        process.wait(10)
