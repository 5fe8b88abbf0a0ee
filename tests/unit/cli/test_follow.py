"""``porthole porthole://…``: refused with words where it is wrong, and by the desktop's own way."""

import os
import subprocess
from pathlib import Path

import pytest

from launcher.cli.exit_codes import Exit
from launcher.storage.paths import resource
from tests.unit.cli.conftest import SECONDS, Terminal

LINK = "porthole://connect/prod/0b1f2d3c-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
ENTRY = resource("desktop/porthole.desktop")


@pytest.mark.usefixtures("own_directories")
def test_a_link_that_says_more_is_refused_and_not_repeated() -> None:
    done = Terminal().run(f"{LINK}?token=hunter2")
    assert (done.returncode, done.stdout) == (Exit.USAGE, "")
    assert done.stderr.splitlines() == [
        "porthole: This link is not followed. It carries more than a profile and a server.",
        "  A link reads porthole://connect/PROFILE/SERVER-ID.",
    ]


@pytest.mark.parametrize("arguments", [("list", LINK), ("--demo", LINK)])
@pytest.mark.usefixtures("own_directories")
def test_a_link_stands_alone(arguments: tuple[str, ...]) -> None:
    done = Terminal().run(*arguments)
    assert done.returncode == Exit.USAGE
    assert "a link stands alone" in done.stderr


@pytest.mark.usefixtures("save")
def test_nothing_is_opened_where_nobody_can_be_asked() -> None:
    done = Terminal().run(LINK, python=("-X", "importtime"))
    assert done.returncode == Exit.FAILED
    assert "There is no display here" in done.stderr
    assert "PySide6" not in done.stderr


def test_the_desktop_entry_is_as_desktops_want_it() -> None:
    done = subprocess.run(
        ["desktop-file-validate", "--warn-kde", ENTRY], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_desktop_hands_links_to_porthole(own_directories: Path) -> None:
    entries, programs = own_directories / "data" / "applications", own_directories / "bin"
    entries.mkdir(parents=True)
    programs.mkdir()
    heard, program = own_directories / "heard", programs / "porthole"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > "{heard}.new"; mv "{heard}.new" "{heard}"\n')
    program.chmod(0o755)
    (entries / ENTRY.name).write_bytes(ENTRY.read_bytes())
    environment = {key: value for key, value in os.environ.items() if "DESKTOP" not in key}
    # xdg-open looks whether there is one, and at nothing on it.
    environment["DISPLAY"] = ":99999"
    environment["PATH"] = f"{programs}{os.pathsep}{environment['PATH']}"
    subprocess.run(["update-desktop-database", entries], check=True, env=environment, timeout=SECONDS)
    subprocess.run(["xdg-open", LINK], check=True, env=environment, timeout=SECONDS)
    assert heard.read_text().split() == ["1", LINK]
