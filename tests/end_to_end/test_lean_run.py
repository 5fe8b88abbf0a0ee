"""What a person who opens no console in Porthole pays for those that could be."""

import json
import subprocess
import sys


def test_no_web_engine_is_in_memory_before_the_first_embedded_console() -> None:
    program = [sys.executable, "-m", "tests.end_to_end.lean_run"]
    done = subprocess.run(program, check=False, capture_output=True, text=True, timeout=90)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
