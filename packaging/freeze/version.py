"""The version of what is being built, from the one place that has it and from git.

`launcher/__init__.py` says which release the work leads to. A commit with that release's tag (`v1.2.3`) is
the release; any other is a development version on the way to it, told apart by its place in the history and
its hash. So a checkout without tags, as CI often has, gets a version too, and it is never a release's.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = Path("launcher", "__init__.py")
_LINE = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)


def version() -> str:
    """Return the version of the commit that is checked out, as PEP 440 writes it; end at a wrong tag."""
    coming = _line(_git("show", f"HEAD:{PLACE.as_posix()}"))
    tags = re.findall(r"^v\d.*$", _git("tag", "--points-at", "HEAD"), re.MULTILINE)
    if tags == [f"v{coming}"]:
        return coming
    if tags:
        sys.exit(f"The tag says {' and '.join(tags)}, {PLACE} says {coming}: one of them is wrong.")
    return f"{coming}.dev{_git('rev-list', '--count', 'HEAD')}+g{_git('rev-parse', '--short=9', 'HEAD')}"


def commit_time() -> int:
    """Return when the commit was made, in seconds since 1970."""
    return int(_git("log", "-1", "--format=%ct"))


def stamp(sources: Path, said: str) -> None:
    """Have a copy of the sources say this version."""
    place = sources / PLACE
    text = place.read_text(encoding="utf-8")
    place.write_text(_LINE.sub(f'__version__ = "{said}"', text), encoding="utf-8")


def _line(text: str) -> str:
    found = _LINE.search(text)
    return found[1] if found else sys.exit(f"{PLACE} has no line __version__ = …")


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    print(version())
