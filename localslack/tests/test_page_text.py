"""Text on the page: formatted as Slack formats it, and inert where Slack leaves it alone."""

import pytest
from playwright.sync_api import Error, expect
from slack_sdk import WebClient

from localslack import Workspace
from localslack.testing.blocks import Block, mrkdwn, plain, section
from localslack.testing.browser import OpenTab, Tab
from localslack.testing.driver import Driver

pytestmark = pytest.mark.browser

HOSTILE = [
    "<!channel> <!here> <@U0JONAS> <#C0SALES>",
    "<script>hacked = true</script>",
    '<img src=x onerror="hacked = true">',
    "*bold* _italic_ ~struck~ `code` > quote",
    "<http://evil.example|click me> javascript:alert(1)",
    "{{constructor.constructor('hacked = true')()}}",
    "\u202egnihsihp\u202c :not_an_emoji:",
    "=HYPERLINK(1)",
]

MRKDWN = {
    "*bold* _italic_ ~struck~ `co*d*e`": "<b>bold</b> <i>italic</i> <s>struck</s> <code>co*d*e</code>",
    "*a _b_ c*": "<b>a <i>b</i> c</b>",
    "2*3*4, snake_case_name, * no *": "2*3*4, snake_case_name, * no *",
    "**no**, *no\nbold*": "**no**, *no\nbold*",
    "*\u2060not bold*\u2060": "*\u2060not bold*\u2060",
    "&gt; one\n&gt; two\nthree": "<blockquote>one\ntwo</blockquote>three",
    "&gt;&gt;&gt; one\ntwo": "<blockquote>one\ntwo</blockquote>",
    "a\n```\nx &lt; *y*\n```\nb": 'a<pre tabindex="0">x &lt; *y*</pre>b',
    "R&amp;D &amp;lt; &lt;b&gt;": "R&amp;D &amp;lt; &lt;b&gt;",
    "<@U0JONAS> <@U0NOBODY|jo>": '<span class="mention">@Jonas Weber</span> <span class="mention">@jo</span>',
    "<!here>": '<span class="mention mention-loud">@here</span>',
    "<javascript:alert(1)|x> <b>": "&lt;javascript:alert(1)|x&gt; &lt;b&gt;",
    "<!date^0^{_}|*as it is*>": "<time>*as it is*</time>",
    ":no_such_emoji: 10:30:45": ":no_such_emoji: 10:30:45",
}


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rich(text: str) -> Block:
    run = {"type": "text", "text": text}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [run]}]}


@pytest.fixture
def tab(workspace: Workspace, open_tab: OpenTab) -> Tab:
    tab = open_tab(workspace.url)
    tab.go("hot-leads")
    return tab


def assert_nothing_came_alive(tab: Tab) -> None:
    expect(tab.messages.locator(":is(script, img, a, .mention, article :is(b, i, s, code, blockquote))")).to_have_count(
        0
    )
    assert tab.page.evaluate("typeof hacked") == "undefined"


def test_plain_and_rich_text_are_shown_unchanged(tab: Tab, client: WebClient) -> None:
    headers = [{"type": "header", "text": plain(escaped(text))} for text in HOSTILE]
    sections = [{"type": "section", "text": plain(text)} for text in HOSTILE]
    client.chat_postMessage(channel="C0HOTLEADS", text="Fallback", blocks=[*headers, *sections, *map(rich, HOSTILE)])

    shown = tab.messages.get_by_role("article")
    expect(shown.get_by_role("heading")).to_have_text(HOSTILE)
    expect(shown.locator(".section .text")).to_have_text(HOSTILE)
    expect(shown.locator(".rich-text .text")).to_have_text(HOSTILE)
    assert_nothing_came_alive(tab)


def test_what_a_person_types_is_shown_as_typed(tab: Tab) -> None:
    typed = [text for text in HOSTILE if "*" not in text and "|" not in text]
    for text in typed:
        tab.send(text)
        expect(tab.message(text)).to_be_visible()

    expect(tab.messages.locator("article .text")).to_have_text(typed)
    assert_nothing_came_alive(tab)


def test_mrkdwn_is_formatted_as_slack_does(tab: Tab, client: WebClient) -> None:
    client.chat_postMessage(channel="C0HOTLEADS", text="Fallback", blocks=[section(written) for written in MRKDWN])

    shown = tab.messages.locator("article .text")
    expect(shown).to_have_count(len(MRKDWN))
    assert dict(zip(MRKDWN, shown.evaluate_all("all => all.map(one => one.innerHTML)"), strict=True)) == MRKDWN


def test_links_open_outside_and_show_target(tab: Tab, client: WebClient) -> None:
    client.chat_postMessage(
        channel="C0HOTLEADS",
        text="<https://a.example/?x=1&amp;y=2|Dana's *file*>, (https://b.example/c). dana@c.example",
    )

    links = tab.messages.get_by_role("link")
    expect(links).to_have_text(["Dana's *file*", "https://b.example/c", "dana@c.example"])
    expect(links.nth(0)).to_have_attribute("href", "https://a.example/?x=1&y=2")
    expect(links.nth(0)).to_have_attribute("rel", "noopener noreferrer")
    expect(links.nth(2)).to_have_attribute("href", "mailto:dana@c.example")


def test_verbatim_text_gets_no_links(tab: Tab, client: WebClient) -> None:
    blocks = [section("https://a.example *now*"), {"type": "section", "text": mrkdwn("x.com") | {"verbatim": True}}]
    client.chat_postMessage(channel="C0HOTLEADS", text="Links", blocks=blocks)

    expect(tab.messages.get_by_role("link")).to_have_text(["https://a.example"])


def test_channel_named_in_a_message_can_be_opened(tab: Tab, slack: Driver) -> None:
    slack.in_("#hot-leads").send("See #sales :fire:")

    expect(tab.messages.get_by_role("img", name="fire")).to_have_text("🔥")
    tab.messages.get_by_role("button", name="#sales").click()
    expect(tab.page.get_by_role("heading", name="sales", exact=True)).to_be_visible()


def test_nested_lists_keep_numbering(tab: Tab, client: WebClient) -> None:
    def numbered(*items: str, indent: int = 0) -> Block:
        lines = [{"type": "rich_text_section", "elements": [{"type": "text", "text": item}]} for item in items]
        return {"type": "rich_text_list", "style": "ordered", "indent": indent, "elements": lines}

    outline = [numbered("a", "b"), numbered("c", indent=1), numbered("d")]
    client.chat_postMessage(channel="C0HOTLEADS", text="List", blocks=[{"type": "rich_text", "elements": outline}])

    expect(tab.messages.get_by_role("listitem")).to_have_text(["a", "b", "c", "d"])
    assert tab.messages.get_by_role("list").evaluate_all("lists => lists.map(list => list.start)") == [1, 1, 3]


def test_images_from_elsewhere_are_not_loaded(tab: Tab, client: WebClient) -> None:
    pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
    images = [
        {"type": "image", "image_url": url, "alt_text": alt}
        for url, alt in [(pixel, "A pixel"), ("https://evil.example/track.png", "A tracker")]
    ]
    client.chat_postMessage(channel="C0HOTLEADS", text="Images", blocks=images)

    expect(tab.messages.get_by_role("img")).to_have_count(1)
    expect(tab.messages.get_by_text("Image: A tracker")).to_be_visible()


def test_page_runs_only_its_own_scripts(tab: Tab) -> None:
    with pytest.raises(Error, match="Content Security Policy"):
        tab.page.add_script_tag(content="hacked = true")
    assert tab.page.evaluate("typeof hacked") == "undefined"
