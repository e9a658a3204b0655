"""Replies of conversations as Slack messages."""

from bot.conversation.replies import NotSharedReply, SharedReply, TextReply
from bot.slack.views.replies import render_reply


def test_remarks_are_below_the_words_and_are_no_markup() -> None:
    plain = render_reply(TextReply("Leads"), "#hot-leads")
    with_remark = render_reply(TextReply("Leads", ("Not <!here>.",)), "#hot-leads")
    assert plain["text"] == "Leads"
    assert with_remark["text"] == "Leads\nNot &lt;!here&gt;."
    assert with_remark["blocks"][:-1] == plain["blocks"]


def test_channel_is_linked_by_id_and_named_otherwise() -> None:
    assert "<#C0SALES>" in render_reply(SharedReply("C0SALES"), "#hot-leads")["text"]
    assert "sales" in render_reply(NotSharedReply("#sales"), "#hot-leads")["text"]
