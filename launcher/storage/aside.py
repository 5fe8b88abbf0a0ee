"""What becomes of a file that this Porthole cannot use as it is: it is kept beside, and never lost."""

import shutil
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path


def set_aside(path: Path) -> Path:
    """Rename a file that cannot be understood (``.broken``, ``.broken-2``, …), and return its new path.

    Raises:
        OSError: the system refused; it is where it was.
    """
    kept = next(name for name in _names(path, "broken") if not name.exists())
    path.rename(kept)
    return kept


def keep_copy(path: Path, schema: int) -> Path:
    """Keep a copy of a file that a newer Porthole wrote, before it is written anew; returns its path.

    Args:
        path: the file.
        schema: of its layout; the copy is called after it (``.schema-2``, ``.schema-2-2``, …).

    Raises:
        OSError: the system refused.
    """
    data = path.read_bytes()
    kept = next(
        name for name in _names(path, f"schema-{schema}") if not name.exists() or name.read_bytes() == data
    )
    if not kept.exists():
        shutil.copy2(path, kept)
    return kept


def _names(path: Path, word: str) -> Iterator[Path]:
    first = f"{path.name}.{word}"
    return map(path.with_name, chain([first], (f"{first}-{number}" for number in count(2))))
