"""From check-in documents to the rules' values: each finds its session, the daily answers find their day (G-10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.documents.checkin import CheckInDocument, DailyDocument, PainDocument, WellnessDocument
from bot.documents.problems import BadInput, problem
from rules.checkin import CheckIn, LoggedSet, Pain, Status, Wellness
from rules.plan import Week
from rules.red_flags import topics
from rules.review.worked import in_its_own_unit
from rules.sessions import Session

MOST_RIR = 5


@dataclass(frozen=True, slots=True)
class Diary:
    """What a week's documents hold: check-ins and daily answers."""

    checkins: tuple[CheckIn, ...]
    wellness: tuple[Wellness, ...]


def diary_of(
    week: Week,
    checkins: Iterable[CheckInDocument],
    wellness: Iterable[WellnessDocument],
    *,
    as_planned: bool,
    prefix: str,
) -> Diary:
    """The check-ins and daily answers of a week. Refuses with BadInput what belongs to no session of it.

    `as_planned`: sessions without a check-in were done as planned, not left unlogged.
    """
    documents = list(checkins)
    problems: list[str] = []
    made: dict[str, CheckIn] = {}
    for number, document in enumerate(documents):
        try:
            session = _session_of(document, week)
            made[session.id if session else f"free:{number}"] = _checkin(document, session, week)
        except BadInput as refusal:
            problems += [f"{prefix}checkins[{number}].{line}" for line in refusal.lines]
    if problems:
        raise BadInput(problems)
    if as_planned:
        made = {s.id: as_prescribed(s, week) for s in week.sessions if s.is_strength or s.is_cardio} | made
    daily = [(d.date or made_on(d, week), d) for d in documents]
    days = [*daily, *((w.date, w) for w in wellness)]
    return Diary(tuple(made.values()), _wellness(days))


def as_prescribed(session: Session, week: Week) -> CheckIn:
    """Done as planned, at the expected effort, every set as prescribed."""
    return CheckIn(
        week.date_of(session), Status.DONE, session.id, rpe=session.rpe or None, sets=prescribed_sets(session)
    )


def prescribed_sets(session: Session) -> tuple[LoggedSet, ...]:
    """Every set at its goal, with the reserve asked for; seconds of a hold, not those that a light session holds."""
    return tuple(
        LoggedSet(e.exercise_id, e.reps_target or e.reps_low, e.load_kg, min(e.rir, MOST_RIR))
        for e in session.exercises
        if in_its_own_unit(e)
        for _ in range(e.sets)
    )


def made_on(document: CheckInDocument, week: Week) -> date:
    """The local date of a check-in."""
    session = None if document.unplanned else _session_of(document, week)
    if session is not None:
        return week.date_of(session)
    return week.start + timedelta(days=document.day or 0)


def _session_of(document: CheckInDocument, week: Week) -> Session | None:
    if document.unplanned:
        return None
    for session in week.sessions:
        by_id = document.session is not None and session.id == document.session
        by_place = document.session is None and (session.day, session.type) == (document.day, document.type)
        if by_id or by_place:
            return session
    named = document.session or f"{document.type} on day {document.day}"
    known = ", ".join(s.id for s in week.sessions) or "none: the week is empty"
    raise BadInput([problem("session", named, f"a session of the week: {known}")])


def _checkin(document: CheckInDocument, session: Session | None, week: Week) -> CheckIn:
    when = document.date or made_on(document, week)
    return CheckIn(
        date=when,
        status=document.status,
        session_id=session.id if session is not None else None,
        session_type=document.type.value if session is None and document.type is not None else None,
        mode=document.mode.value if document.mode is not None else None,
        reason=document.reason,
        actual_minutes=document.actual_minutes,
        distance_km=document.distance_km,
        rpe=document.rpe,
        talk_test=document.talk_test,
        intervals_done=document.intervals_done,
        intervals_faded=document.intervals_faded,
        sets=_sets(document, session),
        pain=_pain(document),
        red_flag=min(document.red_flags, key=list(topics()).index, default=None),
        free_text=document.free_text,
        easier=document.easier,
        excused=document.excused,
    )


def _sets(document: CheckInDocument, session: Session | None) -> tuple[LoggedSet, ...]:
    if isinstance(document.sets, str):
        return prescribed_sets(session) if session is not None else ()
    return tuple(LoggedSet(s.exercise_id, s.reps, s.load, s.rir) for s in document.sets)


def _pain(document: CheckInDocument) -> tuple[Pain, ...]:
    told = document.pain
    if told is None or isinstance(told, str):
        return ()
    pains = (told,) if isinstance(told, PainDocument) else told
    return tuple(Pain(p.region, p.severity, p.worse_next_morning, p.exercise_id) for p in pains)


def _wellness(days: Iterable[tuple[date, DailyDocument]]) -> tuple[Wellness, ...]:
    """One entry a day; what is said later in the document counts."""
    found: dict[date, dict[str, object]] = {}
    for day, told in days:
        answers = {
            "sleep_h": told.sleep_h,
            "soreness_legs": told.soreness.legs if told.soreness else None,
            "soreness_upper": told.soreness.upper if told.soreness else None,
            "illness": told.illness,
            "fever": told.fever,
            "weight_kg": told.weight_kg,
            "missed_periods": told.missed_periods,
            "symptom_free_from": told.symptom_free_from,
        }
        given = {name: value for name, value in answers.items() if value is not None}
        if given:
            found.setdefault(day, {}).update(given)
    return tuple(Wellness(day, **given) for day, given in sorted(found.items()))  # type: ignore[arg-type]  # each by its own field's type
