"""Where the sounds of consoles are made: a server's bell, mostly."""

import os

_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
"""What Chromium is told when it starts (Qt WebEngine, "Debugging and Profiling")."""

_OWN_PROCESS = "AudioServiceOutOfProcess"


def keep_sound_inside() -> None:
    """Have sounds made in Porthole's own process; to be called before the web engine starts.

    With the first sound Chromium starts a process for them, and keeps it until the program ends: 24 MB for a
    bell, hours after the last console is closed.
    """
    flags = os.environ.get(_FLAGS, "")
    if _OWN_PROCESS not in flags:
        # In front: of two such lists Chromium follows the later one, and whoever has set one knows better.
        os.environ[_FLAGS] = f"--disable-features={_OWN_PROCESS} {flags}".rstrip()
