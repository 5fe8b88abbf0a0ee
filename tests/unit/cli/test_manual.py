"""The manual page, held against the program."""

import argparse
import os
import re
import subprocess

import pytest

from launcher.cli.arguments import parser
from launcher.cli.connect import LinkJson
from launcher.cli.doctor import FindingJson
from launcher.cli.exit_codes import Exit
from launcher.cli.list_servers import ServerJson
from launcher.cli.profiles import ProfileJson
from launcher.storage.paths import resource
from tests.unit.cli.test_doctor import OF_CLOUD, OF_COMPUTER

PAGE = resource("man/porthole.1")
OF_EVERY_COMMAND = {"-h", "--help", "-v", "--verbose"}


def commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(found.choices)


def options(of: argparse.ArgumentParser) -> set[str]:
    return {option for action in of._actions for option in action.option_strings}


def part(heading: str) -> str:
    """Return what stands below a heading."""
    found = re.search(rf"^\.S[hs] {re.escape(heading)}$(.*?)(?=^\.S[hs] |\Z)", PAGE.read_text(), re.M | re.S)
    assert found, f"no part {heading}"
    return found[1]


def options_in(text: str) -> set[str]:
    """Return the options that a list explains; mdoc's ``Fl -json`` is ``--json``."""
    items = re.findall(r"^\.It Fl (.*)$", text, re.M)
    return {f"-{name}" for item in items for name in re.findall(r"(?:^|, )(-?[\w-]+)", item)}


@pytest.mark.parametrize("name", list(commands()))
def test_a_command_has_a_part_with_its_options_and_no_others(name: str) -> None:
    assert options_in(part(name)) == options(commands()[name]) - OF_EVERY_COMMAND
    assert f".Cm {name}\n" in part("SYNOPSIS")


def test_the_other_options_are_explained() -> None:
    assert options_in(part("Options of every command")) == OF_EVERY_COMMAND
    assert options_in(part("Options before the command")) == options(parser()) - OF_EVERY_COMMAND


def test_every_exit_code_is_explained_and_no_other() -> None:
    assert re.findall(r"^\.It (\d+)$", part("EXIT STATUS"), re.M) == [str(code.value) for code in Exit]


@pytest.mark.parametrize(
    ("command", "struct"),
    [("list", ServerJson), ("connect", LinkJson), ("profiles", ProfileJson), ("doctor", FindingJson)],
)
def test_every_field_of_the_json_is_explained(command: str, struct: type) -> None:
    items = re.findall(r"^\.It (Va .*)$", part(f"{command} --json"), re.M)
    explained = [name for item in items for name in re.findall(r"Va (\w+)", item)]
    assert explained == list(struct.__struct_fields__)  # type: ignore[attr-defined]


def test_links_are_explained() -> None:
    assert "porthole://connect/PROFILE/SERVER-ID" in part("LINKS")
    assert ".Ar link\n" in part("SYNOPSIS")


def test_every_check_of_the_doctor_is_named() -> None:
    for check in (*OF_COMPUTER, "graphics", *OF_CLOUD, "certificate"):
        assert f"Cm {check}" in part("doctor")


@pytest.mark.parametrize(
    "command",
    [["mandoc", "-T", "lint", "-W", "warning"], ["man", "--warnings", "--local-file"]],
    ids=["mandoc", "man"],
)
def test_whoever_shows_it_has_nothing_to_complain_of(command: list[str]) -> None:
    done = subprocess.run(
        [*command, str(PAGE)],
        check=False,
        capture_output=True,
        text=True,
        timeout=30,
        env=dict(os.environ) | {"LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANPAGER": "cat"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    if command[0] == "mandoc":
        assert done.stdout == ""
    else:
        assert "list servers of OpenStack-compatible clouds" in done.stdout
