"""Make the installer for Windows. `makensis` works elsewhere too; the program is frozen on Windows alone.

python packaging/windows/build.py dist [--preset org.toml] [--frozen FOLDER]
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "packaging" / "freeze"))

import installer  # noqa: E402 - in the folder that has just been added
import version  # noqa: E402


def main() -> None:
    """Do what the module says."""
    parser = installer.arguments("Make the installer of Porthole for Windows.")
    parser.add_argument("--frozen", type=Path, help="a frozen program that is there already")
    options = parser.parse_args()
    frozen = options.frozen or installer.freeze(ROOT / "build" / "frozen", options.preset)
    options.target.mkdir(parents=True, exist_ok=True)
    said = version.version()
    told = {
        "VERSION": said,
        "NUMBERS": numbers(said),
        "TREE": (frozen / "porthole").absolute(),
        "ICON": (frozen / "icons" / "porthole.ico").absolute(),
        "OUTPUT": (options.target / f"porthole-{said}-setup.exe").absolute(),
    }
    defined = [f"-D{name}={text}" for name, text in told.items()]
    subprocess.run(["makensis", "-V2", "-WX", *defined, HERE / "porthole.nsi"], check=True)
    bill = frozen / "porthole.cdx.json"
    (options.target / f"porthole-{said}-windows.cdx.json").write_bytes(bill.read_bytes())


def numbers(said: str) -> str:
    """Return a version as Windows compares it: four numbers, the last of a release 65535, the highest."""
    release, _, commits = said.partition("+")[0].partition(".dev")
    parts = [*re.findall(r"\d+", release), "0", "0"][:3]
    return ".".join([*parts, str(min(int(commits), 65534)) if commits else "65535"])


if __name__ == "__main__":
    main()
