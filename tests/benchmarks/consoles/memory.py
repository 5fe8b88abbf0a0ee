"""What programs take: each page that several share is counted in parts (PSS, proc(5))."""

from collections.abc import Callable
from contextlib import suppress

import psutil


def mebibytes(root: psutil.Process, counts: Callable[[psutil.Process], bool] = lambda _one: True) -> float:
    """Return what a process and those below it take.

    Args:
        root: always counted.
        counts: whether one of those below it belongs to what is measured.
    """
    total = 0.0
    for one in (root, *filter(counts, root.children(recursive=True))):
        with suppress(psutil.NoSuchProcess):
            total += one.memory_full_info().pss / (1 << 20)
    return total
