"""One week from the state: shape, place, prescribe, score, explain (D-01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rules.athlete import Level
from rules.decisions import Decision
from rules.errors import OnHold
from rules.interference import counts, score_week
from rules.plan import Counts, Degradation, PhaseName, Score, Week
from rules.prescription import prescribe_week
from rules.remembering import remembered_of
from rules.sessions import Session, standing
from rules.state import TrainingState
from rules.weeks.context import prescription_context
from rules.weeks.explain import milestone_of, purpose_of, week_notes
from rules.weeks.finishing import finish
from rules.weeks.placing import placed_within
from rules.weeks.situation import Situation, situation_of
from rules.weeks.stepdown import optional_minutes

NO_SCORE = Score(0, 0.0, 0.0, 0.0, 0.0, 0.0)


def build_week(state: TrainingState, decision: Decision = Decision.PROGRESS, first_day: int = 0) -> Week:
    """The next week of this state (D-01), its volume shaped by the decision (G-01, G-50).

    HOLD and REPEAT: the state's own numbers. REDUCE: cardio -20 %, n - 2, a set less. DELOAD: E-40, F-40; a deload of
    the calendar also comes with PROGRESS. RETURN and ILLNESS follow `state.recovery`: `step` is the week of the G-30
    row, or the training days done since the illness (G-32). STOP: an empty week. `first_day` is the first day (0
    Monday) that may hold a session; 7 leaves the week empty. Refuses with OnHold while a hold is active (U13).
    """
    situation = situation_of(state, decision, first_day)
    if situation.restrictions.hold is not None:
        raise OnHold(situation.restrictions.hold)
    if decision is Decision.STOP:
        return _week(situation, (), (), ())
    placed, made = placed_within(situation)
    bare = finish(situation, placed.sessions, made.active_day)
    full = prescribe_week(bare, prescription_context(situation))
    return _week(situation, full, made.steps, placed.degradations)


def _dated(sessions: tuple[Session, ...], monday: date) -> tuple[Session, ...]:
    """The sessions with ids that no other week has; an id stays when its session moves."""
    week = f"{monday:%Y%m%d}"
    return tuple(standing(x, f"{week}-{x.id}", x.day) for x in sessions)


def _week(
    s: Situation,
    sessions: tuple[Session, ...],
    steps: tuple[Degradation, ...],
    placed_steps: tuple[Degradation, ...],
) -> Week:
    cardio_minutes = sum(x.minutes for x in sessions if x.is_cardio)
    counted, score = _judged(sessions, s.levels.strength)
    week = Week(
        start=s.monday,
        number=s.state.week_number,
        phase=s.name,
        week_in_phase=s.week,
        deload=s.deload,
        sessions=_dated(sessions, s.monday),
        counts=counted,
        cardio_minutes=cardio_minutes,
        score=score,
        degradations=steps + placed_steps,
        optional_easy_minutes=optional_minutes(s, cardio_minutes),
        purpose=purpose_of(s),
        milestone=milestone_of(s),
        flags=_flags(s, sessions),
    )
    return replace(week, notes=week_notes(s, week))


@remembered_of(64)  # weeks that repeat one share its sessions, but for their dates
def _judged(sessions: tuple[Session, ...], s_level: Level) -> tuple[Counts, Score]:
    """What the week counts (0.6) and how much its two sides get in each other's way (D-60)."""
    return counts(sessions), score_week(sessions, s_level) if sessions else NO_SCORE


def _flags(s: Situation, sessions: tuple[Session, ...]) -> frozenset[str]:
    """What marks the week as a whole."""
    marks = {
        "deload": s.deload,
        "taper": s.name is PhaseName.TAPER,
        "recovery": s.name is PhaseName.RECOVERY,
        "return": s.returning,
        "illness": s.ill,
        "onramp": s.onramp_week > 0,
        "reduced": s.decision is Decision.REDUCE and not s.deload,
        "micro": s.micro,
        "high_volume": s.high_volume,
        "stepdown": s.stepdown and s.state.week_number <= 2,
        "light": s.restrictions.light,
        "event": any(x.type.value == "EVENT" for x in sessions),
    }
    return frozenset(name for name, is_so in marks.items() if is_so)
