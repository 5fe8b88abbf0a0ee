"""The version of a build, from the sources and from git."""

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "freeze"))

import version

WHO = ["-c", "user.name=Someone", "-c", "user.email=someone@example.org"]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of one commit, on the way to 1.2.0."""
    (tmp_path / "launcher").mkdir()
    (tmp_path / version.PLACE).write_text('"""Porthole."""\n\n__version__ = "1.2.0"\n', encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, *WHO, "commit", "--quiet", "--message", "The first")
    monkeypatch.setattr(version, "ROOT", tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_without_a_tag_it_is_a_development_version_that_comes_before_the_release(checkout: Path) -> None:
    assert version.version() == f"1.2.0.dev1+g{git(checkout, 'rev-parse', '--short=9', 'HEAD')}"


def test_with_its_tag_it_is_the_release(checkout: Path) -> None:
    git(checkout, "tag", "v1.2.0")
    git(checkout, "tag", "something-else")
    assert version.version() == "1.2.0"


def test_a_tag_that_says_something_else_ends_the_build(checkout: Path) -> None:
    git(checkout, "tag", "v1.3.0")
    with pytest.raises(SystemExit, match=r"v1\.3\.0.*1\.2\.0"):
        version.version()


def test_a_copy_of_the_sources_is_made_to_say_it(checkout: Path) -> None:
    version.stamp(checkout, "1.2.0.dev1+gabc")
    text = (checkout / version.PLACE).read_text(encoding="utf-8")
    assert text == '"""Porthole."""\n\n__version__ = "1.2.0.dev1+gabc"\n'
