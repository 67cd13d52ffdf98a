"""What a due reminder becomes: a message's content, or silence with its reason (H-01, H-02, reliability 2.4)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching import absences, days, gap_choices, reminders, reviews, wellbeing
from bot.coaching.days import Item, Standing
from bot.coaching.once_more import left_open
from bot.coaching.people import Person, Status
from bot.coaching.ports import Reminder, ShownTip, StoredReview, UnitOfWork
from rules.calendar import in_quiet_hours
from rules.lateness import AS_IT_IS, Delivery, judge, last_moment
from rules.planned_message import MessageKind
from rules.reminders import is_silent_too_long
from rules.sessions import Note
from rules.tips import ShownTip as Shown
from rules.tips import select_tip
from rules.tips.building import Log, context_of

TIPS_REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A message to write: its kind, the sessions it is about, the tips, and how it arrives."""

    kind: MessageKind
    day: date
    today: date
    items: tuple[Item, ...] = ()
    standing: Standing | None = None
    earlier: tuple[Item, ...] = ()  # what the training day before left open
    late: bool = False
    missed: bool = False  # others before it never came, and it says so
    silent: bool = False
    as_edit: bool = False
    tips: tuple[Note, ...] = ()
    review: StoredReview | None = None
    farewell: bool = False
    until: datetime | None = None  # later it is judged anew


class Silence(Exception):
    """Nothing is sent; `reason` says why and is counted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def prompt(uow: UnitOfWork, person: Person, reminder: Reminder, now: datetime) -> Prompt:
    """The message of a due reminder; raises Silence with its reason."""
    local = now.astimezone(ZoneInfo(person.time_zone))
    if person.status is not Status.ACTIVE:
        raise Silence("not_active")
    if reminder.kind == MessageKind.REVIEW:
        return await _review(uow, person, reminder, local, now)
    if await wellbeing.is_ill(uow, person, local):
        raise Silence("ill")
    return await _sessions(uow, person, reminder, local, now)


async def _sessions(
    uow: UnitOfWork, person: Person, reminder: Reminder, local: datetime, now: datetime
) -> Prompt:
    kind = MessageKind(reminder.kind)
    if kind is not MessageKind.SECOND:
        await gap_choices.settle(uow, person, reminder.local_date, now)
    standing = await days.standing(uow, person, reminder.local_date)
    asked = await gap_choices.waiting(uow, person, reminder.local_date)
    left_out = {session_id for ask in asked for session_id in ask.answer.session_ids}
    items = _about(standing, reminder, left_out) if standing else ()
    if standing is None or not items:
        raise Silence("nothing_planned")
    next_due = await absences.next_due(uow, person, reminder, now)
    late = _lateness(person, reminder, items, local, now, next_due)
    missed = late and await absences.join(uow, person, now)
    farewell = await _has_gone_silent(uow, person, local.date())
    is_daily = kind is MessageKind.DAILY
    tips = await _tips(uow, person, standing, reminder, local) if is_daily and not farewell else ()
    return Prompt(
        kind,
        reminder.local_date,
        local.date(),
        items,
        standing,
        earlier=await left_open(uow, person, reminder.local_date, local) if is_daily else (),
        late=late,
        missed=missed or await absences.is_unsaid(uow, person, now, reminder),
        silent=_is_silent(person, kind),
        as_edit=reminder.subject == reminders.AS_EDIT,
        tips=tips,
        farewell=farewell,
        until=_good_until(person, reminder, items, local, final=late or farewell),
    )


def _about(standing: Standing, reminder: Reminder, left_out: Collection[str]) -> tuple[Item, ...]:
    """The day's sessions without those being asked about; a second reminder has those after the first time."""
    items = tuple(i for i in standing.on(reminder.local_date) if i.session.id not in left_out)
    if reminder.kind != MessageKind.SECOND:
        return items
    return tuple(item for item in items if item.open and item.session.start > reminder.wall)


def _lateness(
    person: Person,
    reminder: Reminder,
    items: tuple[Item, ...],
    local: datetime,
    now: datetime,
    next_due: datetime | None,
) -> bool:
    """Whether it goes out with other words; raises Silence where it is useless by now (reliability 2.4)."""
    over_at = _over_at(reminder, items)
    verdict = judge(
        reminder.due_utc,
        now,
        quiet=_is_quiet(person, local),
        logged=not any(item.open for item in items),
        over=over_at is not None and over_at <= local.replace(tzinfo=None),
        next_due=next_due,
    )
    if verdict.delivery in (Delivery.EXPIRE, Delivery.WAIT):
        raise Silence(verdict.reason)
    return verdict.delivery is Delivery.SEND_LATE


def _over_at(reminder: Reminder, items: tuple[Item, ...]) -> datetime | None:
    """When the last session ends, on the wall clock; None where that doesn't make the message useless."""
    if not items or reminder.kind == MessageKind.FOLLOWUP:
        return None
    last = max(items, key=lambda item: item.session.end_minute)
    return datetime.combine(last.date, last.session.start) + timedelta(minutes=last.session.minutes)


def _good_until(
    person: Person, reminder: Reminder, items: tuple[Item, ...], local: datetime, *, final: bool
) -> datetime:
    """Telegram may be away once the message is written: after this instant it isn't sent as it is.

    `final`: it has no other words that might be sent later.
    """
    if not final:
        return reminder.due_utc + AS_IT_IS
    over_at = _over_at(reminder, items)
    quiet = datetime.combine(local.date(), person.settings.quiet_from, tzinfo=local.tzinfo)
    if quiet <= local:
        quiet += timedelta(days=1)
    return last_moment(
        reminder.due_utc,
        quiet_from=quiet if person.settings.quiet_from != person.settings.quiet_until else None,
        over_at=over_at.replace(tzinfo=local.tzinfo) if over_at else None,
    )


async def _review(
    uow: UnitOfWork, person: Person, reminder: Reminder, local: datetime, now: datetime
) -> Prompt:
    """The review is made in any case; it is sent unless it is too late for that."""
    sunday = datetime.combine(reminder.local_date, local.time(), tzinfo=local.tzinfo)
    stored = await reviews.review(uow, person, min(local, sunday), now)
    if stored is None:
        raise Silence("nothing_planned")
    next_due = await absences.next_due(uow, person, reminder, now)
    verdict = judge(reminder.due_utc, now, quiet=_is_quiet(person, local), next_due=next_due)
    if verdict.delivery is Delivery.EXPIRE:
        raise Silence(verdict.reason)
    late = verdict.delivery is Delivery.SEND_LATE
    missed = late and await absences.join(uow, person, now)
    farewell = await _has_gone_silent(uow, person, local.date())
    return Prompt(
        MessageKind.REVIEW,
        reminder.local_date,
        local.date(),
        missed=missed or await absences.is_unsaid(uow, person, now, reminder),
        silent=_is_silent(person, MessageKind.REVIEW),
        review=stored,
        farewell=farewell,
        until=_good_until(person, reminder, (), local, final=late or farewell),
    )


async def _tips(
    uow: UnitOfWork, person: Person, standing: Standing, reminder: Reminder, local: datetime
) -> tuple[Note, ...]:
    state = await uow.training.state(person.id)
    if state is None:
        return ()
    today = local.date()
    logged = await uow.training.checkins(person.id, today - TIPS_REMEMBERED, today)
    wellness = await uow.training.wellness(person.id, today - TIPS_REMEMBERED, today)
    log = Log(checkins=tuple(c for _, c in logged), wellness=tuple(wellness))
    evening = reminder.local_date > today
    minute = None if evening else local.hour * 60 + local.minute
    context = context_of(
        state, standing.week, reminder.local_date, log, minute_now=minute, evening_before=evening
    )
    shown = await uow.training.shown_tips(person.id, today - TIPS_REMEMBERED)
    history = tuple(Shown(s.date, s.tip_id, s.category) for s in shown)
    chosen = select_tip(context, history, today)
    for tip in chosen:
        await uow.training.show_tip(person.id, ShownTip(today, tip.tip.id, tip.tip.category))
    return tuple(tip.note for tip in chosen)


async def _has_gone_silent(uow: UnitOfWork, person: Person, today: date) -> bool:
    """14 silent days: one question, then nothing until they are back (ux 11)."""
    seen = person.last_seen_at or person.created_at
    if seen is None or not is_silent_too_long(seen.astimezone(ZoneInfo(person.time_zone)).date(), today):
        return False
    await uow.people.save(replace(person, status=Status.SILENT))
    await uow.reminders.cancel(person.id, today)
    return True


def _is_silent(person: Person, kind: MessageKind) -> bool:
    noise = reminders.settings_of(person).noise_of(kind)
    return noise == "silent" or kind is MessageKind.FOLLOWUP


def _is_quiet(person: Person, local: datetime) -> bool:
    return in_quiet_hours(local.time(), person.settings.quiet_from, person.settings.quiet_until)
