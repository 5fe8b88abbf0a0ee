import pytest

from launcher.model.errors import (
    NoSecretStoreError,
    SecretError,
    SecretMissingError,
    SecretStoreLockedError,
)
from launcher.storage.secret_store import SecretStore
from launcher.storage.secrets import RunSecrets, Secrets
from tests.secret_service import lock_keyring


def test_secrets_of_a_run_never_show_themselves():
    secrets = RunSecrets()
    secrets.set("p-1", "hunter2")
    assert "hunter2" not in repr(secrets)
    assert "hunter2" not in repr(Secrets())
    assert secrets.get("p-1") == "hunter2"
    secrets.delete("p-1")
    secrets.delete("p-1")
    assert secrets.get("p-1") is None


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_a_secret_lasts_for_the_run():
    secrets = Secrets()
    with pytest.raises(NoSecretStoreError):
        secrets.remember("p-1", "hunter2")
    secrets.keep_for_this_run("p-1", "hunter2")
    assert secrets.get("p-1") == "hunter2"
    secrets.forget("p-1")
    with pytest.raises(NoSecretStoreError):
        secrets.get("p-1")
    with pytest.raises(NoSecretStoreError):
        Secrets().description()


@pytest.mark.usefixtures("unlocked_keyring")
def test_the_secret_of_this_run_goes_before_the_keyrings():
    secrets = Secrets()
    secrets.remember("p-1", "kept")
    secrets.keep_for_this_run("p-1", "typed just now")
    assert secrets.get("p-1") == "typed just now"
    assert Secrets().get("p-1") == "kept"


@pytest.mark.usefixtures("unlocked_keyring")
def test_remembering_ends_the_secret_of_this_run():
    secrets = Secrets()
    secrets.keep_for_this_run("p-1", "typed just now")
    secrets.remember("p-1", "kept")
    SecretStore().set("p-1", "changed elsewhere")
    assert secrets.get("p-1") == "changed elsewhere"


@pytest.mark.usefixtures("unlocked_keyring")
def test_forgetting_is_thorough():
    secrets = Secrets()
    secrets.remember("p-1", "kept")
    secrets.keep_for_this_run("p-1", "typed just now")
    secrets.forget("p-1")
    with pytest.raises(SecretMissingError):
        secrets.get("p-1")


@pytest.mark.usefixtures("locked_keyring")
def test_forgetting_says_when_the_keyring_may_still_have_it():
    with pytest.raises(SecretStoreLockedError):
        Secrets().forget("p-1")


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_locked_keyring_does_not_hold_up_the_secret_of_this_run():
    secrets = Secrets()
    secrets.keep_for_this_run("p-1", "typed just now")
    lock_keyring()
    assert secrets.get("p-1") == "typed just now"
    with pytest.raises(SecretError):
        secrets.get("p-2")


@pytest.mark.usefixtures("unlocked_keyring")
def test_the_keyring_is_named_as_a_person_calls_it():
    assert Secrets().description() == "GNOME Keyring (Secret Service)"


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_secret_is_remembered_together_with_what_follows():
    secrets = Secrets()
    with secrets.remembered("p-1", "new"):
        pass
    assert Secrets().get("p-1") == "new"


@pytest.mark.usefixtures("unlocked_keyring")
def test_what_follows_failed_so_the_secrets_are_as_before():
    secrets = Secrets()
    secrets.remember("p-1", "kept")
    secrets.keep_for_this_run("p-1", "typed just now")
    with pytest.raises(OSError, match="full"), secrets.remembered("p-1", "new"):
        raise OSError("full")
    assert secrets.get("p-1") == "typed just now"
    assert Secrets().get("p-1") == "kept"


@pytest.mark.usefixtures("unlocked_keyring")
def test_what_follows_failed_so_there_is_no_secret_left():
    secrets = Secrets()
    with pytest.raises(OSError, match="full"), secrets.remembered("p-1", "new"):
        raise OSError("full")
    with pytest.raises(SecretMissingError):
        secrets.get("p-1")


@pytest.mark.usefixtures("no_keyring")
def test_nothing_follows_where_no_keyring_took_the_secret():
    secrets, followed = Secrets(), []
    with pytest.raises(NoSecretStoreError), secrets.remembered("p-1", "new"):
        followed.append(1)
    assert not followed
