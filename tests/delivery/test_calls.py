"""A message as methods of the Bot API."""

from __future__ import annotations

from dataclasses import replace

from telegram import InputMediaPhoto

from bot.coaching.outgoing import Attachment, Button, Kind, Outgoing, Screen, Style
from bot.delivery import calls

KEYS = ((Button("Done", "1|c|a|done", Style.SUCCESS), Button("Docs", url="https://example.org")),)
TEXT = Outgoing(42, Screen("<b>Today</b> &amp; more", KEYS), Kind.REMINDER, "r1", silent=True)
PICTURE = Outgoing(
    42, Screen("<i>week</i>", attachment=Attachment("photo", "w.png", "image/png", b"PNG")), Kind.FILE, "f"
)
MARKUP = {
    "inline_keyboard": [
        [
            {"text": "Done", "style": "success", "callback_data": "1|c|a|done"},
            {"text": "Docs", "url": "https://example.org"},
        ]
    ]
}


def test_a_new_text_message() -> None:
    call = calls.fresh(TEXT)
    assert call.method == "sendMessage"
    assert call.parameters == {
        "chat_id": 42,
        "disable_notification": True,
        "reply_markup": MARKUP,
        "text": "<b>Today</b> &amp; more",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }


def test_an_edit_names_its_message_and_takes_missing_buttons_away() -> None:
    call = calls.edit(replace(TEXT, edit_message_id=9, screen=Screen("done")))
    assert call.method == "editMessageText"
    assert (call.parameters["message_id"], call.parameters["reply_markup"]) == (9, {"inline_keyboard": []})


def test_a_picture_has_a_caption() -> None:
    call = calls.fresh(PICTURE)
    assert call.method == "sendPhoto"
    assert (call.parameters["caption"], call.parameters["parse_mode"]) == ("<i>week</i>", "HTML")
    assert call.parameters["photo"].input_file_content == b"PNG"


def test_a_sound_says_how_long_it_plays() -> None:
    sound = Attachment("audio", "cues.mp3", "audio/mpeg", b"MP3", seconds=1443)
    call = calls.fresh(Outgoing(42, Screen("", attachment=sound), Kind.FILE, "f"))
    assert (call.method, call.parameters["duration"]) == ("sendAudio", 1443)
    assert call.parameters["audio"].mimetype == "audio/mpeg"


def test_an_edited_picture_carries_its_file() -> None:
    media = calls.edit(replace(PICTURE, edit_message_id=9)).parameters["media"]
    assert isinstance(media, InputMediaPhoto)
    assert (media.caption, media.parse_mode) == ("<i>week</i>", "HTML")


def test_a_refused_markup_becomes_plain_text() -> None:
    parameters = calls.fresh(TEXT, plain=True).parameters
    assert parameters["text"] == "Today & more"
    assert "parse_mode" not in parameters


def test_a_toast_is_cut_to_what_telegram_takes() -> None:
    assert calls.answer("q", "").parameters == {"callback_query_id": "q"}
    assert len(calls.answer("q", "a" * 500).parameters["text"]) == 200
