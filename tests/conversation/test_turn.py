"""A turn: what may answer a question, and where a thread begins."""

from bot.conversation.conversation import Conversation, Thread
from bot.conversation.turn import Turn

THREAD = Thread("D0MAYA", "1763899200.000100")
ASKED = Conversation(THREAD, asked="age", question_ts="1763899210.000100")


def test_text_sent_before_question_does_not_answer_it() -> None:
    assert not Turn(ASKED, "yes", "U0MAYA", ts="1763899209.999900").is_answer
    assert Turn(ASKED, "yes", "U0MAYA", ts="1763899210.000200").is_answer


def test_first_message_begins_thread() -> None:
    assert Turn(Conversation(THREAD), "yes", "U0MAYA", ts=THREAD.ts).begins_thread
    assert not Turn(Conversation(THREAD), "yes", "U0MAYA", ts="1763899211.000100").begins_thread
