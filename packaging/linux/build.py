"""Make what Linux people install: a .deb, an .rpm and a tarball, with a bill of materials and sums.

    .venv-freeze/bin/python packaging/linux/build.py dist [--preset org.toml]

All three hold one tree, in which `usr` is what would be a prefix elsewhere. `make installers` calls this.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "packaging" / "freeze"))

import deb  # noqa: E402 - beside the folder that has just been added
import installer  # noqa: E402
import rpm  # noqa: E402
import tarball  # noqa: E402
import version  # noqa: E402
from release import Release  # noqa: E402
from tree import lay_out  # noqa: E402


def main() -> None:
    """Do what the module says."""
    options = installer.arguments("Make a .deb, an .rpm and a tarball of Porthole.").parse_args()
    work = ROOT / "build" / "installers"
    shutil.rmtree(work, ignore_errors=True)
    release = Release(version.version(), version.commit_time(), _author())
    os.environ["SOURCE_DATE_EPOCH"] = str(release.time)
    os.umask(0o022)
    installer.freeze(work / "frozen", options.preset)
    lay_out(work / "frozen", work / "tree", release)
    made = [
        deb.build(work / "tree", work / "deb", release),
        rpm.build(work / "tree", work / "rpm", release),
        tarball.build(work / "tree", work, release),
        work / "frozen" / "porthole.cdx.json",
    ]
    options.target.mkdir(parents=True, exist_ok=True)
    for old in options.target.glob("porthole[-_.]*"):
        old.unlink()
    for path in made:
        shutil.copyfile(path, options.target / path.name)
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made}
    text = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    (options.target / "SHA256SUMS").write_text(text, encoding="utf-8")
    print(text, end="")


def _author() -> str:
    done = subprocess.run(
        ["git", "log", "-1", "--format=%an <%ae>"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


if __name__ == "__main__":
    main()
