"""Memory that was needed for consoles, given back to the system when they are closed."""

import ctypes
import sys


def give_memory_back() -> None:
    """Let the C library return what is free. Takes up to 20 ms.

    glibc keeps it otherwise, for a program that will want it again soon (malloc_trim(3)): some 300 MiB after
    ten consoles. Other systems' libraries return it by themselves.
    """
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
