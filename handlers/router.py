"""From one update to one handler: who it is from, what it is, and which conversation serves it."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import Document, Message, Update

from bot.coaching import absences, acquaintance, preferences, safety
from bot.coaching.acquaintance import AppLanguage
from bot.coaching.files import FileContent
from bot.coaching.people import TRAINING, Person, Status
from bot.coaching.ports import UnitOfWork
from handlers import commands, conversations, groups, pinned, wishes
from handlers.context import Context, Services
from handlers.keyboards import Tap, parse

REGISTRY = conversations.registry()
OPEN_COMMANDS = frozenset(
    {"start", "help", "more", "privacy", "about", "language", "cancel", "delete", "export", "settings"}
)
OPEN_TAPS = frozenset({"setup", "account", "set", "safety", "again"})
# t.me/<bot>?start=<one of these>: screens only, nothing is changed by following a link
LINKS = frozenset("today week log progress why learn plan health nutrition settings help privacy".split())
STAY_QUIET = "1|set|pause|open"
ASKS_NOTHING = frozenset({"welcome"})  # nothing was answered yet that could be kept
GO_ON = frozenset({"start", "plan", "go"})  # commands that say themselves what becomes of an open question


async def dispatch(
    update: Update,
    uow: UnitOfWork,
    services: Services,
    update_key: str,
    files: Mapping[str, FileContent] | None = None,
) -> str:
    """Serve one update inside its unit of work; returns the toast for a tapped button (empty: none).

    Raises FileWanted where a file has to be fetched first; `files` are those that were.
    """
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or user.is_bot:
        return ""
    app = AppLanguage(user.language_code, services.renderer.languages)
    if chat.type != "private":
        await groups.point_to_the_private_chat(update, uow, services, app)
        return ""
    now = services.clock.now()
    if update.my_chat_member is not None:
        blocked = update.my_chat_member.new_chat_member.status in ("kicked", "left")
        await acquaintance.reachability(uow, user.id, reachable=not blocked, now=now)
        return ""
    person = await acquaintance.meet(uow, user.id, chat.id, app, now)
    context = Context(uow, services, person, now, update_key, files=files or {})
    await _serve(context, update)
    return context.toast


async def _serve(context: Context, update: Update) -> None:
    if await absences.is_unsaid(context.uow, context.person, context.now):
        context.tell("missed")
    await context.seen()
    await _wake(context, update)
    await _take(context, update)
    if not context.erased:
        if await acquaintance.is_to_be_asked(context.uow, context.person, context.now):
            await context.send("account/changed")
        await pinned.refresh(
            context.uow, context.services, context.person, context.now, context.update_key, context.message_id
        )


async def _wake(context: Context, update: Update) -> None:
    """Whoever was silent for two weeks and does something is reminded again, unless it is the tap on "Stay quiet"."""
    query = update.callback_query
    if context.person.status is Status.SILENT and (query is None or query.data != STAY_QUIET):
        context.person = await preferences.resume(context.uow, context.person, context.now)


async def _take(context: Context, update: Update) -> None:
    query = update.callback_query
    if query is not None:
        context.message_id = query.message.message_id if query.message else None
        context.on_file = (
            isinstance(query.message, Message) and query.message.effective_attachment is not None
        )
        await _tap(context, parse(query.data or ""))
    elif update.effective_message is not None:
        await _message(context, update.effective_message)


async def _tap(context: Context, tap: Tap | None) -> None:
    if context.message_id is not None:
        await context.uow.outbox.confirm(context.person.id, context.message_id)
    if tap is None or tap.kind not in REGISTRY.taps.keys() | {"menu"}:
        context.say("old_button")
        await conversations.begin(context, "")
    elif tap.kind == "menu":
        await _command(context, f"/{tap.id}")
    elif tap.kind not in OPEN_TAPS and not _trains(context.person):
        await conversations.begin(context, "")
    else:
        await REGISTRY.taps[tap.kind](context, tap)


async def _message(context: Context, message: Message) -> None:
    context.source_id = message.message_id
    answered = message.reply_to_message
    if answered is not None and answered.from_user is not None and answered.from_user.is_bot:
        await context.uow.outbox.confirm(context.person.id, answered.message_id)
    text = (message.text or message.caption or "").strip()
    flag = await safety.heard(context.uow, context.person, text, context.now) if text else None
    if flag is not None:
        await conversations.warn(context, flag)
    elif text.startswith("/"):
        await _command(context, text)
    elif message.document is not None:
        await _file(context, message.document)
    elif message.text is None:
        await context.show("unreadable")
    else:
        await _text(context, text)


async def _file(context: Context, document: Document) -> None:
    if _trains(context.person):
        await conversations.read_file(context, document)
    else:
        await conversations.begin(context, "")


async def _command(context: Context, text: str) -> None:
    name, _, arguments = text[1:].partition(" ")
    name = name.partition("@")[0].lower()
    if name == "start" and arguments.strip() in LINKS and _trains(context.person):
        name, arguments = arguments.strip(), ""
    if name not in REGISTRY.commands:
        await context.show("did_you_mean", command=commands.closest(name, REGISTRY.commands))
    elif name not in OPEN_COMMANDS and not _trains(context.person):
        if context.person.status in (Status.NEW, Status.SETTING_UP):
            context.tell("plan_first", command=name)
        await conversations.begin(context, "")
    else:
        await _leave(context, name)
        await REGISTRY.commands[name](context, arguments.strip())


async def _leave(context: Context, command: str) -> None:
    """A command leaves any question; the next screen says what was kept (ux 8)."""
    dialogue = await context.uow.dialogues.get(context.person.id, context.now)
    if dialogue is not None:
        context.left = dialogue.kind if command not in GO_ON and dialogue.kind not in ASKS_NOTHING else ""
        await context.uow.dialogues.clear(context.person.id)


async def _text(context: Context, text: str) -> None:
    dialogue = await context.uow.dialogues.get(context.person.id, context.now)
    reader = REGISTRY.texts.get(dialogue.kind) if dialogue else None
    if dialogue is not None and reader is not None and await reader(context, dialogue, text):
        return
    if not _trains(context.person):
        await conversations.begin(context, "")
    elif not await conversations.answer_review(context, text) and not await conversations.read(context, text):
        await _asked(context, text)


async def _asked(context: Context, text: str) -> None:
    """Text that is no log: the screen that its words ask for, else three ways on (ux 10)."""
    command = wishes.wish_of(text)
    if command is None:
        await context.show("log/not_a_log")
    else:
        await REGISTRY.commands[command](context, "")


def _trains(person: Person) -> bool:
    return person.status in TRAINING
