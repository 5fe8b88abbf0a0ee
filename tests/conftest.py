"""What every test gets: directories of its own, and a look at what it left running."""

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

# Read once, when the first web view is made. Chromium's sandbox refuses root, so tests as root go without.
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu --log-level=3")
if os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")


_OLD_ROUNDS = 20
"""Tests between two looks at everything there is, which take 0.1 s each."""


@pytest.fixture(autouse=True)
def own_directories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test out of the person's own files; returns the stand-in for their home."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in (
        "OS_CLOUD",
        "OS_CLIENT_CONFIG_FILE",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "http_proxy",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
        "NO_PROXY",
        "no_proxy",
    ):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(autouse=True)
def garbage_stays_in_this_thread() -> Iterator[None]:
    """Do as the program does (launcher.ui.garbage): a QObject that dies in a worker's thread ends it all."""
    gc.disable()
    yield
    gc.collect(1 if gc.get_count()[2] < _OLD_ROUNDS else 2)


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread of ours running."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=5)
    left = [thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()]
    assert not left, f"threads left running: {left}"
