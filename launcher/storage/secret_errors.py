"""What the keyring's errors mean to a person."""

from launcher.model.errors import (
    NoSecretStoreError,
    SecretError,
    SecretMissingError,
    SecretStoreLockedError,
    Trouble,
    UnlockRefusedError,
)

_ABSENT = {"NoKeyringError", "SecretServiceNotAvailableException", "DBusException", "OSError"}
_OR_THIS_RUN = "or enter the secret for this run only"


def missing() -> SecretMissingError:
    """Return the error for a profile without a secret."""
    return SecretMissingError(Trouble("No secret is kept for this profile yet.", "Enter it."))


def no_store() -> NoSecretStoreError:
    """Return the error for a machine without a keyring."""
    step = f"Start one, such as GNOME Keyring or KWallet, {_OR_THIS_RUN}."
    return NoSecretStoreError(Trouble("There is no keyring here that could keep secrets.", step))


def plain_text_store(name: str) -> NoSecretStoreError:
    """Return the error for a keyring that does not protect what it keeps, or keeps nothing."""
    what = f"The keyring set up here ({name}) does not protect secrets, so Porthole does not use it."
    step = f"Set up another one, such as GNOME Keyring or KWallet, {_OR_THIS_RUN}."
    return NoSecretStoreError(Trouble(what, step))


def misconfigured_store() -> NoSecretStoreError:
    """Return the error for a keyring that is named in keyring's own settings and cannot be loaded."""
    what = "The keyring named in PYTHON_KEYRING_BACKEND or keyringrc.cfg cannot be used here."
    return NoSecretStoreError(Trouble(what, f"Correct that setting, {_OR_THIS_RUN}."))


def forgetful_store() -> SecretError:
    """Return the error for a keyring that gives back something else than it was given."""
    step = "Look whether another program changes what is in it."
    return SecretError(Trouble("The keyring does not give back what it was given.", step))


def secret_error(error: Exception, *, person_was_asked: bool) -> SecretError:
    """Return what an error of the keyring means.

    A locked keyring says the same (``KeyringLocked``) whether a person dismissed its question or it could
    not be asked. Errors of the libraries below keyring come through as they are: known by their names, as
    none of them is there on every system.

    Args:
        error: what keyring or the library below it raised.
        person_was_asked: whether a question can have been on the screen.
    """
    kinds = _kinds(error)
    if kinds & _ABSENT or "DBusException" in _kinds(error.__cause__):
        return no_store()
    if _cancelled(error) or kinds & {"KeyringLocked", "LockedException"}:
        return _refused() if person_was_asked or _cancelled(error) else _locked()
    if kinds & {"InitError", "PromptDismissedException"}:
        return _refused() if person_was_asked else _no_collection()
    what = "The keyring did not do as it was asked."
    step = f"Look whether it is running and has room, then try again, {_OR_THIS_RUN}."
    return SecretError(Trouble(what, step, details=type(error).__name__))


def _kinds(error: BaseException | None) -> set[str]:
    return {kind.__name__ for kind in type(error).__mro__}


def _cancelled(error: Exception) -> bool:
    # KWallet's backend says so, and only so, where others raise KeyringLocked.
    return str(error) == "Cancelled by user"


def _locked() -> SecretStoreLockedError:
    what = "The keyring is locked, and could not ask you for its password."
    return SecretStoreLockedError(Trouble(what, f"Unlock it and try again, {_OR_THIS_RUN}."))


def _refused() -> UnlockRefusedError:
    what = "The keyring stayed locked because its question was dismissed."
    return UnlockRefusedError(Trouble(what, f"Try again and answer it, {_OR_THIS_RUN}."))


def _no_collection() -> NoSecretStoreError:
    what = "The keyring has no place for secrets yet, and could not ask you for a password to make one."
    step = f"Create a keyring in your desktop's password manager and try again, {_OR_THIS_RUN}."
    return NoSecretStoreError(Trouble(what, step))
