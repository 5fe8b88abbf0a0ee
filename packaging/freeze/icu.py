"""ICU's data, without what Qt never asks it for.

Qt brings all of ICU's data in one library: names of languages, currencies and units in 400 languages, rules
for breaking lines, old encodings. It has its own of most of that, and asks ICU for the order of words, for
upper and lower case, and for old encodings; Porthole reads and writes UTF-8 alone. Chromium has data of its
own.

The library's only content is one archive (ICU's `source/common/ucmndata.h`): a header, the number of items,
for each of them where its name and its bytes are, and these.
"""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
from pathlib import Path

_NEEDED = re.compile(r"[^/]+/(coll/.*|[^/]+\.(res|icu|nrm))")
_ALIGNED = 16
_LIBRARY = """\
    .section .rodata
    .balign {aligned}
    .globl {symbol}
    .type {symbol}, %object
{symbol}:
    .incbin "{data}"
    .size {symbol}, .-{symbol}
    .section .note.GNU-stack,"",%progbits
"""


def slim(library: Path) -> None:
    """Write a library of ICU's data anew, with what is needed of it. Needs binutils."""
    symbol, data = _archive_in(library)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "data").write_bytes(_without_what_is_not_needed(data))
        text = _LIBRARY.format(aligned=_ALIGNED, symbol=symbol, data=place / "data")
        (place / "data.s").write_text(text, encoding="utf-8")
        subprocess.run(["as", "-o", place / "data.o", place / "data.s"], check=True)
        link = ["ld", "-shared", "-soname", library.name, "--build-id=none", "-o", library, place / "data.o"]
        subprocess.run(link, check=True)


def _archive_in(library: Path) -> tuple[str, bytes]:
    """Return what the archive is called, and the archive."""
    show = ["readelf", "--wide", "--dyn-syms", library]
    told = subprocess.run(show, check=True, capture_output=True, text=True).stdout
    ((address, size, symbol),) = re.findall(
        r"([0-9a-f]+) +(\w+) OBJECT .* (icudt\d+_dat)$", told, re.MULTILINE
    )
    show = ["readelf", "--wide", "--section-headers", library]
    told = subprocess.run(show, check=True, capture_output=True, text=True).stdout
    ((start, offset),) = re.findall(r" \.rodata +PROGBITS +([0-9a-f]+) ([0-9a-f]+)", told)
    begin = int(address, 16) - int(start, 16) + int(offset, 16)
    return symbol, library.read_bytes()[begin : begin + int(size, 0)]


def _without_what_is_not_needed(data: bytes) -> bytes:
    (head,) = struct.unpack_from("<H", data)
    body = data[head:]
    (count,) = struct.unpack_from("<I", body)
    index = [struct.unpack_from("<II", body, 4 + 8 * number) for number in range(count)]
    ends = [start for _name, start in index[1:]] + [len(body)]
    kept = []
    for (named, start), end in zip(index, ends, strict=True):
        name = body[named : body.index(b"\0", named) + 1]
        if _NEEDED.fullmatch(name[:-1].decode()):
            kept.append((name, body[start:end]))
    names = 4 + 8 * len(kept)
    contents = _up(names + sum(len(name) for name, _item in kept))
    table, text, items = struct.pack("<I", len(kept)), b"", b""
    for name, item in kept:
        table += struct.pack("<II", names + len(text), contents + len(items))
        text += name
        items += item.ljust(_up(len(item)), b"\0")
    return data[:head] + (table + text).ljust(contents, b"\0") + items


def _up(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
