"""Telegram HTML: what comes out of good markup, and the real parser's words about bad markup."""

import pytest

from bot.simulator.core import Person, Refusal, Seen, Simulator


def send(simulator: Simulator, person: Person, html: str) -> object:
    return simulator.call("sendMessage", {"chat_id": person.user_id, "text": html, "parse_mode": "HTML"})


def shown(simulator: Simulator, person: Person, html: str) -> Seen:
    answer = send(simulator, person, html)
    assert not isinstance(answer, Refusal), answer
    return person.last()


@pytest.mark.parametrize(
    ("html", "text", "spans"),
    [
        ("<b>Run</b> easy", "Run easy", [("bold", 0, 3)]),
        ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        (
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
        ),
        ("<b>one <i>two</i></b>", "one two", [("bold", 0, 7), ("italic", 4, 3)]),
        ("😀 <b>ok</b>", "😀 ok", [("bold", 3, 2)]),
        ("&lt;b&gt; &amp; &quot;q&quot; &#8211; &#x1F600;", '<b> & "q" – 😀', []),
        ("&nbsp;&copy;", "&nbsp;&copy;", []),
        ("<blockquote>a\nb</blockquote>", "a\nb", [("blockquote", 0, 3)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<code>x</code>", "x", [("code", 0, 1)]),
        ('<pre><code class="language-python">x</code></pre>', "x", [("pre", 0, 1)]),
        ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍", [("custom_emoji", 0, 2)]),
        ('<tg-time unix="1647531900" format="wDT">then</tg-time>', "then", [("date_time", 0, 4)]),
        ("<a href='https://example.org'>x</a>", "x", [("text_link", 0, 1)]),
        ('<a href="tg://user?id=100001">Anna</a>', "Anna", [("text_mention", 0, 4)]),
        ("<a href='nowhere'>x</a>", "x", []),
        ("<B>x</B>", "x", [("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("  <b> x </b>\n", "x", [("bold", 0, 1)]),
        (
            "see /today or https://x.org.",
            "see /today or https://x.org.",
            [("bot_command", 4, 6), ("url", 14, 13)],
        ),
        ("<code>/today</code>", "/today", [("code", 0, 6)]),
    ],
)
def test_markup_becomes_text_and_spans_in_utf16(
    simulator: Simulator, anna: Person, html: str, text: str, spans: list[tuple[str, int, int]]
) -> None:
    message = shown(simulator, anna, html)
    assert message.text == text
    assert [(entity.kind, entity.offset, entity.length) for entity in message.entities] == spans


def test_details_of_links_times_and_code_are_kept(simulator: Simulator, anna: Person) -> None:
    html = (
        "<a href='https://example.org?a=1&amp;b=2'>x</a>"
        '<tg-time unix="5" format="t">y</tg-time><pre><code class="language-c">z</code></pre>'
    )
    details = [dict(entity.details) for entity in shown(simulator, anna, html).entities]
    assert details == [
        {"url": "https://example.org/?a=1&b=2"},
        {"unix_time": 5, "date_time_format": "t"},
        {"language": "c"},
    ]


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("3 < 5", 'Unsupported start tag "" at byte offset 2'),
        ("é <br>", 'Unsupported start tag "br" at byte offset 3'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x>y', "Unclosed start tag at byte offset 0"),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ("<a ='x'>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="soon">x</tg-time>', "Invalid date specified in tg-time"),
    ],
)
def test_bad_markup_is_refused_in_the_servers_words(
    simulator: Simulator, anna: Person, html: str, complaint: str
) -> None:
    assert send(simulator, anna, html) == Refusal(400, f"Bad Request: can't parse entities: {complaint}")
    assert anna.chat() == ()


def test_other_parse_modes_are_refused_instead_of_shown_raw(simulator: Simulator, anna: Person) -> None:
    answer = simulator.call(
        "sendMessage", {"chat_id": anna.user_id, "text": "*x*", "parse_mode": "MarkdownV2"}
    )
    assert isinstance(answer, Refusal)
    assert answer.error_code == 400


def test_explicit_entities_are_taken_and_bounds_are_checked(simulator: Simulator, anna: Person) -> None:
    good = {
        "chat_id": anna.user_id,
        "text": "Anna < 5",
        "entities": [{"type": "bold", "offset": 0, "length": 4}],
    }
    assert not isinstance(simulator.call("sendMessage", good), Refusal)
    assert anna.last().formatted("bold") == ("Anna",)
    bad = {**good, "entities": [{"type": "bold", "offset": 5, "length": 40}]}
    assert isinstance(simulator.call("sendMessage", bad), Refusal)


@pytest.mark.parametrize(
    ("characters", "accepted"),
    [("x" * 4096, True), ("x" * 4097, False), ("😀" * 2048, True), ("😀" * 2049, False)],
)
def test_the_limit_of_4096_counts_utf16_units_after_parsing(
    simulator: Simulator, anna: Person, characters: str, accepted: bool
) -> None:
    answer = send(simulator, anna, f"<b>{characters}</b>")
    assert (answer == Refusal(400, "Bad Request: message is too long")) is not accepted
    assert len(anna.chat()) == int(accepted)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "message text is empty"),
        (" \n", "text must be non-empty"),
        ("<b> </b>", "text must be non-empty"),
    ],
)
def test_empty_texts_are_refused(simulator: Simulator, anna: Person, text: str, reason: str) -> None:
    assert send(simulator, anna, text) == Refusal(400, f"Bad Request: {reason}")
