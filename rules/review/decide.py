"""One volume decision for next week: every trigger speaks, the most conservative wins (G-01, section Q).

Codes: because.red_flag (flag), because.hold (hold), because.illness (last_day), because.illness_steps (done, of),
because.break (days), because.return_steps (step, steps), because.fatigue (total, effort, sleep, soreness, strength,
load), because.planned_deload, because.little_to_recover (percent), because.over_done (percent),
because.unplanned_hard (count), because.after_reduce, because.calendar (phase), because.all_well (percent), those of
`adherence`, and the signs of low energy of `wellbeing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.constants import P
from rules.decisions import Decision
from rules.plan import PhaseName
from rules.review.adherence import is_data_missing, shortfall
from rules.sessions import Note, note

ORDER = tuple(Decision)  # the enum is written from most to least conservative
NO_DETAIL = note("because.fatigue", total=0, effort=0, sleep=0, soreness=0, strength=0, load=0)
CALENDAR = {PhaseName.TAPER: "D-07", PhaseName.RECOVERY: "D-09"}
CALENDAR_REPLACES = frozenset({Decision.REPEAT, Decision.HOLD, Decision.PROGRESS})


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the volume decision depends on; the defaults are a week in which everything went well."""

    stop: Note | None = None  # a red flag or a hold
    illness: Note | None = None
    returning: Note | None = None  # a break of 7 days or more, or steps of a return still to come
    fatigue: Note | None = None
    fatigue_score: int = 0
    planned_deload: bool = False
    mean_adherence_3w: float = 1.0
    adherence: float = 1.0
    event_ahead: bool = False
    logged_share: float = 1.0
    over_done: Note | None = None
    after_reduce: bool = False
    low_energy: Note | None = None
    calendar: PhaseName | None = None  # the phase of next week


@dataclass(frozen=True, slots=True)
class Trigger:
    """One reason and the decision it asks for."""

    decision: Decision
    rule_id: str
    because: Note


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision, the trigger that carries it, and all triggers in the order of G-01."""

    decision: Decision
    reason: Trigger
    triggers: tuple[Trigger, ...]

    @property
    def by_health(self) -> bool:
        """Decided by G-01 levels 1 to 3: can't be overruled (G-50)."""
        return self.decision in (Decision.STOP, Decision.ILLNESS, Decision.RETURN)


def decide(situation: Situation) -> Verdict:
    """The most conservative triggered decision, then the calendar's word on it (G-01, Q, D-07, D-09)."""
    triggers = tuple(_triggers(situation))
    progress = Trigger(
        Decision.PROGRESS, "G-50", note("because.all_well", percent=_percent(situation.adherence))
    )
    reason = min(triggers, key=lambda t: ORDER.index(t.decision), default=progress)
    return cap_by_calendar(Verdict(reason.decision, reason, triggers), situation.calendar)


def cap_by_calendar(verdict: Verdict, phase: PhaseName | None) -> Verdict:
    """In TAPER and RECOVERY the calendar prescribes: REPEAT, HOLD and PROGRESS become HOLD; stricter stays."""
    if phase not in CALENDAR or verdict.decision not in CALENDAR_REPLACES:
        return verdict
    reason = Trigger(Decision.HOLD, CALENDAR[phase], note("because.calendar", phase=phase.value))
    return Verdict(Decision.HOLD, reason, (reason, *verdict.triggers))


def _triggers(s: Situation) -> Iterator[Trigger]:
    if s.stop is not None:
        yield Trigger(Decision.STOP, "C-41" if s.stop.code == "because.red_flag" else "C-31", s.stop)
    if s.illness is not None:
        yield Trigger(Decision.ILLNESS, "G-32", s.illness)
    if s.returning is not None:
        yield Trigger(Decision.RETURN, "G-30", s.returning)
    if s.planned_deload:
        yield _deload(s)
    if s.fatigue_score >= P.fatigue.hold:
        yield Trigger(fatigue_decision(s.fatigue_score), "G-20", s.fatigue or NO_DETAIL)
    yield from _adherence(s)
    if s.over_done is not None:
        yield Trigger(Decision.HOLD, "G-42", s.over_done)
    if s.after_reduce:
        yield Trigger(Decision.HOLD, "G-50", note("because.after_reduce"))
    if s.low_energy is not None:
        yield Trigger(Decision.HOLD, "G-27", s.low_energy)
    if is_data_missing(s.logged_share):
        yield Trigger(Decision.HOLD, "G-17", shortfall(s.adherence, s.logged_share))


def fatigue_decision(score: int) -> Decision:
    """F 2 HOLD, 3-4 REDUCE, 5 and more DELOAD (G-20)."""
    if score >= P.fatigue.deload:
        return Decision.DELOAD
    return Decision.REDUCE if score >= P.fatigue.reduce else Decision.HOLD


def _deload(s: Situation) -> Trigger:
    if s.mean_adherence_3w >= P.adherence.deload_skip_lt:
        return Trigger(Decision.DELOAD, "D-06", note("because.planned_deload"))
    percent = _percent(s.mean_adherence_3w)
    return Trigger(Decision.HOLD, "G-16", note("because.little_to_recover", percent=percent))


def _adherence(s: Situation) -> Iterator[Trigger]:
    if s.adherence >= P.adherence.progress:
        return
    far_too_low = s.adherence < P.adherence.low and not s.event_ahead
    because = shortfall(s.adherence, s.logged_share)
    yield Trigger(Decision.REPEAT if far_too_low else Decision.HOLD, "G-15", because)


def _percent(share: float) -> int:
    return int(100 * share + 0.5)
