"""How this very Porthole is started: for what starts it later, and has no idea where it lives."""

import os
import shutil
import sys
import sysconfig
from pathlib import Path


def own_command() -> tuple[str, ...]:
    """Return the program and its first arguments, absolute: what follows are Porthole's own options.

    That is the AppImage or frozen program, the installed command ``porthole`` of this Python, or else this
    Python with ``-m launcher``.
    """
    if image := os.environ.get("APPIMAGE"):
        return (image,)
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    name = "porthole.exe" if sys.platform == "win32" else "porthole"
    folders = {
        Path(sys.executable).parent,
        *(Path(sysconfig.get_path("scripts", scheme)) for scheme in _schemes()),
    }
    started = Path(sys.argv[0]).absolute()
    scripts = [started] if started.name == name else []
    scripts += [folder / name for folder in folders]
    found = next((script for script in scripts if script.is_file()), None)
    return (str(found),) if found else (sys.executable, "-m", "launcher")


def typed_command() -> tuple[str, ...]:
    """Return the same as short as a person may type it."""
    command = own_command()
    found = shutil.which("porthole")
    if len(command) == 1 and found and Path(found).samefile(command[0]):
        return ("porthole",)
    return command


def _schemes() -> tuple[str, str]:
    return sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")
