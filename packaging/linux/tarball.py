"""A tarball that runs from wherever it is unpacked: `porthole-VERSION/bin/porthole`."""

from __future__ import annotations

import platform
import subprocess
from pathlib import Path

from release import Release


def build(tree: Path, folder: Path, release: Release) -> Path:
    """Write the tarball into a folder and return it: sorted, root's, and as old as the commit."""
    name = f"porthole-{release.version}"
    target = folder / f"{name}-linux-{platform.machine()}.tar.zst"
    pack = [
        "tar", "--create", "--file", target, "--use-compress-program", "zstd -T0 -12 -q",
        "--sort=name", "--format=gnu", "--owner=0", "--group=0", "--numeric-owner",
        f"--mtime=@{release.time}", "--directory", tree, "--transform", f"s,^usr,{name},S", "usr",
    ]  # fmt: skip
    subprocess.run(pack, check=True)
    return target
