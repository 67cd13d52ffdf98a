"""Changes of the structure: a window that never works, a day less, graduation; one a week at most (G-15, G-50, D-12).

Codes: because.weak_weeks (first, second), because.skipped_weekday (day, start), because.no_answer (days),
because.ready_for_more (weeks, percent), because.choose_model (weeks).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from rules.athlete import Priority, Window
from rules.calendar import WEEK, monday_of
from rules.checkin import SkipReason, Status
from rules.decisions import Proposal
from rules.levels import assess
from rules.phases import lay_out
from rules.plan import Model, PhaseName
from rules.review.adherence import skipped_window, two_weak_weeks
from rules.review.metrics import record_adherence
from rules.review.reading import Logged, read_record
from rules.review.view import View
from rules.sessions import note
from rules.state import TrainingState
from rules.units import round_to_five
from rules.weeks.standing import usual_days

FEWER_DAYS, SHORTER, GRADUATE, CHOOSE = "fewer_days", "shorter_sessions", "graduate", "choose_model"
SILENCE_DAYS = 7
GRADUATION_WEEKS, CHOICE_WEEKS = 8, 16
READY_WEEKS, READY_ADHERENCE = 4, 0.75
PAINFUL, PAINLESS_DAYS = 4, 14
SHORTEST_MIN = 20
WINDOW_KEY = "window"


@dataclass(frozen=True, slots=True)
class Restructure:
    """What the review does to the structure: a proposal accepted by silence, a window removed, a new proposal."""

    applied: Proposal | None = None
    removed_window: tuple[int, int] | None = None
    offered: Proposal | None = None


def restructure(view: View, declined: frozenset[str] = frozenset()) -> Restructure:
    """At most one change of the structure a week, in this order (G-15, G-50, D-12)."""
    waiting = view.state.proposal
    if waiting is not None:
        if is_accepted_by_silence(waiting, view.today):
            return Restructure(applied=waiting)
        return Restructure(offered=waiting)
    refused = declined | view.state.declined
    removed = None if WINDOW_KEY in refused else _window(view)
    if removed is not None:
        return Restructure(removed_window=removed)
    return Restructure(offered=_weak_weeks(view) or _graduation(view))


def is_accepted_by_silence(proposal: Proposal, today: date) -> bool:
    """No answer for the days that the proposal names (G-15)."""
    days = proposal.silence_days
    return days is not None and (today - proposal.offered_on).days >= days


def accept(state: TrainingState, proposal: Proposal, today: date) -> TrainingState:
    """The state with the proposal applied; it takes effect with the next week that is built (D-02, G-15)."""
    state = replace(state, proposal=None)
    if proposal.kind == FEWER_DAYS:
        days = int(proposal.value or 1)
        return replace(state, adjustments=replace(state.adjustments, max_days=days))
    if proposal.kind == SHORTER:
        return replace(
            state, profile=replace(state.profile, availability=_capped(state, int(proposal.value or 0)))
        )
    return _with_model(state, Model(str(proposal.value)), today)


def refuse(state: TrainingState, proposal: Proposal) -> TrainingState:
    """The state with the proposal put aside and the disagreement kept (G-50)."""
    return replace(state, proposal=None, declined=state.declined | {proposal.rule_id, proposal.kind})


def graduation_model(priority: Priority) -> Model:
    """The model after BEGINNER: undulating for a balanced priority, else the cycle of its blocks (D-12)."""
    return Model.UNDULATING if priority is Priority.BALANCED else Model.BLOCK


def _window(view: View) -> tuple[int, int] | None:
    weeks = (view.logged, *(read_record(r) for r in reversed(view.state.history)))
    return skipped_window(view.state.profile, view.state.adjustments.removed_windows, weeks)


def _weak_weeks(view: View) -> Proposal | None:
    share = view.metrics.adherence
    days = usual_days(view.state, view.levels)
    if not two_weak_weeks(view.state.history, share) or days <= 1:
        return None
    because = note(
        "because.weak_weeks",
        first=_percent(record_adherence(view.state.history[-1])),
        second=_percent(share),
    )
    minutes = _time_per_session(view.logged)
    kind, value = (SHORTER, minutes) if minutes is not None else (FEWER_DAYS, days - 1)
    return Proposal(kind, value, view.today, "G-15", because, SILENCE_DAYS)


def _time_per_session(logged: Iterable[Logged]) -> int | None:
    """Minutes that seem to fit, where sessions were cut short for time more often than skipped (G-15)."""
    for_time = [x.checkin for x in logged if x.checkin is not None and x.checkin.reason is SkipReason.TIME]
    by_status = Counter(c.status for c in for_time)
    if by_status[Status.PARTIAL] <= by_status[Status.SKIPPED]:
        return None
    lengths = [c.actual_minutes for c in for_time if c.status is Status.PARTIAL and c.actual_minutes]
    return max(SHORTEST_MIN, round_to_five(max(lengths))) if lengths else None


def _graduation(view: View) -> Proposal | None:
    state = view.state
    if state.model is not Model.BEGINNER or view.event_ahead or view.week.phase is not PhaseName.BEGINNER:
        return None
    weeks = len(state.history) + 1
    if weeks >= CHOICE_WEEKS and CHOOSE not in state.declined:
        because = note("because.choose_model", weeks=weeks)
        model = graduation_model(view.levels.priority)
        return Proposal(CHOOSE, model.value, view.today, "D-12", because)
    shares = [view.metrics.adherence, *(record_adherence(r) for r in state.history[-(READY_WEEKS - 1) :])]
    mean = sum(shares) / len(shares)
    if weeks < GRADUATION_WEEKS or "D-12" in state.declined or mean < READY_ADHERENCE or _hurt(view):
        return None
    because = note("because.ready_for_more", weeks=weeks, percent=_percent(mean))
    return Proposal(GRADUATE, graduation_model(view.levels.priority).value, view.today, "D-12", because)


def _hurt(view: View) -> bool:
    return any(
        p.severity >= PAINFUL
        for c in view.all_checkins
        if (view.today - c.date).days < PAINLESS_DAYS
        for p in c.pain
    )


def _capped(state: TrainingState, minutes: int) -> tuple[tuple[Window, ...], ...]:
    return tuple(
        tuple(replace(w, max_minutes=min(w.max_minutes, max(SHORTEST_MIN, minutes))) for w in day)
        for day in state.profile.availability
    )


def _with_model(state: TrainingState, model: Model, today: date) -> TrainingState:
    levels, monday = assess(state.profile), monday_of(today) + WEEK
    layout = lay_out(state.profile, levels, monday, len(state.history), model)
    return replace(state, model=layout.model, phases=layout.phases, phase_index=0, week_in_phase=1)


def _percent(share: float) -> int:
    return int(100 * share + 0.5)
