"""This week's one strategy for an athlete with a plan (D-65, A-36).

Note codes: those of rules.audit.advice; `advice.keep_block` (phase) where nothing stands out, as a block is running.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rules.audit.advice import one_change
from rules.decisions import Decision
from rules.levels import assess
from rules.plan import PhaseName, Score, Week
from rules.review.executed import executed_score, executed_sessions
from rules.review.reading import read_record
from rules.sessions import Note, Session, note
from rules.state import TrainingState
from rules.weeks.intervals import ceiling, is_allowed
from rules.weeks.situation import situation_of

ENDURANCE_PHASES = frozenset({PhaseName.B3, PhaseName.SHARPEN, PhaseName.TAPER})


@dataclass(frozen=True, slots=True)
class Strategy:
    """One change, and whether it was seen in the last week as it was lived or in this one as planned."""

    change: Note
    lived: bool


def strategy(state: TrainingState, week: Week) -> Strategy:
    """The one change of this week, judged by what was really done last week where there is a record (D-65).

    Cardio that is meant, from B3 to the event and where a high volume is kept, is not argued with (D-60, D-71), and
    intervals are offered only as far as the athlete's own ceiling leaves room (D-20).
    """
    lived = _lived(state)
    sessions, score = lived or (week.sessions, week.score)
    situation = situation_of(state, Decision.PROGRESS)
    if week.phase in ENDURANCE_PHASES or situation.high_volume:
        score = replace(score, volume=0.0, number=0.0)
    room = is_allowed(situation) and week.counts.hiit < ceiling(situation)
    change = one_change(sessions, score, hiit_allowed=room)
    if change.code == "advice.first_block":
        change = note("advice.keep_block", phase=week.phase.value)
    return Strategy(change, lived is not None)


def _lived(state: TrainingState) -> tuple[Sequence[Session], Score] | None:
    record = state.history[-1] if state.history else None
    if record is None or record.assumed:
        return None
    logged = read_record(record)
    done = executed_sessions(record.week, logged, record.checkins)
    level = assess(state.profile).strength
    return (done, executed_score(record.week, logged, record.checkins, level)) if done else None
