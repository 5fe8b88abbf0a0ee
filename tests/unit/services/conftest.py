"""A small cloud, keyrings, a desktop without a browser, recording browsers, and one who opens them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.services.browsers.opener import BrowserOpener
from tests.secret_service import (  # noqa: F401 - fixtures
    locked_keyring,
    meet,
    no_keyring,
    unlocked_keyring,
)
from tests.unit.services.recording_browser import install_browser, read_records


@pytest.fixture(scope="module")
def shared_cloud() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=3)) as running:
        yield running


@pytest.fixture
def cloud(shared_cloud: DemoCloud) -> DemoCloud:
    """One with three servers, which nobody has asked anything yet."""
    shared_cloud.forget_requests()
    return shared_cloud


@pytest.fixture
def opener() -> Iterator[BrowserOpener]:
    """An opener that does not wait for slow browsers when it is closed."""
    made = BrowserOpener(cold_start=0)
    yield made
    made.close()


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No display, no ``$BROWSER``; returns where programs are found before the system's own."""
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION"):
        monkeypatch.delenv(name, raising=False)
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    return programs


@pytest.fixture
def install(desktop: Path, tmp_path: Path) -> Callable[..., Path]:
    """Install recording browsers by name; ``then`` is what one does after its record."""

    def install(name: str, then: str = "") -> Path:
        install_browser(desktop / name, tmp_path / "visits", then)
        return desktop / name

    return install


@pytest.fixture
def visits(tmp_path: Path) -> Callable[[], list[dict[str, Any]]]:
    """Tell what the recording browsers have recorded, oldest first."""
    return lambda: read_records(tmp_path / "visits")


@pytest.fixture
def browser(install: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The browser of this person's choice, in ``$BROWSER``."""
    program = install("browser")
    monkeypatch.setenv("BROWSER", str(program))
    return program
