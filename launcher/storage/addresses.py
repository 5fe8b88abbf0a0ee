"""What counts as an address on the web."""

from urllib.parse import urlsplit


def is_web_address(text: str) -> bool:
    """Whether ``text`` is an http or https URL with a host (RFC 3986), as a browser would take it."""
    if not text.isprintable() or any(character.isspace() for character in text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def has_userinfo(text: str) -> bool:
    """Whether a URL carries a user or a password before its host."""
    return "@" in text.partition("//")[2].partition("/")[0]
