"""Where a command's output goes: nowhere, to a full disk, to few characters, to somebody who leaves."""

import subprocess
from pathlib import Path

import pytest

from launcher.cli.exit_codes import Exit
from tests.unit.cli.conftest import SECONDS, Terminal

BUFFERING = ("", "1")
"""Of PYTHONUNBUFFERED: what cannot be written is noticed at the end, or at once."""

CLOUDS = """
[clouds."bär"]
auth_type = "none"
auth.endpoint = "http://127.0.0.1:9/v2.1"
"""


@pytest.fixture
def terminal(own_directories: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """One with a profile."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    folder = own_directories / "config" / "porthole"
    folder.mkdir(parents=True)
    (folder / "profiles.toml").write_text(CLOUDS, encoding="utf-8")
    return Terminal()


def in_a_shell(terminal: Terminal, script: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a script, for which ``$porthole`` is the command."""
    words = " ".join(terminal.command())
    return subprocess.run(
        ["bash", "-c", f"porthole='{words}'; {script}"],
        check=False,
        env=terminal.environment | more,
        cwd=terminal.environment["HOME"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


@pytest.mark.parametrize("unbuffered", BUFFERING)
@pytest.mark.parametrize("command", ["profiles", "profiles --json", "--version", "completion bash"])
def test_it_is_no_failure_that_nobody_wants_the_output(
    terminal: Terminal, command: str, unbuffered: str
) -> None:
    closed = in_a_shell(terminal, f"$porthole {command} >&-", PYTHONUNBUFFERED=unbuffered)
    assert (closed.returncode, closed.stderr) == (Exit.OK, "")
    left = in_a_shell(terminal, f"set -o pipefail; $porthole {command} | true", PYTHONUNBUFFERED=unbuffered)
    assert (left.returncode, left.stderr) == (Exit.OK, "")


@pytest.mark.parametrize("unbuffered", BUFFERING)
@pytest.mark.parametrize("command", ["profiles", "profiles --json", "completion bash"])
def test_a_full_disk_is_told_of(terminal: Terminal, command: str, unbuffered: str) -> None:
    full = in_a_shell(terminal, f"$porthole {command} > /dev/full", PYTHONUNBUFFERED=unbuffered)
    assert full.returncode == Exit.FAILED
    assert "could not be printed: No space left on device." in full.stderr
    assert "Traceback" not in full.stderr


def test_a_name_of_foreign_characters_is_written_in_others(terminal: Terminal) -> None:
    narrow = in_a_shell(terminal, "$porthole profiles", PYTHONIOENCODING="ascii")
    assert (narrow.returncode, narrow.stderr) == (Exit.OK, "")
    assert narrow.stdout.startswith("b\\xe4r\t")


def test_what_went_wrong_is_not_printed_among_what_was_asked_for(terminal: Terminal) -> None:
    alone = in_a_shell(terminal, "$porthole list --profile none 2>&-")
    assert (alone.returncode, alone.stdout) == (Exit.NOT_FOUND, "")


def test_nobody_can_answer_where_nothing_can_be_read(terminal: Terminal) -> None:
    alone = in_a_shell(terminal, "$porthole forget <&-")
    assert "Traceback" not in alone.stderr
    assert alone.returncode == Exit.USAGE
