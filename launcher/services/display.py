"""Whether there is a display."""

import os
import sys


def has_display() -> bool:
    """Whether a window can be shown; elsewhere than on Linux one always can."""
    shown = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return shown or not sys.platform.startswith("linux")
