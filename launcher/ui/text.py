"""Text that came from a cloud, made fit to be shown."""

import re

_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def visible(text: str) -> str:
    """Return ``text`` with control and bidirectional override characters made visible.

    A server may be called anything; no name may reorder, hide or break what stands beside it
    (Unicode Technical Report 36, "Bidirectional Text Spoofing").
    """
    if text.isprintable():  # nearly all are, and there are cells by the hundred
        return text
    return _INVISIBLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
