"""Combinations of keys, as people write them: ``Ctrl+Alt+Del``."""

from launcher.model.keyboard import Chord
from launcher.model.layout import Layout

_HELD = {
    "ctrl": ("Ctrl", "ControlLeft"),
    "control": ("Ctrl", "ControlLeft"),
    "alt": ("Alt", "AltLeft"),
    "altgr": ("AltGr", "AltRight"),
    "shift": ("Shift", "ShiftLeft"),
    "super": ("Super", "MetaLeft"),
    "meta": ("Super", "MetaLeft"),
    "win": ("Super", "MetaLeft"),
}

_NAMES = {
    "Esc": "Escape",
    "Tab": "Tab",
    "Enter": "Enter",
    "Space": "Space",
    "Backspace": "Backspace",
    "Ins": "Insert",
    "Del": "Delete",
    "Home": "Home",
    "End": "End",
    "PgUp": "PageUp",
    "PgDown": "PageDown",
    "Left": "ArrowLeft",
    "Up": "ArrowUp",
    "Right": "ArrowRight",
    "Down": "ArrowDown",
    "Print": "PrintScreen",
    "SysRq": "PrintScreen",
    "Pause": "Pause",
    "Menu": "ContextMenu",
    "CapsLock": "CapsLock",
    "NumLock": "NumLock",
    "ScrollLock": "ScrollLock",
    **{f"F{number}": f"F{number}" for number in range(1, 13)},
}

_ALIASES = {
    "escape": "Esc",
    "return": "Enter",
    "insert": "Ins",
    "delete": "Del",
    "pageup": "PgUp",
    "pagedown": "PgDown",
    "pgdn": "PgDown",
    "printscreen": "Print",
    "sysreq": "SysRq",
    "backtab": "Tab",
    **{name.lower(): name for name in _NAMES},
}


def tidy(text: str) -> str:
    """Return a combination as Porthole writes it: ``ctrl + alt+k`` is ``Ctrl+Alt+K``.

    Raises:
        ValueError: it is none; says which part is no key.
    """
    held, key = _parts(text)
    words = list(dict.fromkeys(_HELD[one.lower()][0] for one in held))
    return "+".join([*words, key] if key else words)


def chord_of(text: str, layout: Layout) -> Chord:
    """Return the keys of a combination.

    Args:
        text: as a person writes it; its last part is a key's name, or the character on the key.
        layout: of the server's keyboard, which says where that character is.

    Raises:
        ValueError: it is none, or the layout has no key for it; says which part.
    """
    held, key = _parts(text)
    codes = [_HELD[one.lower()][1] for one in held]
    if key in _NAMES:
        codes.append(_NAMES[key])
    elif key:
        chords = layout.characters.get(key.lower()) or layout.characters.get(key)
        if chords is None or len(chords) != 1:
            raise ValueError(key)
        codes += chords[0].codes
    return Chord(tuple(dict.fromkeys(codes)))


def _parts(text: str) -> tuple[list[str], str]:
    """Split into what is held, and the key; no key where only modifiers are pressed."""
    parts = [part.strip() for part in text.strip().split("+")]
    if parts[-2:] == ["", ""]:  # the plus itself: "Ctrl++"
        parts[-2:] = ["+"]
    *held, last = parts
    for one in held:
        if one.lower() not in _HELD:
            raise ValueError(one or "+")
    if last.lower() in _HELD:
        return [*held, last], ""
    key = _ALIASES.get(last.lower(), last.upper() if len(last.upper()) == 1 else last)
    if key not in _NAMES and len(key) != 1:
        raise ValueError(last)
    return held, key
