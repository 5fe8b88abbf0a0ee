"""The lines of one profile inside its file: taken out, put back, removed.

Working on one profile's lines leaves every other line as it is, to the last blank.
"""

import tomllib
from collections.abc import Callable, Iterator


def has_block(text: str, name: str) -> bool:
    """Whether a profile has lines of its own below ``[clouds.<name>]``, not an inline or dotted key."""
    return any(_sections(text.split("\n"), ("clouds", name)))


def edit_block(text: str, name: str, edit: Callable[[str], str]) -> str:
    """Return ``text`` with the lines of one profile replaced by what ``edit`` makes of them.

    What stands between the tables of the profile (its own and that of ``auth``) is kept from ``edit``,
    which would add a key below a comment that speaks of the next table.
    """
    lines = text.split("\n")
    sections = list(_sections(lines, ("clouds", name)))
    block = [line for section in sections for line in lines[section]]
    edited = edit("\n".join(block) + "\n").split("\n")
    new = [edited[section] for section in _sections(edited, ("clouds",))]
    for added in reversed(new[len(sections) :]):
        lines[sections[-1].stop : sections[-1].stop] = ["", *added]
    for section, replacement in reversed(list(zip(sections, new, strict=False))):
        lines[section] = replacement
    return "\n".join(lines)


def remove_block(text: str, name: str) -> str:
    """Return ``text`` without the lines of one profile; comments around them stay."""
    lines = text.split("\n")
    for section in reversed(list(_sections(lines, ("clouds", name)))):
        del lines[section]
        after_blank = section.start == 0 or not lines[section.start - 1].strip()
        if after_blank and section.start < len(lines) - 1 and not lines[section.start].strip():
            del lines[section.start]
    return "\n".join(lines)


def append_block(text: str, block: str) -> str:
    """Return ``text`` with a profile's lines at its end."""
    return f"{text.rstrip()}\n\n{block}" if text.strip() else block


def _sections(lines: list[str], prefix: tuple[str, ...]) -> Iterator[slice]:
    """Yield where tables below ``prefix`` stand, each from its header to its last key."""
    start = None
    for number, line in enumerate([*lines, "[end]"]):
        path = header_path(line)
        if path is None:
            continue
        if start is not None:
            yield slice(start, _end_of_content(lines, start, number))
        start = number if path[: len(prefix)] == prefix else None


def _end_of_content(lines: list[str], start: int, stop: int) -> int:
    while stop > start + 1 and lines[stop - 1].strip()[:1] in {"", "#"}:
        stop -= 1
    return stop


def header_path(line: str) -> tuple[str, ...] | None:
    """Return the key path of a table header (TOML 1.0, "Table"), None for any other line."""
    if not line.lstrip().startswith("["):
        return None
    try:
        found: object = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return None
    path = []
    while isinstance(found, dict) and found:
        key, found = next(iter(found.items()))
        path.append(str(key))
    return tuple(path)
