"""The keyrings of the tests."""

from tests.secret_service import (  # noqa: F401 - fixtures
    empty_keyring,
    locked_keyring,
    meet,
    no_keyring,
    unlocked_keyring,
)
