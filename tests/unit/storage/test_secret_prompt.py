"""A locked keyring with a display: gnome-keyring's own question, answered with real keys."""

import os
import queue
import subprocess
import threading
from collections.abc import Iterator

import pytest

from launcher.model.errors import SecretError, UnlockRefusedError
from launcher.storage.secret_store import SecretStore
from tests.secret_service import PASSWORD, lock_keyring, secret_service


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "800x600x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL) as server:
        os.close(write_end)
        with os.fdopen(read_end, encoding="ascii") as answer:
            number = answer.readline().strip()
        yield f":{number}"
        server.terminate()


@pytest.fixture
def locked(meet, display: str) -> Iterator[str]:
    with secret_service(display=display) as environment:
        meet(environment)
        SecretStore().set("p-1", "hunter2")
        lock_keyring()
        yield display


def asked(display: str, *actions: list[str], at_once: int = 1) -> list[object]:
    """Ask for the secret, and do ``actions`` (xdotool's) when the question is on the screen.

    Returns:
        what each of ``at_once`` threads got.
    """
    answers: queue.Queue[object] = queue.Queue()

    def ask() -> None:
        try:
            answers.put(SecretStore().get("p-1"))
        except SecretError as error:
            answers.put(error)

    askers = [threading.Thread(target=ask) for _ in range(at_once)]
    for asker in askers:
        asker.start()
    environment = {"DISPLAY": display, "PATH": os.environ["PATH"]}
    for action in (["search", "--sync", "--onlyvisible", "--class", "gcr-prompter"], *actions):
        subprocess.run(["xdotool", *action], env=environment, capture_output=True, timeout=20, check=True)
    for asker in askers:
        asker.join(timeout=20)
    return [answers.get(timeout=0) for _ in askers]


def test_answering_the_question_gives_the_secret(locked):
    assert asked(locked, ["type", PASSWORD], ["key", "Return"]) == ["hunter2"]


def test_dismissing_the_question_is_not_the_same_as_being_unable_to_ask(locked):
    (error,) = asked(locked, ["key", "Escape"])
    assert isinstance(error, UnlockRefusedError)
    assert error.trouble.what == "The keyring stayed locked because its question was dismissed."
    assert error.trouble.next_step.startswith("Try again and answer it")


def test_many_profiles_at_once_ask_one_question(locked):
    errors = asked(locked, ["key", "Escape"], at_once=4)
    assert [type(error) for error in errors] == [UnlockRefusedError] * 4
