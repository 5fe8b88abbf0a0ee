"""What ``porthole doctor`` says of tray and web engine, on a real screen."""

import json
import os
import subprocess

import pytest
from PySide6.QtWidgets import QApplication

from tests.end_to_end.hand import wait_until
from tests.end_to_end.test_program import PORTHOLE

SECONDS = 60


def told(**more: str) -> tuple[int, dict[str, dict[str, str]]]:
    done = subprocess.run(
        [*PORTHOLE, "doctor", "--json"],
        check=False,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        env=dict(os.environ) | more,
    )
    return done.returncode, {one["check"]: one for one in json.loads(done.stdout)}


@pytest.mark.usefixtures("desktop")
def test_a_screen_on_which_consoles_can_be_shown() -> None:
    code, found = told()
    assert code == 0
    assert found["graphics"]["state"] == "ok"
    assert found["tray"]["state"] == "warning", "there is none on this screen"
    assert found["tray"]["next_step"]


def test_a_desktop_with_a_tray(desktop: QApplication) -> None:
    assert desktop
    with subprocess.Popen(["trayer"], stderr=subprocess.DEVNULL) as tray:
        try:
            wait_until(lambda: told()[1]["tray"]["state"] == "ok", "the tray")
        finally:
            tray.kill()


@pytest.mark.skipif(os.geteuid() != 0, reason="the sandbox refuses nobody else")
@pytest.mark.usefixtures("desktop")
def test_root_is_told_that_no_console_can_be_shown_here() -> None:
    code, found = told(QTWEBENGINE_DISABLE_SANDBOX="0")
    assert code == 12
    assert "as root" in found["graphics"]["message"]


@pytest.mark.usefixtures("desktop")
def test_a_screen_that_is_not_there_ends_the_look_and_not_the_doctor() -> None:
    code, found = told(DISPLAY=":99999", QT_QPA_PLATFORM="xcb")
    assert code == 12
    assert found["tray"]["state"] == "failed"
    assert "xcb" in found["tray"]["details"]
    assert found["folders"]["state"] == "ok"
