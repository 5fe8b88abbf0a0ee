"""Completion, in the shells themselves."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from launcher.cli.exit_codes import Exit
from launcher.storage.list_cache import CachedList, ListCache
from launcher.storage.profiles import ProfileFile
from tests.unit.cli.conftest import SECONDS, Terminal, converse

IN_BASH = """
source <(porthole completion bash)
COMP_LINE="$*"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
$(complete -p porthole | sed 's/.*-F \\([^ ]*\\).*/\\1/') porthole "${COMP_WORDS[COMP_CWORD]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""

IN_SHELLS = [
    (["bash", "--norc", "-i"], "source <(porthole completion bash)"),
    (["zsh", "-f", "-i"], "autoload -U compinit; compinit -u; source <(porthole completion zsh)"),
]


@pytest.fixture
def shell(terminal: Terminal, tmp_path: Path) -> Terminal:
    """Somebody whose shell finds Porthole, and who has listed their servers."""
    program = tmp_path / "bin" / "porthole"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m launcher "$@"\n')
    program.chmod(0o755)
    terminal.environment["PATH"] = f"{program.parent}{os.pathsep}{terminal.environment['PATH']}"
    terminal.environment["TERM"] = "xterm"
    assert terminal.run("list").returncode == Exit.OK
    return terminal


def said_by(command: list[str], environment: dict[str, str]) -> list[str]:
    done = subprocess.run(
        command, env=environment, check=True, capture_output=True, text=True, timeout=SECONDS
    )
    assert not done.stderr
    return done.stdout.splitlines()


def in_bash(shell: Terminal, *words: str) -> list[str]:
    return said_by(["bash", "--norc", "-c", IN_BASH, "bash", "porthole", *words], shell.environment)


def tab(shell: Terminal, command: list[str], set_up: str, typed: str, completed: str) -> None:
    """Type a line into an interactive shell, press Tab, and see the line completed."""
    shell.environment["PS1"] = "> "
    _, seen = converse(
        command,
        shell.environment,
        (
            ("> ", f"{set_up}; PS1='rea''dy> '\n"),
            ("ready> ", f"{typed}\t"),
            (completed, "\x15exit\n"),
        ),
    )
    assert completed in seen


def list_also(*names: str) -> None:
    """Keep a list that has servers of these names too, as a cloud might have given it."""
    cache, prod = ListCache(), ProfileFile().read().profiles[0]
    kept = cache.read(prod)
    assert kept is not None
    more = tuple(msgspec.structs.replace(kept.servers[0], id=name, name=name) for name in names)
    cache.write(prod, CachedList(kept.servers + more, kept.complete_at))


def in_fish(shell: Terminal, line: str) -> list[str]:
    return said_by(
        ["fish", "--no-config", "-c", f'porthole completion fish | source; complete -C "porthole {line}"'],
        shell.environment,
    )


def test_bash_knows_commands_options_profiles_and_servers(shell: Terminal) -> None:
    assert in_bash(shell, "pro") == ["profiles"]
    assert "--print-url" in in_bash(shell, "connect", "--")
    assert in_bash(shell, "list", "--profile", "") == ["prod", "stage"]
    assert in_bash(shell, "connect", "cach") == ["cache-01"]
    assert "web-01" in in_bash(shell, "connect", "--profile", "stage", "web")
    assert "cache-01" not in in_bash(shell, "connect", "--profile", "stage", "")
    assert in_bash(shell, "completion", "z") == ["zsh"]
    assert in_bash(shell, "import", "") == [""], "files are bash's to complete"


def test_fish_knows_them_too_and_says_what_they_are(shell: Terminal) -> None:
    assert in_fish(shell, "pro") == ["profiles\tlist the profiles"]
    assert in_fish(shell, "list --profile=s") == ["--profile=stage\tstaging"]
    assert in_fish(shell, "connect cach") == ["cache-01\tprod"]
    (shell_home := Path(shell.environment["HOME"]) / "my-clouds.yaml").touch()
    assert in_fish(shell, f"import {shell_home.parent}/my-cl") == [str(shell_home)]


@pytest.mark.parametrize(("command", "set_up"), IN_SHELLS, ids=["bash", "zsh"])
def test_tab_completes_a_servers_name(shell: Terminal, command: list[str], set_up: str) -> None:
    tab(shell, command, set_up, "porthole connect cach", "porthole connect cache-01")


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("porthole connect db:main", "porthole connect db:main:replica"),
        ("porthole connect db:", "porthole connect db:main:replica"),
        ("porthole connect ops@", "porthole connect ops@night"),
        ("porthole connect --profile=prod ops@n", "porthole connect --profile=prod ops@night"),
        ("porthole list --profile=st", "porthole list --profile=stage"),
    ],
)
def test_bash_completes_across_what_it_breaks_words_at(shell: Terminal, typed: str, completed: str) -> None:
    list_also("db:main:replica", "ops@night")
    tab(shell, *IN_SHELLS[0], typed, completed)


def test_a_profile_joined_to_its_option_is_gone_by(shell: Terminal) -> None:
    list_also("only-in-prod")
    assert in_bash(shell, "connect", "--profile=prod", "only") == ["only-in-prod"]
    assert in_bash(shell, "connect", "--profile=stage", "only") == [""]


def test_a_name_with_a_blank_stays_one_word(shell: Terminal, own_directories: Path) -> None:
    file = own_directories / "config" / "porthole" / "profiles.toml"
    file.write_text(f'{file.read_text()}\n[clouds."two words"]\nauth.auth_url = "https://iam.example/v3"\n')
    assert in_bash(shell, "list", "--profile", "two") == ["two\\ words"]
    assert in_fish(shell, "list --profile two")[0] == "two words"


def test_tab_never_shows_what_is_wrong(shell: Terminal, own_directories: Path) -> None:
    (own_directories / "config" / "porthole" / "profiles.toml").write_text("[clouds\n")
    done = shell.run("__complete", "list", "--profile", "")
    assert (done.stdout, done.stderr) == ("", "")


def test_it_reads_files_alone_and_no_qt(shell: Terminal) -> None:
    done = shell.run("__complete", "connect", "cach", python=("-X", "importtime"))
    assert done.stdout == "cache-01\tprod\n"
    for heavy in ("PySide6", "keystoneauth1", "requests", "keyring"):
        assert heavy not in done.stderr
