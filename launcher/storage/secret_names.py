"""Which option names mean a secret."""

from collections.abc import Iterator, Mapping

_LAST_WORDS = {"password", "passwd", "passcode", "passphrase", "secret", "token"}
_NAMES = {"adminpass", "api_key", "private_key", "secret_access_key", "secret_key"}


def is_secret_name(name: str) -> bool:
    """Whether an option of this name holds a secret (``application_credential_secret``, ``passcode``)."""
    plain = name.lower().replace("-", "_")
    return plain in _NAMES or plain.rpartition("_")[2] in _LAST_WORDS


def secret_paths(table: Mapping[str, object]) -> Iterator[tuple[str, ...]]:
    """Yield the key path of every secret in a decoded file, without its value."""
    for key, value in table.items():
        if is_secret_name(key) and not isinstance(value, Mapping):
            yield (key,)
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                for inner in secret_paths(one):
                    yield (key, *inner)
