"""Runs in the frozen program before anything of Porthole's."""

import os

# PyInstaller's own marks, and on Linux the way to our libraries, are for this process alone: a browser that
# Porthole starts is to use its own, and another Porthole is to start as any other does.
for _name in [name for name in os.environ if name.startswith("_PYI_")]:
    del os.environ[_name]
_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if _before is not None:
    os.environ["LD_LIBRARY_PATH"] = _before
