"""A browser that writes down how it was started and what it was given to read."""

import json
import os
import sys
from pathlib import Path
from typing import Any

_PROGRAM = """#!{python} -I
import json, os, sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

def process(pid):
    started_with = [Path(f"/proc/{{pid}}/{{name}}").read_bytes().decode() for name in ("cmdline", "environ")]
    return dict(zip(("cmdline", "environ"), started_with))

print("a browser's noise")
print("a browser's complaints", file=sys.stderr)
page = Path(unquote(urlsplit(sys.argv[-1]).path))
record = dict(
    pid=os.getpid(),
    session=os.getsid(0),
    arguments=sys.argv[1:],
    processes=[process(os.getpid()), process(os.getppid())],
    inputs_and_outputs=[os.readlink(f"/proc/self/fd/{{number}}") for number in range(3)],
    page=str(page),
    mode=oct(page.stat().st_mode & 0o777),
    content=page.read_text(),
)
Path("{records}").open("a").write(json.dumps(record) + "\\n")
{then}
"""


def install_browser(program: Path, records: Path, then: str = "") -> None:
    """Write the program to a file; it adds a line to ``records``, and runs ``then`` (Python) in the end."""
    program.write_text(_PROGRAM.format(python=sys.executable, records=records, then=then))
    program.chmod(0o755)


def read_records(records: Path) -> list[dict[str, Any]]:
    """Return every start so far, oldest first."""
    if not records.exists():
        return []
    return [json.loads(line) for line in records.read_text().splitlines()]


def children() -> list[int]:
    """This process's children, ended ones that nobody took note of included."""
    numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [number for number in numbers if _parent(number) == os.getpid()]


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0
