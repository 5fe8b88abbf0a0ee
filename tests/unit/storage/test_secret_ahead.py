"""A secret read by a process of its own, from a real gnome-keyring."""

from pathlib import Path

import pytest

from launcher.model.errors import SecretMissingError
from launcher.storage.secret_ahead import SecretAhead, can_read_ahead
from launcher.storage.secret_store import SecretStore
from launcher.storage.secrets import Secrets

pytestmark = pytest.mark.skipif(not can_read_ahead(), reason="processes do not become two here")


@pytest.mark.usefixtures("unlocked_keyring")
def test_the_secret_comes_and_no_process_is_left() -> None:
    SecretStore().set("p-1", "hunter2 ü")
    ahead = SecretAhead("p-1")
    assert ahead.result() == "hunter2 ü"
    assert not Path(f"/proc/{ahead.process}").exists()


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_secret_is_read_once_ahead_and_anew_from_then_on() -> None:
    secrets = Secrets()
    secrets.remember("p-1", "first")
    secrets.read_ahead("p-1")
    assert secrets.get("p-1") == "first"
    secrets.remember("p-1", "second")
    assert secrets.get("p-1") == "second"


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_missing_one_is_told_by_whoever_asks() -> None:
    secrets = Secrets()
    secrets.read_ahead("p-1")
    with pytest.raises(SecretMissingError):
        secrets.get("p-1")


@pytest.mark.usefixtures("locked_keyring")
def test_a_locked_keyring_is_not_asked_twice() -> None:
    assert SecretAhead("p-1").result() is None


@pytest.mark.usefixtures("no_keyring")
def test_no_keyring_ends_it_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    assert SecretAhead("p-1").result() is None
    assert capfd.readouterr() == ("", "")
