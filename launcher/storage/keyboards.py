"""The layouts of keyboards that Porthole can type with, as it is shipped with them."""

from functools import cache

import msgspec

from launcher.model.layout import Layout
from launcher.storage import paths


class _Table(msgspec.Struct):
    name: str
    keys: dict[str, list[str]]


@cache
def read_layouts() -> dict[str, Layout]:
    """Return the layouts by their ids, in the order of their names. Reads a dozen small files, once."""
    found = [_read(file.stem) for file in paths.resource("keyboards").glob("*.toml")]
    return {layout.id: layout for layout in sorted(found, key=lambda one: one.name)}


def _read(name: str) -> Layout:
    content = paths.resource(f"keyboards/{name}.toml").read_bytes()
    table = msgspec.toml.decode(content, type=_Table)
    return Layout(name, table.name, table.keys)
