"""The one place where everything is built and wired together.

Read :mod:`launcher.app.porthole` first. Each other file wires one room of the house: what it needs, and who
hears of what happens in it.
"""

from launcher.app.porthole import Porthole
from launcher.app.run import make_application, run_window
from launcher.app.start import Start

__all__ = ["Porthole", "Start", "make_application", "run_window"]
