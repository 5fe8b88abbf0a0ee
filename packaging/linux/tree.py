"""The tree that every package holds: the frozen program, and what makes a desktop know it."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from pathlib import Path

from icons import SIZES
from release import Release

HERE = Path(__file__).parent
_COMPLETIONS = {
    "bash": "bash-completion/completions/porthole",
    "zsh": "zsh/site-functions/_porthole",
    "fish": "fish/vendor_completions.d/porthole.fish",
}


def lay_out(frozen: Path, tree: Path, release: Release) -> None:
    """Fill a folder; `usr` in it is what would be `/usr/local` elsewhere.

    Args:
        frozen: what packaging/freeze has made.
        tree: the folder, new.
        release: what is in it.
    """
    usr, resources = tree / "usr", frozen / "sources" / "resources"
    share = usr / "share"
    shutil.copytree(frozen / "porthole", usr / "lib" / "porthole", symlinks=True)
    _strip(usr / "lib" / "porthole")
    shutil.copyfile(HERE / "apparmor-profile", usr / "lib" / "porthole" / "apparmor-profile")
    (usr / "bin").mkdir()
    (usr / "bin" / "porthole").symlink_to("../lib/porthole/porthole")
    _copy(resources / "desktop" / "porthole.desktop", share / "applications" / "porthole.desktop")
    icons = share / "icons" / "hicolor"
    _copy(resources / "icons" / "porthole.svg", icons / "scalable" / "apps" / "porthole.svg")
    for size in SIZES:
        _copy(frozen / "icons" / f"{size}.png", icons / f"{size}x{size}" / "apps" / "porthole.png")
    for shell, place in _COMPLETIONS.items():
        _copy(resources / "completion" / f"porthole.{shell}", share / place)
    _compress(resources / "man" / "porthole.1", share / "man" / "man1" / "porthole.1.gz")
    _describe(share / "metainfo" / "launcher.porthole.Porthole.metainfo.xml", release)
    even_out(tree, release)


def even_out(tree: Path, release: Release) -> None:
    """Give every file the commit's time, and the permissions of something that is installed."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or (path.stat().st_mode & 0o100 and ".so" not in path.name)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (release.time, release.time), follow_symlinks=False)


def compressed(data: bytes) -> bytes:
    """Return data as gzip has it, without name and time."""
    return gzip.compress(data, 9, mtime=0)


def _strip(program: Path) -> None:
    """Take the symbols out of libraries that still have them. Others stay as they were published."""
    for path in sorted(program.rglob("*.so*")):
        if path.is_file() and not path.is_symlink():
            show = ["readelf", "--wide", "--section-headers", path]
            if ".symtab" in subprocess.run(show, check=True, capture_output=True, text=True).stdout:
                subprocess.run(["strip", "--strip-unneeded", path], check=True)


def _describe(target: Path, release: Release) -> None:
    text = (HERE / "porthole.metainfo.xml").read_text(encoding="utf-8")
    kind = "stable" if release.package_version == release.version else "development"
    told = {"@VERSION@": release.package_version, "@DATE@": f"{release.day:%Y-%m-%d}", "@TYPE@": kind}
    for word, said in told.items():
        text = text.replace(word, said)
    target.parent.mkdir(parents=True)
    target.write_text(text, encoding="utf-8")


def _compress(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(compressed(source.read_bytes()))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
