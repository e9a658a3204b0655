import re
from threading import Thread

from bot.log import ContextThreadPool, current_reference, new_reference, with_reference


def test_a_block_has_a_reference_of_its_own_within_another() -> None:
    with with_reference() as outer:
        assert current_reference() == outer
        with with_reference() as inner:
            assert current_reference() == inner != outer
        assert current_reference() == outer


def test_a_reference_can_be_read_out_on_the_telephone() -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", new_reference())


def test_workers_work_under_the_reference_of_who_gave_the_work() -> None:
    with ContextThreadPool(1) as workers:
        with with_reference() as first:
            assert workers.submit(current_reference).result() == first
        with with_reference() as second:
            assert workers.submit(current_reference).result() == second


def test_another_thread_has_none_until_it_gets_one() -> None:
    seen: list[str] = []

    def work() -> None:
        seen.append(current_reference())
        seen.append(new_reference())
        seen.append(current_reference())

    with with_reference():
        thread = Thread(target=work)
        thread.start()
        thread.join()
    assert seen[0] == ""
    assert seen[1] == seen[2] != ""
