"""What a package is before anybody installs it."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from conftest import DIST, package

# lintian reads hundreds of megabytes.
pytestmark = pytest.mark.timeout(600)


def test_lintian_finds_no_error(deb: Path) -> None:
    look = ["lintian", "--allow-root", "--fail-on", "error,warning", deb]
    done = subprocess.run(look, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_sums_are_those_of_what_is_there() -> None:
    lines = (DIST / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    said = {name: digest for digest, name in (line.split("  ") for line in lines)}
    there = {path.name for path in DIST.iterdir()} - {"SHA256SUMS"}
    assert set(said) == there
    for name, digest in said.items():
        assert hashlib.sha256((DIST / name).read_bytes()).hexdigest() == digest


def test_the_bill_names_all_that_a_gap_is_looked_up_by() -> None:
    bill = json.loads((DIST / "porthole.cdx.json").read_text(encoding="utf-8"))
    parts = {part["name"].lower() for part in bill["components"]}
    assert {
        "python",
        "qt",
        "pyside6",
        "keyring",
        "secretstorage",
        "keystoneauth1",
        "novnc",
        "xterm.js",
    } <= parts
    assert any(name.startswith("chromium") for name in parts)
    assert not {"pytest", "hatchling", "cyclonedx-python-lib"} & parts


def test_an_rpm_asks_for_none_of_the_libraries_it_brings() -> None:
    rpm = package("porthole-*.rpm")
    files = _answer("rpm", "--query", "--list", "--package", rpm).splitlines()
    needs = _answer("rpm", "--query", "--requires", "--package", rpm)
    own = {Path(file).name for file in files if ".so" in file}
    assert not {need.partition("(")[0] for need in needs.splitlines()} & own
    assert "libnss3.so" in needs
    assert "gtk" not in needs
    assert "/usr/share/applications/porthole.desktop" in files


def test_an_rpm_installs_a_program_that_runs_and_takes_all_of_it_away_again(tmp_path: Path) -> None:
    """Without what it depends on: Debian's packages are not in rpm's books."""
    rpm = ["rpm", "--root", tmp_path, "--nodeps", "--noscripts"]
    _answer(*rpm, "--install", package("porthole-*.rpm"))
    assert _answer(tmp_path / "usr" / "bin" / "porthole", "--version").startswith("Porthole ")
    _answer(*rpm, "--erase", "porthole")
    assert not [path for path in tmp_path.rglob("*porthole*") if "var/lib/rpm" not in str(path)]


def _answer(*command: object) -> str:
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout
