"""Turns: who waits longest goes first."""

import threading
import time

from bot.store.turns import Turns


def test_those_who_wait_are_served_in_their_order() -> None:
    turns, served, waiting = Turns(), list[int](), list[threading.Thread]()

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
    turns = Turns()
    for _ in range(2):
        try:
            with turns:
                raise RuntimeError
        except RuntimeError:
            pass
    with turns:
        pass
