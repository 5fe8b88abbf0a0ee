"""What the makers of installers have in common: their arguments, and the frozen program that they wrap."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

FREEZE = Path(__file__).with_name("freeze.py")


def arguments(description: str) -> argparse.ArgumentParser:
    """Return a parser for where the installers go, and whose they are."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("target", type=Path, help="the folder they are put in")
    parser.add_argument("--preset", type=Path, help="an organisation's preset, to be part of the program")
    return parser


def freeze(folder: Path, preset: Path | None) -> Path:
    """Freeze the program into a folder, with a preset or without; returns the folder."""
    more = ["--preset", preset.absolute()] if preset else []
    subprocess.run([sys.executable, FREEZE, folder, *more], check=True)
    return folder
