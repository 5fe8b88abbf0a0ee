"""Whose a connection on loopback is. Linux alone tells without more rights."""

import os
import sys
from pathlib import Path
from socket import inet_aton

_TABLE = Path("/proc/net/tcp")
_LOOKS = 3
"""The kernel writes the table in pieces, and a line may slip between two while others come and go."""


def is_ours(theirs: tuple[str, int], ours: tuple[str, int]) -> bool:
    """Whether whoever connected to us may be this process's own user. Reads a file.

    Args:
        theirs: the client's end, an IPv4 address of this machine and a port.
        ours: the end it reached.

    Returns:
        False: it is another user, or nobody any more. True where the system does not tell.
    """
    if sys.platform != "linux":
        return True
    ends = [_written(*theirs), _written(*ours)]
    try:
        for _ in range(_LOOKS):
            # proc_pid_net(5): sl, local_address, rem_address, st, queues, timers, retrnsmt, uid, …
            with _TABLE.open(encoding="ascii") as table:
                for line in table:
                    fields = line.split()
                    if fields[1:3] == ends:
                        return int(fields[7]) == os.geteuid()
    except OSError:
        return True
    return False


def _written(host: str, port: int) -> str:
    return f"{int.from_bytes(inet_aton(host), sys.byteorder):08X}:{port:04X}"
