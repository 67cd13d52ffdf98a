"""What sending and editing share: the text with its markup, the buttons, the files."""

from bot.simulator.core.entities import FormattedText, from_json, trimmed, with_detected
from bot.simulator.core.images import picture_size
from bot.simulator.core.keyboards import Keyboard, inline_keyboard, is_reply_markup
from bot.simulator.core.messages import Content, Kind, StoredFile
from bot.simulator.core.parameters import Json, Parameters, Upload
from bot.simulator.core.people import Chat
from bot.simulator.core.refusals import bad_request, unparsable
from bot.simulator.core.telegram_html import parse
from bot.simulator.core.world import World

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_PHOTO_BYTES = 10 * 1024 * 1024
MAX_FILE_BYTES = 50 * 1024 * 1024
FREE_EFFECTS = frozenset(
    {
        "5104841245755180586",
        "5107584321108051014",
        "5159385139981059251",
        "5046509860389126442",
        "5104858069142078462",
        "5046589136895476101",
    }
)


def formatted(text: str, parameters: Parameters, entities_name: str) -> FormattedText:
    """Parse a text by parse_mode or explicit entities, trim it, and add what the server detects.

    Refuses every parse mode but HTML: the bot uses no other, and a wrong one must not pass unseen.
    """
    mode = parameters.text("parse_mode").lower()
    raw_entities = parameters.structure(entities_name, "message entities")
    if mode == "html":
        parsed = parse(text)
    elif mode:
        raise unparsable(f"unsupported parse_mode (the simulator knows HTML, not {mode})")
    else:
        parsed = FormattedText(text, from_json(raw_entities, text) if raw_entities else ())
    return with_detected(trimmed(parsed))


def message_text(parameters: Parameters, too_long: str) -> FormattedText:
    """The text of a text message; refuses an empty one, and `too_long` ones of over 4,096 UTF-16 units."""
    text = parameters.text("text")
    if not text:
        raise bad_request("message text is empty")
    words = formatted(text, parameters, "entities")
    if not words.text:
        raise bad_request("text must be non-empty")
    if words.length > MAX_TEXT:
        raise bad_request(too_long)
    return words


def caption(parameters: Parameters) -> FormattedText:
    """The caption of a file, possibly empty; refuses more than 1,024 UTF-16 units."""
    words = formatted(parameters.text("caption"), parameters, "caption_entities")
    if words.length > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return words


def keyboard(parameters: Parameters) -> Keyboard | None:
    """The inline buttons of a call; without the parameter there are none."""
    return inline_keyboard(parameters.structure("reply_markup", "reply keyboard markup"))


def any_markup(chat: Chat, parameters: Parameters) -> Keyboard | None:
    """Inline buttons, or a reply keyboard, which belongs to the chat instead of the message."""
    markup = parameters.structure("reply_markup", "reply keyboard markup")
    if not is_reply_markup(markup):
        return inline_keyboard(markup)
    if markup.get("remove_keyboard"):
        chat.reply_keyboard = None
    elif "keyboard" in markup:
        chat.reply_keyboard = markup
    return None


def effect(parameters: Parameters) -> str | None:
    """The message effect; refuses all but the free ones."""
    identifier = parameters.text("message_effect_id")
    if identifier and identifier not in FREE_EFFECTS:
        raise bad_request("EFFECT_ID_INVALID")
    return identifier or None


def media_file(world: World, kind: Kind, source: Upload | str, options: Json) -> StoredFile:
    """The file of a photo, document or audio message: a new upload, or a file_id that was seen before."""
    if isinstance(source, str):
        known = world.files.get(source)
        if known is not None:
            return known
        if not source:
            raise bad_request(f"there is no {kind.value} in the request")
        raise bad_request("wrong file identifier/HTTP URL specified")
    if not source.content:
        raise bad_request("file must be non-empty")
    if kind is Kind.PHOTO:
        if len(source.content) > MAX_PHOTO_BYTES:
            raise bad_request("file is too big for a photo: the maximum is 10 MB")
        width, height = picture_size(source.content)
        return world.store(source, width=width, height=height)
    if len(source.content) > MAX_FILE_BYTES:
        raise bad_request("Request Entity Too Large")
    if kind is Kind.AUDIO:
        duration = int(options.get("duration") or 0)
        return world.store(
            source, duration=duration, title=options.get("title"), performer=options.get("performer")
        )
    return world.store(source)


def media_content(world: World, kind: Kind, parameters: Parameters) -> Content:
    """The content of sendPhoto, sendDocument or sendAudio."""
    words = caption(parameters)
    options = {name: parameters.text(name) for name in ("duration", "title", "performer")}
    file = media_file(world, kind, parameters.file(kind.value), options)
    return Content(kind, words, file)
