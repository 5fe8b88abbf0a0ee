"""An RPM of the tree. Debian's `rpm` builds it."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

from release import DESCRIPTION, SUMMARY, Release

HERE = Path(__file__).parent


def build(tree: Path, work: Path, release: Release) -> Path:
    """Write the package below its work and return it.

    Args:
        tree: what it holds.
        work: a folder of its own, new.
        release: what is in it.
    """
    work.mkdir()
    spec = work / "porthole.spec"
    text = (HERE / "porthole.spec.in").read_text(encoding="utf-8")
    told = {
        "@VERSION@": release.package_version,
        "@SUMMARY@": SUMMARY[0].upper() + SUMMARY[1:],
        "@DESCRIPTION@": DESCRIPTION,
        "@TREE@": str(tree),
        "@OWN@": "|".join(sorted(_own(tree))),
        "@DAY@": f"{release.day:%a %b %d %Y}",
        "@MAINTAINER@": release.maintainer,
    }
    for word, said in told.items():
        text = text.replace(word, said)
    spec.write_text(text, encoding="utf-8")
    options = [
        f"_topdir {work}",
        f"_rpmdir {work}",
        "_buildhost localhost",
        "use_source_date_epoch_as_buildtime 1",
    ]
    defined = [word for option in options for word in ("--define", option)]
    surroundings = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(["rpmbuild", "--quiet", "-bb", *defined, spec], check=True, env=surroundings)
    return next(work.rglob(f"*.{platform.machine()}.rpm"))


def _own(tree: Path) -> set[str]:
    """Return what the libraries are called that the program brings, as a pattern."""
    return {path.name.partition(".so")[0].replace("+", r"\\+") for path in tree.rglob("lib*.so*")}
