"""The keyring, met in every state it can be in: a real gnome-keyring on a D-Bus of its own."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError, PasswordSetError

from launcher.model.errors import (
    NoSecretStoreError,
    SecretError,
    SecretMissingError,
    SecretStoreLockedError,
    UnlockRefusedError,
)
from launcher.storage import secret_store
from launcher.storage.secret_store import SecretStore
from tests.secret_service import forget_backend, gnome_keyring, lock_keyring, secret_service


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_secret_is_kept_and_read_back():
    store = SecretStore()
    store.set("p-1", "hunter2 ü")
    assert store.get("p-1") == "hunter2 ü"
    assert keyring.get_password("porthole", "p-1") == "hunter2 ü"
    store.set("p-1", "changed")
    assert SecretStore().get("p-1") == "changed"


def test_other_programs_find_the_entry_by_its_names(unlocked_keyring):
    SecretStore().set("p-1", "hunter2")
    command = ["secret-tool", "lookup", "service", "porthole", "username", "p-1"]
    found = subprocess.run(
        command, env=unlocked_keyring, capture_output=True, text=True, timeout=10, check=True
    )
    assert found.stdout == "hunter2"


@pytest.mark.usefixtures("unlocked_keyring")
def test_each_profile_has_an_entry_of_its_own():
    store = SecretStore()
    store.set("p-1", "one")
    store.set("p-2", "two")
    store.delete("p-1")
    with pytest.raises(SecretMissingError) as caught:
        store.get("p-1")
    assert caught.value.trouble.next_step == "Enter it."
    assert store.get("p-2") == "two"


@pytest.mark.usefixtures("unlocked_keyring")
def test_deleting_a_secret_that_is_not_there_is_fine():
    SecretStore().delete("nobody")


@pytest.mark.usefixtures("locked_keyring")
@pytest.mark.parametrize(
    "call", [("get", "p-1"), ("set", "p-1", "hunter2"), ("delete", "p-1")], ids=lambda call: call[0]
)
def test_a_locked_keyring_that_cannot_ask_says_so_at_once(call):
    method, *values = call
    with pytest.raises(SecretStoreLockedError) as caught:
        getattr(SecretStore(), method)(*values)
    assert caught.value.trouble.what == "The keyring is locked, and could not ask you for its password."
    assert "Unlock it" in caught.value.trouble.next_step
    assert "this run only" in caught.value.trouble.next_step


@pytest.mark.usefixtures("empty_keyring")
def test_a_keyring_with_no_place_for_secrets_says_so():
    with pytest.raises(NoSecretStoreError) as caught:
        SecretStore().set("p-1", "hunter2")
    assert "no place for secrets yet" in caught.value.trouble.what
    assert "Create a keyring" in caught.value.trouble.next_step


def test_a_bus_that_is_gone_has_no_keyring(meet: Callable[[dict[str, str]], None], tmp_path: Path) -> None:
    meet({"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/bus"})
    with pytest.raises(NoSecretStoreError) as caught:
        SecretStore().get("p-1")
    assert caught.value.trouble.what == "There is no keyring here that could keep secrets."


@pytest.mark.usefixtures("no_keyring")
def test_no_keyring_at_all_says_so():
    for ask in (lambda: SecretStore().get("p-1"), SecretStore().description):
        with pytest.raises(NoSecretStoreError) as caught:
            ask()
        assert caught.value.trouble.what == "There is no keyring here that could keep secrets."
        assert "GNOME Keyring or KWallet" in caught.value.trouble.next_step


def test_a_keyring_that_comes_up_later_is_found_and_one_that_goes_is_missed(no_keyring):
    with pytest.raises(NoSecretStoreError):
        SecretStore().get("p-1")
    with gnome_keyring(no_keyring):
        SecretStore().set("p-1", "hunter2")
        assert SecretStore().get("p-1") == "hunter2"
    with pytest.raises(NoSecretStoreError):
        SecretStore().get("p-1")
    with gnome_keyring(no_keyring):
        assert SecretStore().get("p-1") == "hunter2"


def test_a_session_that_ended_has_no_keyring(meet):
    with secret_service() as environment:
        meet(environment)
        SecretStore().set("p-1", "hunter2")
    with pytest.raises(NoSecretStoreError):
        SecretStore().get("p-1")


class FakeKeyring(KeyringBackend):
    """The base of stand-ins for backends of other systems, which raise what the real ones raise."""

    priority = 5
    error: Exception | None = None

    def get_password(self, *_names: str) -> str | None:
        if self.error is not None:
            raise self.error
        return None

    def set_password(self, *_values: str) -> None:
        self.get_password()

    def delete_password(self, *_names: str) -> None:
        raise PasswordDeleteError("not found")


# keyring takes every class it has seen into consideration.
KeyringBackend._classes.discard(FakeKeyring)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Return a function that makes a backend of a given class name the active one."""
    made: list[type] = []

    def use(
        module: str = "tests", name: str = "Keyring", priority: float = 5, error: Exception | None = None
    ) -> None:
        values = {"__module__": module, "priority": priority, "error": error}
        made.append(type(name, (FakeKeyring,), values))
        keyring.set_keyring(made[-1]())

    monkeypatch.delenv("DISPLAY", raising=False)
    yield use
    for kind in made:
        KeyringBackend._classes.discard(kind)
    forget_backend()


@pytest.mark.parametrize(
    ("module", "name", "words"),
    [
        ("keyring.backends.macOS", "Keyring", "macOS Keychain"),
        ("keyring.backends.Windows", "WinVaultKeyring", "Windows Credential Manager"),
        ("keyring.backends.kwallet", "DBusKeyring", "KWallet"),
        ("keyring.backends.SecretService", "Keyring", "Secret Service"),
        ("onepassword", "Vault", "onepassword.Vault"),
    ],
)
@pytest.mark.usefixtures("no_keyring")
def test_stores_are_named_as_a_person_calls_them(use, module, name, words):
    use(module, name)
    assert SecretStore().description() == words


@pytest.mark.parametrize(
    ("module", "name", "priority"),
    [
        ("keyrings.alt.file", "PlaintextKeyring", 0.5),
        ("keyrings.alt.file", "EncryptedKeyring", 1.5),
        ("keyring.backends.null", "Keyring", -1),
        ("somebody", "Plain", 0.5),
    ],
)
def test_a_keyring_that_does_not_protect_is_refused_by_name(use, module, name, priority):
    use(module, name, priority)
    for call in (lambda: SecretStore().set("p-1", "hunter2"), SecretStore().description):
        with pytest.raises(NoSecretStoreError) as caught:
            call()
        assert f"({module}.{name}) does not protect secrets" in caught.value.trouble.what


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_chain_is_reduced_to_the_link_that_protects(use):
    use("keyrings.alt.file", "PlaintextKeyring", 0.5)
    forget_backend()
    assert "chainer" in type(keyring.get_keyring()).__module__
    SecretStore().set("p-1", "hunter2")
    assert SecretStore().description() == "GNOME Keyring (Secret Service)"
    lock_keyring()
    with pytest.raises(SecretStoreLockedError):
        SecretStore().set("p-1", "hunter2")


@pytest.mark.parametrize("setting", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
@pytest.mark.usefixtures("unlocked_keyring")
def test_a_persons_wish_for_no_keyring_is_followed(monkeypatch, setting):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", setting)
    forget_backend()
    with pytest.raises(NoSecretStoreError):
        SecretStore().set("p-1", "hunter2")


@pytest.mark.usefixtures("no_keyring")
def test_a_setting_that_names_no_keyring_is_explained(monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")
    with pytest.raises(NoSecretStoreError, match="PYTHON_KEYRING_BACKEND"):
        SecretStore().get("p-1")


def raised(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


class DBusException(Exception):  # noqa: N818 - python-dbus spells it so
    """Stands in for python-dbus's own."""


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (KeyringLocked("Can't get password from keychain"), SecretStoreLockedError),
        (PasswordSetError("Cancelled by user"), UnlockRefusedError),
        (raised(InitError("Failed to open keyring"), DBusException()), NoSecretStoreError),
        (DBusException("gone"), NoSecretStoreError),
        (ConnectionResetError(), NoSecretStoreError),
        (OSError(1783, "CredWrite", "The stub received bad data"), NoSecretStoreError),
        (PasswordSetError("quota exceeded"), SecretError),
    ],
)
def test_what_other_stores_raise_is_explained(use, error, kind):
    use(error=error)
    with pytest.raises(SecretError) as caught:
        SecretStore().set("p-1", "hunter2")
    assert type(caught.value) is kind
    assert caught.value.trouble.what
    assert "this run only" in caught.value.trouble.next_step
    assert "hunter2" not in repr(caught.value.trouble)


def test_where_there_is_always_a_screen_time_alone_tells_a_person(use, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    use(error=KeyringLocked("Can't get password from keychain"))
    with pytest.raises(SecretStoreLockedError):
        SecretStore().get("p-1")
    monkeypatch.setattr(secret_store, "_PERSON_SECONDS", 0.0)
    with pytest.raises(UnlockRefusedError):
        SecretStore().get("p-1")


def test_a_missing_entry_is_told_from_one_that_could_not_be_deleted(use, monkeypatch):
    use()
    SecretStore().delete("p-1")
    monkeypatch.setattr(type(keyring.get_keyring()), "get_password", lambda *_: "hunter2")
    with pytest.raises(SecretError, match="did not do as it was asked"):
        SecretStore().delete("p-1")


def test_the_window_does_not_wait_for_keyring_to_be_imported():
    code = (
        "import sys, launcher.storage.secrets, launcher.storage.profiles, launcher.storage.settings\n"
        "print('keyring' in sys.modules, 'tomlkit' in sys.modules)"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "False False\n"
