"""Tests in a process of their own: for what a program settles once, such as who paints."""

import subprocess
import sys
from collections.abc import Mapping


def run_apart(tests: str, environment: Mapping[str, str], seconds: float, *options: str) -> str:
    """Run tests that have to pass; returns what pytest says.

    Args:
        tests: a file, or one test of it.
        environment: the whole of it.
        seconds: after which they are ended.
        options: further ones of pytest's.

    Raises:
        subprocess.TimeoutExpired: they took longer.
    """
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, tests]
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, text=True, check=False, timeout=seconds
    )
    assert done.returncode == 0, done.stdout
    return done.stdout
