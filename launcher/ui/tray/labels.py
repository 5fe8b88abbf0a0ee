"""Text on the tray's menu: names as they are, whatever is in them."""

from launcher.ui.text import visible

_LONGEST = 36
"""Characters of a name; what is cut goes from its middle, for names often differ at the end."""


def label(name: str, *more: str, by_bus: bool) -> str:
    """Return the words of an entry, none of whose characters is taken for an access key.

    Args:
        name: of what the entry is about.
        more: what is said beside it; empty ones are left out.
        by_bus: whether the menu goes to the panel by D-Bus. Then an underscore marks an access key there
            (com.canonical.dbusmenu), and Qt makes one of the first ampersand that is not at the end.
    """
    text = " · ".join(_cut(visible(part)) for part in (name, *more) if part)
    if by_bus:
        return text.replace("_", "__").replace("&", "&&", 1)
    return text.replace("&", "&&")


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    end = _LONGEST // 2 - 1
    return f"{text[: _LONGEST - end - 1]}…{text[-end:]}"
