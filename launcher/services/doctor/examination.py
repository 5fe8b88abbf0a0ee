"""Checks one after the other, in a thread of their own, none of them waited for without end."""

import threading
import time
from collections.abc import Callable, Sequence

from launcher.model.errors import PortholeError, SecretMissingError, waits_for_a_person
from launcher.model.finding import Finding, Health, failure

Check = Callable[[], Finding | None]
"""Looks at one thing; None: there is nothing to say of it."""

Steps = Sequence[tuple[str, Check]]
"""Checks by their names; one that fails ends the row, as the next ones need what it tried."""


class Examination:
    """A row of checks that runs."""

    def __init__(self, steps: Steps, patience: float) -> None:
        """Begin.

        Args:
            steps: what to look at.
            patience: seconds to wait for each.
        """
        self._steps = steps
        self._patience = patience
        self._lock = threading.Lock()
        self._found: list[Finding] = []
        self._current = ""
        self._begun = time.monotonic()
        self._given_up = False
        # Nobody waits for one that hangs: the program ends without it.
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def findings(self) -> tuple[Finding, ...]:
        """Wait until all has been looked at, or one thing took too long; returns what was found."""
        while self._thread.is_alive() and not self._given_up:
            with self._lock:
                left = self._begun + self._patience - time.monotonic()
                if left <= 0:
                    self._given_up = True
                    self._found.append(_too_slow(self._current, self._patience))
            self._thread.join(max(left, 0.0))
        with self._lock:
            return tuple(self._found)

    def _run(self) -> None:
        for name, check in self._steps:
            with self._lock:
                self._current, self._begun = name, time.monotonic()
            found = _found(name, check)
            with self._lock:
                if self._given_up:
                    return
                if found is not None:
                    self._found.append(found)
            if found is not None and found.health in {Health.FAILED, Health.UNTRIED}:
                return


def _found(name: str, check: Check) -> Finding | None:
    try:
        return check()
    except SecretMissingError as error:
        return failure(name, error, Health.UNTRIED)
    except PortholeError as error:
        return failure(name, error, Health.UNTRIED if waits_for_a_person(error) else Health.FAILED)
    except Exception as error:  # noqa: BLE001 - a defect in one check must not keep the others from being told
        words = f"Porthole itself failed at this ({type(error).__name__})."
        return Finding(name, Health.FAILED, words, "Please report it, with porthole --version.")


def _too_slow(name: str, seconds: float) -> Finding:
    step = "Try again; a question may wait on the screen, or --timeout gives it longer."
    return Finding(name, Health.FAILED, f"This was not answered within {seconds:g} seconds.", step)
