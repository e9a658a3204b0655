"""Turns: who waits longest goes first."""

import threading
import time

import pytest

from bot.store.sqlite import FairLock


def test_those_who_wait_are_served_in_their_order() -> None:
    turns, served, waiting = FairLock(), list[int](), list[threading.Thread]()

    def serve(number: int) -> None:
        with turns:
            served.append(number)

    with turns:
        for number in range(10):
            thread = threading.Thread(target=serve, args=(number,))
            thread.start()
            waiting.append(thread)
            while len(turns._waiting) <= number:
                time.sleep(0.001)
    for thread in waiting:
        thread.join()
    assert served == list(range(10))


def test_a_turn_that_fails_is_over() -> None:
    turns, served = FairLock(), list[str]()
    for _ in range(2):
        with pytest.raises(RuntimeError), turns:
            raise RuntimeError
    with turns:
        served.append("the next one")
    assert served == ["the next one"]
