"""The onboarding: one message edited on each tap, eight steps, defaults first (C-20, ux M1 to M4)."""

from __future__ import annotations

from bot.coaching import acquaintance, onboarding, safety
from bot.coaching.onboarding import Change, Place
from bot.coaching.people import TRAINING, Dialogue, Status
from handlers import answers
from handlers.context import SETUP_PROMPT, Context
from handlers.keyboards import Tap, parse
from handlers.onboarding import revision, screens, steps, words
from handlers.registry import Conversation
from rules.errors import OutOfRange, TooYoung

KIND, WELCOME = "setup", "welcome"
BEGIN = frozenset(
    ("start", "go", "begin", "let's go", "los", "los geht's", "starten", "anfangen", "empezar", "adelante")
)


async def start(context: Context, _: str) -> None:
    """/start: the first screen, the open question, the hold, or home."""
    if context.person.status in TRAINING:
        await context.show("home", paused=context.person.status is Status.PAUSED)
        return
    if await safety.is_held_by_flag(context.uow, context.person, context.today):
        await context.show("safety/held")
        return
    place = await onboarding.where(context.uow, context.person, context.today)
    if place is None:
        await context.ask(WELCOME, "", lasts=SETUP_PROMPT)
        await context.show("start")
    else:
        await _show(context, place)


async def tapped(context: Context, tap: Tap) -> None:
    """A button of the set-up; with a plan running it is an old one."""
    revised = await revision.is_open(context)
    held = await safety.is_held_by_flag(context.uow, context.person, context.today)
    not_agreed = context.person.status is Status.NEW and tap.id not in ("begin", "nav")
    if held or not_agreed or (context.person.status in TRAINING and not revised):
        await start(context, "")
    elif revised and tap.id in ("begin", "nav", "plan"):
        await (revision.finish(context) if tap.action == "start" else revision.leave(context))
    elif tap.id in ("begin", "nav", "plan"):
        await {"begin": _begin, "nav": _navigate, "plan": _plan}[tap.id](context, tap.action)
    elif tap.id in steps.TAPPED:
        await _tapped_answer(context, tap)
    else:
        await start(context, "")


async def welcomed(context: Context, _: Dialogue, text: str) -> bool:
    """A yes to the welcome is its first button; the label of another is that one."""
    keyboard = context.services.renderer.screen("start", context.voice, {}).keyboard
    agreed = answers.yes_or_no(text) or answers.bare(text.strip(" .!")) in BEGIN
    tap = parse(keyboard[0][0].data) if agreed else answers.label(text, keyboard)
    if tap is None or tap.kind != KIND:
        return False
    await tapped(context, tap)
    return True


async def typed(context: Context, _: Dialogue, text: str) -> bool:
    """Typed text as the answer to the open question, by its meaning or by a button's label."""
    if await safety.is_held_by_flag(context.uow, context.person, context.today):
        return False
    place = await onboarding.where(context.uow, context.person, context.today)
    if place is None:
        return False
    change = words.read(place.question, text, context) if place.question else None
    if change is not None:
        await _answer(context, change)
        return True
    name, values = await screens.screen(context, place)
    keyboard = context.services.renderer.screen(name, context.voice, values).keyboard
    tap = answers.label(text, keyboard)
    if tap is None:
        await _show(context, place, problem="unread")
    else:
        await tapped(context, tap)
    return True


async def _tapped_answer(context: Context, tap: Tap) -> None:
    try:
        change = steps.tapped(tap.id, tap.action, context)
        await _answer(context, change, view="cleared" if tap.id == "limit" else tap.action)
    except ValueError:  # a value that no button of ours carries
        context.say("old_button")
        await start(context, "")


async def _begin(context: Context, action: str) -> None:
    person = await acquaintance.agree(context.uow, context.person, context.now)
    context.person = person
    quick = action == "quick"
    await _show(context, await onboarding.begin(context.uow, person, context.now, quick=quick))


async def _navigate(context: Context, action: str) -> None:
    if action == "later":
        await context.uow.dialogues.clear(context.person.id)
        await context.show("setup/later")
    elif action == "about":
        await context.show("setup/about")
    elif action == "cleared":
        await _answer(context, None, view=action)
    else:
        place = await onboarding.step_back(context.uow, context.person, context.now, context.today)
        await (_show(context, place) if place.draft.answered or action == "back" else context.show("start"))


async def _plan(context: Context, action: str) -> None:
    place = await onboarding.where(context.uow, context.person, context.today)
    if action == "start" and (place is None or place.question or place.hold):
        await start(context, "")
    elif action == "start":
        made = await onboarding.start(context.uow, context.person, context.now, context.today)
        values = screens.week_values(made, context.today)
        await context.put("setup/started", values, edit=context.message_id, pin=True)
        await context.uow.dialogues.clear(context.person.id)
    else:
        place = await onboarding.reopen(context.uow, context.person, action, context.now, context.today)
        await _show(context, place)


async def _answer(context: Context, change: Change | None, view: str = "") -> None:
    try:
        place = await onboarding.answer(
            context.uow, context.person, change or (lambda draft: draft), context.now, context.today
        )
    except TooYoung:
        await _too_young(context)
    except OutOfRange as refusal:
        place = await onboarding.answer(context.uow, context.person, lambda d: d, context.now, context.today)
        await _show(context, place, problem="range", refusal=refusal)
    else:
        await _show(context, place, view=view if change is None or view == "cleared" else "")


async def _too_young(context: Context) -> None:
    """Nothing is kept of someone under 18; an old button doesn't end a plan that is running (C-35)."""
    if context.person.status in TRAINING:
        await revision.home(context, "")
        return
    await onboarding.forget(context.uow, context.person, context.now)
    context.erased = True
    await context.show("setup/too_young")


async def _show(
    context: Context, place: Place, view: str = "", problem: str = "", refusal: OutOfRange | None = None
) -> None:
    name, values = await screens.screen(context, place, view, problem, refusal)
    await context.put(name, values, edit=context.message_id)
    await context.ask(KIND, place.question or "preview", lasts=SETUP_PROMPT)


CONVERSATION = Conversation(
    commands={"start": start, "plan": revision.home},
    taps={KIND: tapped, "plan": revision.tapped},
    texts={KIND: typed, WELCOME: welcomed},
)
