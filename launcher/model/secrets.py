"""The secrets of one profile as one text: what an entry of the keyring holds.

Nearly every way to log in has one secret, and that is the text as it stands. Where there are more (an OpenID
Connect client's, beside the person's) they are a JSON object below a key of ours:
``{"porthole secrets": {"": "the main one", "client_secret": "…"}}``.
"""

from collections.abc import Mapping

import msgspec

MAIN = ""
"""The name of the secret that stands alone where it is the only one."""


class _Several(msgspec.Struct, forbid_unknown_fields=True):
    secrets: dict[str, str] = msgspec.field(name="porthole secrets")


def packed(secrets: Mapping[str, str]) -> str:
    """Return secrets, by their options' names, as one text; empty where there are none."""
    given = {name: secret for name, secret in secrets.items() if secret}
    main = given.get(MAIN, "")
    if given.keys() <= {MAIN} and unpacked(main) in ({MAIN: main}, {}):
        return main
    return msgspec.json.encode(_Several(given)).decode()


def unpacked(text: str | None) -> dict[str, str]:
    """Return what :func:`packed` made a text of."""
    if not text:
        return {}
    try:
        return msgspec.json.decode(text, type=_Several).secrets
    except (msgspec.DecodeError, UnicodeEncodeError):
        return {MAIN: text}
