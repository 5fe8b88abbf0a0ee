"""Two starts of the program, as two processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.end_to_end.hand import wait_until
from tests.end_to_end.test_program import ENDS_WITHIN, PORTHOLE, running

pytestmark = pytest.mark.usefixtures("qapp")


def windows(pid: int, name: str = "Porthole") -> list[str]:
    look = ["xdotool", "search", "--all", "--onlyvisible", "--pid", str(pid), "--name", name]
    return subprocess.run(look, check=False, capture_output=True, text=True).stdout.split()


def start_again(*options: str, arguments: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, *PORTHOLE[1:], *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=ENDS_WITHIN)


def test_a_second_start_brings_the_first_ones_window_forward_and_ends_without_qt() -> None:
    with running() as first:
        (window,) = windows(first.pid)
        subprocess.run(["xdotool", "windowminimize", "--sync", window], check=True)
        wait_until(lambda: not windows(first.pid), "a minimised window")
        second = start_again("-X", "importtime")
        assert second.returncode == 0
        assert not second.stdout
        assert "launcher.services.running" in second.stderr
        assert "PySide6" not in second.stderr
        wait_until(lambda: windows(first.pid) == [window], "the first one's window")


def test_quick_on_a_command_line_is_the_first_ones_palette() -> None:
    with running() as first:
        second = start_again(arguments=("quick",))
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        wait_until(lambda: windows(first.pid, "Quick connect"), "the palette")


def test_one_that_was_killed_leaves_nothing_in_the_way() -> None:
    with running() as first:
        first.kill()
        first.wait()
        wait_until(lambda: not windows(first.pid), "the end of its window")
    with running() as second:
        assert windows(second.pid)
        assert start_again().returncode == 0


def test_one_that_hangs_is_told_of_and_not_waited_for() -> None:
    with running() as first:
        wait_until(sockets, "its socket")
        first.send_signal(signal.SIGSTOP)
        begun = time.monotonic()
        with running() as second:
            assert time.monotonic() - begun < ENDS_WITHIN
            assert windows(second.pid)
            second.send_signal(signal.SIGTERM)
            second.communicate(timeout=ENDS_WITHIN)
            assert second.returncode == 0
        first.send_signal(signal.SIGCONT)
        assert start_again().returncode == 0, "the first one is the first one still"


def sockets() -> list[Path]:
    return list(Path(os.environ["XDG_RUNTIME_DIR"], "porthole").glob("*.socket"))
