"""Porthole on a screen, as an ordinary user of the bare Debian has it; seen and handled from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from bare_root import UID, BareRoot
from PySide6.QtGui import QImage

T = TypeVar("T")
SEEING = {
    "DISPLAY": os.environ.get("DISPLAY", ""),
    "QT_QPA_PLATFORM": "xcb",
    "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --log-level=3",
}
SERVER = "bastion"
FAILED = Path(__file__).resolve().parents[3] / "build" / "screen-of-the-last-failure.png"
CLOUDS = """\
clouds:
  demo:
    region_name: {access.region_name}
    auth:
      auth_url: {access.auth_url}
      username: {access.username}
      password: {access.password}
      user_domain_name: {access.user_domain_name}
      project_domain_name: {access.project_domain_name}
      project_name: {access.projects[0]}
"""


def wait_for(look: Callable[[], T], what: str, seconds: float = 60) -> T:
    end = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < end, f"never seen: {what}"
        time.sleep(0.1)
    return found


@contextmanager
def porthole(
    installed: BareRoot, *arguments: str, program: str = "porthole", **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run it, or another program that may start it, and end both."""
    assert SEEING["DISPLAY"], "run this with packaging/setup/with-display"
    with subprocess.Popen(
        installed.command([program, *arguments], SEEING | environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            yield process
        except BaseException:
            subprocess.run(["import", "-window", "root", FAILED], check=False)
            raise
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(30)
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)


def write(path: Path, text: str) -> None:
    """Write a file of the ordinary user's."""
    for folder in reversed([each for each in path.parents if not each.exists()]):
        folder.mkdir()
        os.chown(folder, UID, UID)
    path.write_text(text, encoding="utf-8")
    os.chown(path, UID, UID)
    path.chmod(0o600)


def windows(name: str) -> list[str]:
    done = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", name], capture_output=True, text=True, check=False
    )
    return done.stdout.split()


def geometry(window: str) -> tuple[int, int, int, int]:
    """Return left, top, width and height on the screen; nothing of it where the window has just gone."""
    ask = ["xdotool", "getwindowgeometry", "--shell", window]
    done = subprocess.run(ask, capture_output=True, text=True, check=False)
    told = dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
    left, top, width, height = (int(told.get(name, 0)) for name in ("X", "Y", "WIDTH", "HEIGHT"))
    return left, top, width, height


def xdotool(*arguments: str) -> None:
    subprocess.run(["xdotool", *arguments], check=True)


def picture(window: str, folder: Path) -> QImage:
    """Take one of a window, brought to the front: what lies below another has no pixels."""
    target = folder / "window.png"
    subprocess.run(["xdotool", "windowraise", window], check=False, stderr=subprocess.DEVNULL)
    with suppress(subprocess.TimeoutExpired):  # it waits for a window that has gone
        subprocess.run(["import", "-window", window, target], check=False, timeout=10)
    return QImage(str(target))
