"""What each value of a profile may be: the check, and the words for a person."""

from collections.abc import Collection

import msgspec

from launcher.model.profile import MAX_LINK_LIFETIME, ProfileColour
from launcher.model.proxy import DIRECT, Proxy
from launcher.model.trust import TrustedCertificate
from launcher.storage.addresses import has_userinfo, is_web_address

_ALLOWED = {
    "auth_type": "the name of a keystoneauth1 plugin, such as v3password",
    "cacert": "the path of a PEM file",
    "cert": "the path of a PEM file",
    "colour": f"one of {', '.join(one for one in ProfileColour if one)}; or left out",
    "compute_api": "nova or ecs; or left out, and Porthole finds out",
    "compute_endpoint_override": "an address such as https://nova.example/v2.1",
    "console_types": "a list of novnc, spice-html5 and serial: at least one, each at most once",
    "id": "a text that no other profile has",
    "identity_endpoint_override": "an address such as https://iam.example/v3",
    "interface": "public, internal or admin",
    "key": "the path of a PEM file",
    "link_lifetime": f"a whole number of seconds from 1 to {MAX_LINK_LIFETIME}",
    "open_in": "embedded or browser",
    "production": "true or false",
    "proxy": "direct, or an address such as http://proxy.example:3128 or socks5://host, without a user",
    "proxy_user": "a text",
    "region_name": "a text, such as eu-de",
    "sessions_end_with_link": "true or false",
    "trusted_certificates": (
        'a list of hosts with a port and a SHA-256 fingerprint, such as "console.example:6080 AB:CD:…"'
    ),
    "verify": "true or false",
}
_AUTH_ALLOWED = {"auth_url": "an address such as https://iam.example/v3, without user or password"}
_SHOWN = 60
"""How many characters of a wrong value are shown."""


class WrongValueError(Exception):
    """A value is not what its key wants.

    Attributes:
        found: what stands there, in words; never a secret.
        allowed: what may stand there, in words.
    """

    def __init__(self, found: str, allowed: str) -> None:
        super().__init__(allowed)
        self.found = found
        self.allowed = allowed


def check_field(key: str, value: object, kind: type) -> None:
    """Check the value of one key of a profile against the type of that field, and more.

    Raises:
        WrongValueError: it is something else.
    """
    allowed = _ALLOWED[key]
    try:
        typed: object = msgspec.convert(value, kind)
    except msgspec.ValidationError:
        raise WrongValueError(shown(value), allowed) from None
    if not _fits(key, typed):
        raise WrongValueError(shown(value), allowed)


def auth_value(key: str, value: object) -> str:
    """Return the value of one option below ``auth``.

    Raises:
        WrongValueError: it is not a text, or ``auth_url`` is not an address.
    """
    allowed = _AUTH_ALLOWED.get(key, "a text in quotes")
    if not isinstance(value, str) or (key == "auth_url" and not _is_endpoint(value)):
        raise WrongValueError(shown(value), allowed)
    return value


def _fits(key: str, value: object) -> bool:
    match key, value:
        case "id" | "auth_type", str():
            return bool(value.strip())
        case "compute_endpoint_override" | "identity_endpoint_override", str():
            return not value or _is_endpoint(value)
        case "proxy", str():
            return value in {"", DIRECT} or _is_proxy(value)
        case "console_types", Collection():
            return bool(value) and len(set(value)) == len(value)
        case "trusted_certificates", Collection():
            return all(_is_trust(one) for one in value)
    return True


def _is_trust(text: str) -> bool:
    try:
        TrustedCertificate.read(text)
    except ValueError:
        return False
    return True


def _is_proxy(text: str) -> bool:
    try:
        return not has_userinfo(text) and bool(Proxy.read(text)) and "://" in text
    except ValueError:
        return False


def _is_endpoint(text: str) -> bool:
    return is_web_address(text) and not has_userinfo(text)


def shown(value: object) -> str:
    """Return a value of a file as its problem quotes it: short, and without a user or password in it."""
    if isinstance(value, str):
        if has_userinfo(value):
            return "an address with a user or password in it"
        return f'"{_shortened(value)}"' if value else "an empty text"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return _shortened(f"[{', '.join(shown(one) for one in value)}]") if value else "an empty list"
    return _shortened(str(value))


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
