"""A Debian with nothing but its essentials, in a folder: what is missing in a package shows there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

ENTER = Path(__file__).with_name("enter-root")
PERSON, UID = "someone", 5
"""A number that the machine outside knows too: a message bus does not run for a nobody."""
SECONDS = 60
_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"


class BareRoot:
    """The folder, and programs that run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home" / PERSON

    @classmethod
    def unpack(cls, kept: Path, folder: Path) -> BareRoot:
        """Make one with an ordinary user in it.

        Args:
            kept: where it is kept for the next time; made where it is not there.
            folder: where to put this one, new.
        """
        if not kept.is_file():
            kept.parent.mkdir(parents=True, exist_ok=True)
            partial = kept.with_suffix(".partial.tar")
            suite = _suite()
            make = ["mmdebstrap", "--quiet", "--variant=minbase", "--skip=cleanup/apt/lists", suite, partial]
            subprocess.run(make, check=True)
            partial.rename(kept)
        folder.mkdir()
        subprocess.run(["tar", "--extract", "--file", kept, "--directory", folder], check=True)
        shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")
        root = cls(folder)
        root.as_root("useradd", "--create-home", "--non-unique", "--uid", str(UID), PERSON)
        return root

    def as_root(self, *command: str, seconds: float = 600) -> str:
        """Run a command of the root's own as its superuser; returns what it printed."""
        done = subprocess.run(
            self._inside("env", "-i", f"PATH={_PATH}", "DEBIAN_FRONTEND=noninteractive", *command),
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def run(self, *command: str, user: int = UID, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command as the ordinary user."""
        return subprocess.run(
            self.command(command, environment, user),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )

    def command(self, command: Sequence[str], environment: Mapping[str, str], user: int = UID) -> list[str]:
        """Return what runs a command in here as a user, with this environment and no more."""
        home = f"/home/{PERSON}" if user else "/root"
        given = {"HOME": home, "PATH": _PATH, "LANG": "C.UTF-8", **environment}
        become = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]
        return self._inside(
            *become, "env", "-i", *(f"{name}={text}" for name, text in given.items()), *command
        )

    def files(self, word: str) -> set[str]:
        """Return the files whose path has a word, but for what is a person's own."""
        places = {str(path.relative_to(self.folder)) for path in self.folder.rglob(f"*{word}*")}
        return {place for place in places if not place.startswith(("home/", "tmp/"))}

    def _inside(self, *command: str) -> list[str]:
        return ["unshare", "--mount", "--propagation", "private", str(ENTER), str(self.folder), *command]


def _suite() -> str:
    """Return the release that this very machine has: the package is built for it."""
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    return next(line.partition("=")[2] for line in lines if line.startswith("VERSION_CODENAME="))
