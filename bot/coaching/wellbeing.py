"""How the athlete is: sleep, soreness, illness, pain; what it changes today, and in the rest of the week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.coaching import days, safety, weeks
from bot.coaching.days import Item
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.checkin import CheckIn, Illness, Pain, SkipReason, Status, Wellness
from rules.readiness import Gate, gate
from rules.red_flags import flag_of
from rules.review.illness import latest_episode
from rules.review.pain import is_red, region_limits

LOOKS_BACK = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A session that today's answers speak against, and the lighter one (None: rest)."""

    item: Item
    gate: Gate


async def feel(
    uow: UnitOfWork,
    person: Person,
    today: date,
    now: datetime,
    *,
    illness: Illness | None = None,
    sleep_h: float | None = None,
    soreness_legs: int | None = None,
) -> tuple[Proposal, ...]:
    """Keep today's answers (each one adds to the others) and say what they mean for the next sessions (G-70)."""
    known = await uow.training.wellness(person.id, today, today)
    answers = {"illness": illness, "sleep_h": sleep_h, "soreness_legs": soreness_legs}
    told = {name: value for name, value in answers.items() if value is not None}
    wellness = replace(known[-1] if known else Wellness(today), **told)  # type: ignore[arg-type]  # named fields
    await uow.training.save_wellness(person.id, wellness, now)
    return await proposals(uow, person, today, wellness)


async def proposals(uow: UnitOfWork, person: Person, today: date, wellness: Wellness) -> tuple[Proposal, ...]:
    """The open sessions of today (on a rest day: of tomorrow) that should be lighter, with the reason."""
    standing = await days.standing(uow, person, today)
    tomorrow = today + timedelta(days=1)
    ahead = standing if standing and standing.on(today) else await days.standing(uow, person, tomorrow)
    day = today if standing and standing.on(today) else tomorrow
    found = ((item, gate(item.session, wellness)) for item in (ahead.on(day) if ahead else ()) if item.open)
    return tuple(Proposal(item, g) for item, g in found if g is not None)


async def accept(uow: UnitOfWork, person: Person, today: date, now: datetime) -> tuple[Proposal, ...]:
    """Apply what today's answers propose; a session that makes way for rest is excused (G-11)."""
    known = await uow.training.wellness(person.id, today, today)
    accepted = await proposals(uow, person, today, known[-1]) if known else ()
    lighter = [p.gate.session for p in accepted if p.gate.session is not None]
    found = await days.find(uow, person, lighter[0].id) if lighter else None
    if found is not None:
        week = weeks.substituted(found[0].week, {s.id for s in lighter}, lighter)
        await weeks.save(uow, person, week, "readiness", now)
    for proposal in accepted:
        if proposal.gate.session is None:
            await _excuse(uow, person, proposal.item, now)
    return accepted


async def hurts(uow: UnitOfWork, person: Person, pain: Pain, today: date, now: datetime) -> bool:
    """Keep a pain report; from 4 on the rest of the week is planned around it (G-33). True: a red flag, on hold."""
    report = CheckIn(date=today, status=Status.SKIPPED, reason=SkipReason.PAIN, pain=(pain,), logged_at=now)
    await uow.training.replace(person.id, f"pain:{today.isoformat()}:{pain.region}", report, now)
    if is_red(pain):
        await safety.hold(uow, person, flag_of("severe_pain"), now)
        return True
    state = await uow.training.state(person.id)
    if state is not None:
        logged = await uow.training.checkins(person.id, today - LOOKS_BACK, today)
        limits = region_limits((c for _, c in logged), today)
        if limits != state.adjustments.regions:
            changed = replace(state, adjustments=replace(state.adjustments, regions=limits))
            await uow.training.save_state(person.id, changed)
            await weeks.rebuild(uow, person, changed, today + timedelta(days=1), now, "pain")
    return False


async def is_ill(uow: UnitOfWork, person: Person, local_now: datetime) -> bool:
    """A systemic illness isn't over: nothing is asked of them (G-32)."""
    today = local_now.date()
    wellness = await uow.training.wellness(person.id, today - LOOKS_BACK, today)
    episode = latest_episode(wellness, (), today)
    if episode is None:
        return False
    return episode.train_from is None or local_now.replace(tzinfo=None) < episode.train_from


async def _excuse(uow: UnitOfWork, person: Person, item: Item, now: datetime) -> None:
    excused = CheckIn(
        date=item.date,
        status=Status.SKIPPED,
        session_id=item.session.id,
        reason=SkipReason.ILL,
        excused=True,
        logged_at=now,
    )
    await uow.training.record(person.id, item.session.id, excused, now)
