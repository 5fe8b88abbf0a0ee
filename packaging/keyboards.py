"""Writes resources/keyboards: what each key types, as xkeyboard-config (Debian's xkb-data) has it.

Run: ``python3 packaging/keyboards.py``, where libxkbcommon is.
"""

import ctypes
from pathlib import Path

LAYOUTS = {
    "us": ("us", "", "US English"),
    "gb": ("gb", "", "UK English"),
    "de": ("de", "", "German"),
    "de-nodeadkeys": ("de", "nodeadkeys", "German, no dead keys"),
    "fr": ("fr", "", "French"),
    "ch": ("ch", "", "Swiss German"),
    "ch-fr": ("ch", "fr", "Swiss French"),
    "es": ("es", "", "Spanish"),
    "it": ("it", "", "Italian"),
    "se": ("se", "", "Swedish"),
    "pl": ("pl", "", "Polish"),
}
"""By the name of the file: xkeyboard-config's layout and variant, and what a person calls it."""

ROWS = {
    "TLDE AE01 AE02 AE03 AE04 AE05 AE06 AE07 AE08 AE09 AE10 AE11 AE12": (
        "Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal"
    ),
    "AD01 AD02 AD03 AD04 AD05 AD06 AD07 AD08 AD09 AD10 AD11 AD12": (
        "KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight"
    ),
    "AC01 AC02 AC03 AC04 AC05 AC06 AC07 AC08 AC09 AC10 AC11 BKSL": (
        "KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote Backslash"
    ),
    "AB01 AB02 AB03 AB04 AB05 AB06 AB07 AB08 AB09 AB10 LSGT SPCE": (
        "KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash IntlBackslash Space"
    ),
}
"""XKB's names of the keys, row by row, and those of the web (W3C, "UI Events KeyboardEvent code Values")."""

FOLDER = Path(__file__).parent.parent / "resources" / "keyboards"

HEAD = """\
# What each key types: alone, with Shift, with AltGr, with both. A key is named by its place, as a US keyboard
# has it. Made by packaging/keyboards.py from xkeyboard-config's layout "{source}".
name = "{name}"

[keys]
"""


class RuleNames(ctypes.Structure):
    """libxkbcommon's ``xkb_rule_names``."""

    _fields_ = [(name, ctypes.c_char_p) for name in ("rules", "model", "layout", "variant", "options")]


def library() -> ctypes.CDLL:
    """Return libxkbcommon with its signatures."""
    xkb = ctypes.CDLL("libxkbcommon.so.0")
    pointer, number = ctypes.c_void_p, ctypes.c_uint32
    xkb.xkb_context_new.restype = pointer
    xkb.xkb_keymap_new_from_names.restype = pointer
    xkb.xkb_keymap_new_from_names.argtypes = [pointer, pointer, number]
    xkb.xkb_keymap_key_by_name.restype = number
    xkb.xkb_keymap_key_by_name.argtypes = [pointer, ctypes.c_char_p]
    xkb.xkb_keymap_key_get_syms_by_level.argtypes = [pointer, number, number, number, pointer]
    xkb.xkb_keysym_get_name.argtypes = [number, pointer, ctypes.c_size_t]
    xkb.xkb_keysym_to_utf32.restype = number
    return xkb


class Keymap:
    """One layout, as libxkbcommon reads it."""

    def __init__(self, layout: str, variant: str) -> None:
        self._xkb = library()
        names = RuleNames(b"evdev", b"pc105", layout.encode(), variant.encode(), b"")
        context = self._xkb.xkb_context_new(0)
        self._keymap = self._xkb.xkb_keymap_new_from_names(context, ctypes.byref(names), 0)
        if not self._keymap:
            raise SystemExit(f"xkeyboard-config has no layout {layout!r} with the variant {variant!r}")
        self._levels = 4 if self._symbol(self._code("RALT"), 0)[1] == "ISO_Level3_Shift" else 2

    def types(self, key: str) -> list[str]:
        """Return what a key types at each level: characters, names of dead keys, or nothing."""
        code = self._code(key)
        found = [self._at(code, level) for level in range(self._levels)]
        while found and not found[-1]:
            found.pop()
        return found

    def _code(self, key: str) -> int:
        return int(self._xkb.xkb_keymap_key_by_name(self._keymap, key.encode()))

    def _at(self, code: int, level: int) -> str:
        symbol, name = self._symbol(code, level)
        if name.startswith("dead_"):
            return name
        number = self._xkb.xkb_keysym_to_utf32(symbol)
        return chr(number) if number else ""

    def _symbol(self, code: int, level: int) -> tuple[int, str]:
        symbols = ctypes.POINTER(ctypes.c_uint32)()
        count = self._xkb.xkb_keymap_key_get_syms_by_level(
            self._keymap, code, 0, level, ctypes.byref(symbols)
        )
        if count != 1:
            return 0, ""
        name = ctypes.create_string_buffer(64)
        self._xkb.xkb_keysym_get_name(symbols[0], name, 64)
        return symbols[0], name.value.decode()


def quoted(text: str) -> str:
    """Return a TOML string; what could not be seen is written as an escape."""
    if text in {'"', "\\"}:
        return f"'{text}'"
    return f'"{text}"' if text.isprintable() else f'"\\u{ord(text):04X}"'


def write(file: str, layout: str, variant: str, name: str) -> None:
    """Write one layout."""
    keymap = Keymap(layout, variant)
    source = f"{layout}({variant})" if variant else layout
    rows = [
        "".join(
            f"{code} = [{', '.join(quoted(one) for one in keymap.types(key))}]\n"
            for key, code in zip(keys.split(), codes.split(), strict=True)
        )
        for keys, codes in ROWS.items()
    ]
    text = HEAD.format(source=source, name=name) + "\n".join(rows)
    (FOLDER / f"{file}.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, described in LAYOUTS.items():
        write(file, *described)
