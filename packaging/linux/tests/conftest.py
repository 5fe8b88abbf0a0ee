"""The packages of `dist`, and the one for Debian installed where nothing else is.

Run by `make test-package`, as root: only root can install a package and enter another root.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(Path(__file__).parent))

from bare_root import UID, BareRoot  # noqa: E402 - beside this file

DIST = ROOT / "dist"
INSIDE = "/home/porthole.deb"
"""Where the package lies in the bare Debian."""
BUS = """\
<busconfig>
  <include>/usr/share/dbus-1/session.conf</include>
  <policy context="mandatory"><allow user="root"/></policy>
</busconfig>
"""
"""The ordinary user's, with leave for these tests to look in."""


def package(pattern: str) -> Path:
    """Return the one package in dist that is called so."""
    found = list(DIST.glob(pattern))
    assert len(found) == 1, f"dist has {len(found)} of {pattern}; make installers makes one"
    return found[0]


@pytest.fixture(scope="session")
def deb() -> Path:
    return package("porthole_*.deb")


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareRoot]:
    """A bare Debian."""
    if os.geteuid() != 0:
        pytest.skip("only root can install a package")
    folder = tmp_path_factory.mktemp("bare") / "root"
    folder.parent.parent.parent.chmod(0o755)  # whoever is an ordinary user in there passes through
    for part in (folder.parent, folder.parent.parent):
        part.chmod(0o755)
    yield BareRoot.unpack(ROOT / "build" / "bare.tar", folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def installed(bare: BareRoot, deb: Path) -> BareRoot:
    """A bare Debian in which apt has installed the package, and what it says it needs."""
    shutil.copy(deb, bare.folder / INSIDE.lstrip("/"))
    bare.as_root("apt-get", "install", "--yes", "-qq", "--no-install-recommends", INSIDE)
    return bare


@pytest.fixture
def keyring() -> Iterator[dict[str, str]]:
    """The ordinary user's Secret Service, outside of the bare root; yields the environment to meet it."""
    own = Path("/tmp") / f"keyring-{os.getpid()}"  # noqa: S108 - a socket's path is short
    own.mkdir(mode=0o700)
    os.chown(own, UID, UID)
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(own), "XDG_RUNTIME_DIR": str(own)}
    become = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups", "--"]
    (own / "bus.conf").write_text(BUS, encoding="utf-8")
    bus = [*become, "dbus-daemon", f"--config-file={own / 'bus.conf'}", "--nofork", "--print-address"]
    # Abstract: a socket that is no file can be met from within another root.
    bus += [f"--address=unix:abstract=porthole-{os.getpid()}"]
    service = [*become, "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    with running(bus, surroundings) as process:
        assert process.stdout is not None
        surroundings["DBUS_SESSION_BUS_ADDRESS"] = process.stdout.readline().strip()
        with running(service, surroundings, "open sesame"):
            ask = ["gdbus", "wait", "--session", "--timeout", "20", "org.freedesktop.secrets"]
            subprocess.run([*become, *ask], env=surroundings, check=True)
            yield surroundings
    shutil.rmtree(own)


@contextmanager
def running(
    command: list[str], environment: dict[str, str], typed: str = ""
) -> Iterator[subprocess.Popen[str]]:
    """Run a command as long as it is needed."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None
        process.stdin.write(typed)
        process.stdin.close()
        try:
            yield process
        finally:
            process.terminate()
