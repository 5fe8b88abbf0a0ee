"""Consoles in processes of their own: as root, in Chromium's sandbox, and what stays on the disk."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import __file__ as pyside

from tests.ui.console import alone
from tests.ui.console.proxy import Proxy

NOBODY = 65534
PYTHON = str(Path(sys.executable).resolve())
"""Without the environment around it, which may lie where nobody else can read."""

TOP = Path(__file__).parents[3]


def run(proxy: Proxy, command: list[str], environment: dict[str, str]) -> dict[str, str]:
    process = subprocess.Popen(
        [*command, alone.__file__, proxy.url()],
        env=environment | {"PYTHONPATH": f"{TOP}:{Path(pyside).parents[1]}", "PYTHONSAFEPATH": "1"},
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0, err
    answer: dict[str, str] = json.loads(out)
    return answer


@pytest.fixture
def nobodys() -> Iterator[dict[str, str]]:
    """Surroundings for the user nobody: a home of its own, and no word about the sandbox."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv (util-linux) is not installed")
    readable = ["setpriv", f"--reuid={NOBODY}", "test", "-r"]
    needed = (alone.__file__, pyside, PYTHON)
    if any(subprocess.run([*readable, path], check=False).returncode for path in needed):
        pytest.skip("this checkout, or its Python, lies where no other user can read it")
    home = Path("/tmp") / f"porthole-nobody-{os.getpid()}"  # noqa: S108 - below pytest's own, nobody may not go
    home.mkdir(mode=0o700)
    os.chown(home, NOBODY, NOBODY)
    kept = ("PATH", "DISPLAY", "QT_QPA_PLATFORM", "QTWEBENGINE_CHROMIUM_FLAGS", "LC_ALL")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    yield environment | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "TMPDIR": str(home)}
    shutil.rmtree(home)


def test_an_ordinary_user_sees_consoles_in_the_sandbox(proxy: Proxy, nobodys: dict[str, str]) -> None:
    python = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", PYTHON]
    assert run(proxy, python, nobodys) == {"seccomp": "2"}


def test_root_is_told_and_the_program_lives_on(proxy: Proxy) -> None:
    if os.geteuid() != 0:
        pytest.skip("this is for root")
    environment = {name: value for name, value in os.environ.items() if name != "QTWEBENGINE_DISABLE_SANDBOX"}
    answer = run(proxy, [sys.executable], environment)
    assert answer == {
        "refused": "Porthole shows no consoles in its own window while it runs as root.",
        "next_step": "Run it as an ordinary user, or open the console in the browser.",
    }


def test_nothing_of_a_console_stays_on_the_disk(proxy: Proxy, own_directories: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    environment = os.environ | {"TMPDIR": str(scratch)}
    assert "seccomp" in run(proxy, [sys.executable], environment)
    written = [path for path in (*own_directories.rglob("*"), *scratch.rglob("*")) if path.is_file()]
    # Programs for the graphics card, which Qt and Mesa keep for the next start.
    assert not [path for path in written if "shader" not in str(path)]
