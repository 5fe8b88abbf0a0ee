"""What a command line must not need: Qt, a display, and the modules of ways it does not go."""

from pathlib import Path

import pytest

from launcher.cli.exit_codes import Exit
from tests.unit.cli.conftest import Terminal

CONNECT = ("connect", "cache-01", "--print-url")


@pytest.mark.parametrize(
    "arguments",
    [
        ("profiles",),
        ("list",),
        ("list", "--cached"),
        CONNECT,
        ("import", "clouds.yaml", "--dry-run"),
        ("completion", "bash"),
        ("doctor",),
        ("--version",),
    ],
    ids=" ".join,
)
def test_no_qt_is_imported_and_no_display_needed(
    terminal: Terminal, own_directories: Path, arguments: tuple[str, ...]
) -> None:
    (own_directories / "clouds.yaml").write_text(
        "clouds: {one: {auth: {auth_url: 'https://iam.example/v3'}}}"
    )
    terminal.run("list")
    assert not {"DISPLAY", "WAYLAND_DISPLAY"} & set(terminal.environment)
    done = terminal.run(*arguments, python=("-X", "importtime"))
    assert done.returncode == Exit.OK
    assert "launcher.cli" in done.stderr
    assert "PySide6" not in done.stderr
