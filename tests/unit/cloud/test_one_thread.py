"""Many threads that wait for what one does."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor

import pytest

from launcher.cloud.one_thread import OneThread


@pytest.fixture
def one() -> Iterator[OneThread]:
    made = OneThread("one")
    yield made
    made.close()


async def where() -> str:
    await asyncio.sleep(0)
    return threading.current_thread().name


async def for_ever() -> None:
    await asyncio.Event().wait()


def test_whoever_asks_it_is_done_in_that_thread(one: OneThread) -> None:
    with ThreadPoolExecutor(8) as others:
        assert set(others.map(lambda _: one.do(where), range(100))) == {"one"}


def test_what_goes_wrong_is_told_to_the_one_who_asked(one: OneThread) -> None:
    async def fails() -> None:
        raise OSError(7, "no way")

    with pytest.raises(OSError, match="no way"):
        one.do(fails)
    assert one.do(where) == "one"


def test_its_end_wakes_everybody_who_waits(one: OneThread) -> None:
    begun = threading.Semaphore(0)

    async def waits() -> None:
        begun.release()
        await for_ever()

    with ThreadPoolExecutor(8) as others:
        waiting = [others.submit(one.do, waits) for _ in range(8)]
        for _ in waiting:
            assert begun.acquire(timeout=10)
        one.close()
        for future in waiting:
            with pytest.raises(CancelledError):
                future.result(timeout=10)


def test_who_comes_while_it_ends_is_not_left_waiting() -> None:
    for _ in range(50):
        one = OneThread("one")
        with ThreadPoolExecutor(4) as others:
            waiting = [others.submit(one.do, for_ever) for _ in range(4)]
            one.close()
            for future in waiting:
                with pytest.raises(CancelledError):
                    future.result(timeout=10)


def test_after_its_end_nothing_is_done(one: OneThread) -> None:
    one.close()
    one.close()
    with pytest.raises(CancelledError):
        one.do(where)
