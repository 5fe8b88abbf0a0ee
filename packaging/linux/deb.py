"""A Debian package of the tree."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from release import DESCRIPTION, SUMMARY, Release
from tree import compressed, even_out

HERE = Path(__file__).parent
_SCRIPTS = ("postinst", "postrm")
# Qt passes over this plugin where there is no GTK.
_FOR_ITSELF = "libqgtk3.so"


def build(tree: Path, work: Path, release: Release) -> Path:
    """Write the package beside its work and return it.

    Args:
        tree: what it holds; it is copied, not changed.
        work: a folder of its own, new.
        release: what is in it.
    """
    root, told = work / "root", work / "root" / "DEBIAN"
    shutil.copytree(tree, root, symlinks=True)
    _move_to_debians_places(root / "usr" / "share")
    _write_documents(root / "usr", release)
    size = sum(-(-path.lstat().st_size // 1024) for path in root.rglob("*") if not path.is_dir())
    architecture = _answer("dpkg", "--print-architecture")
    told.mkdir()
    fields = {
        "Package": "porthole",
        "Version": release.package_version,
        "Architecture": architecture,
        "Maintainer": release.maintainer,
        "Installed-Size": str(size),
        # The browser is opened by xdg-open; on a desktop of no name it follows porthole:// links too.
        "Depends": f"{_libraries(root, work)}, xdg-utils",
        "Recommends": "gnome-keyring | keepassxc | kwalletmanager, hicolor-icon-theme",
        "Section": "net",
        "Priority": "optional",
        "Description": "\n ".join([SUMMARY, *DESCRIPTION.splitlines()]),
    }
    (told / "control").write_text(
        "".join(f"{name}: {text}\n" for name, text in fields.items()), encoding="utf-8"
    )
    for script in _SCRIPTS:
        shutil.copy(HERE / "debian" / script, told / script)
    (told / "md5sums").write_text(_sums(root), encoding="utf-8")
    even_out(root, release)
    for script in _SCRIPTS:
        (told / script).chmod(0o755)
    target = work / f"porthole_{release.package_version}_{architecture}.deb"
    # Two minutes for a sixth less than at level 0; zstd would be quicker, but is not for Debian's archive.
    pack = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", root, target]
    subprocess.run(pack, check=True, stdout=subprocess.DEVNULL)
    return target


def _move_to_debians_places(share: Path) -> None:
    completions = share / "zsh" / "vendor-completions"
    (share / "zsh" / "site-functions").rename(completions)


def _write_documents(usr: Path, release: Release) -> None:
    documents, program = usr / "share" / "doc" / "porthole", usr / "lib" / "porthole"
    documents.mkdir(parents=True)
    own = (HERE / "debian" / "copyright").read_text(encoding="utf-8")
    (documents / "copyright").write_text(own, encoding="utf-8")
    notices = (program / "THIRD-PARTY.txt").read_bytes()
    (documents / "THIRD-PARTY.txt.gz").write_bytes(compressed(notices))
    (program / "THIRD-PARTY.txt").unlink()
    (program / "LICENSE.txt").unlink()
    log = f"""\
porthole ({release.package_version}) unstable; urgency=medium

  * Built from the sources; their CHANGELOG.md says what is new.

 -- {release.maintainer}  {release.day:%a, %d %b %Y %H:%M:%S +0000}
"""
    (documents / "changelog.gz").write_bytes(compressed(log.encode()))
    overrides = usr / "share" / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(HERE / "debian" / "lintian-overrides", overrides / "porthole")


def _libraries(root: Path, work: Path) -> str:
    """Return the packages of the libraries that the program is linked to and does not bring."""
    files = [
        path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink() and _is_elf(path)
    ]
    own = sorted({f"-l{path.parent}" for path in files if ".so" in path.name})
    (work / "debian").mkdir()
    (work / "debian" / "control").write_text(
        "Source: porthole\n\nPackage: porthole\nArchitecture: any\n", encoding="utf-8"
    )
    linked = [path for path in files if path.name != _FOR_ITSELF]
    ask = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *own, *linked]
    done = subprocess.run(ask, check=True, capture_output=True, text=True, cwd=work)
    return done.stdout.strip().removeprefix("shlibs:Depends=")


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _sums(root: Path) -> str:
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    packed = [path.relative_to(root) for path in files if "DEBIAN" not in path.parts]
    return "".join(f"{hashlib.md5((root / path).read_bytes()).hexdigest()}  {path}\n" for path in packed)  # noqa: S324


def _answer(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
