"""Which cardio quantity rises after a week that went well (G-50, F-22, F-30, F-31)."""

from __future__ import annotations

from dataclasses import replace

from rules.athlete import Level
from rules.cardio import hiit_max_n, hiit_new_block_n, long_mode
from rules.decisions import Decision
from rules.levels import assess
from rules.plan import PhaseName, Week
from rules.sessions import Session, SessionType
from rules.state import TrainingState, WeekRecord
from rules.weeks.long_session import cap, default_longest_of, grows, peak
from rules.weeks.situation import Situation, situation_of
from rules.weeks.standing import is_planned_deload

BLOCKS = frozenset({PhaseName.B1, PhaseName.B2, PhaseName.B3})
STILL = frozenset({PhaseName.B1, PhaseName.SHARPEN, PhaseName.TAPER, PhaseName.RECOVERY})
STEP_MIN = 5
BONUS_MAX_MIN = 10  # 30 to 40 easy, 15 to 20 finisher, 50 to 60 long
HIGH_VOLUME_BONUS_MAX_MIN = 50
BEGINNER_FROM_WEEK = 4
NOVICE_HIIT_WEEKS = 2
LIGHT_FLAGS = frozenset({"deload", "reduced", "return", "taper", "illness"})
HIIT, EASY, LONG, CARDIO = "hiit", "easy", "long", "cardio"


def grown(
    state: TrainingState, record: WeekRecord, *, new_phase: bool, veto: frozenset[str]
) -> TrainingState:
    """The state with what rises next week; `state` already stands before that week.

    `veto` names quantities that stay: hiit, easy, long, or cardio for all of them.
    """
    name = state.phases[state.phase_index].name
    state = _at_new_phase(state, name, may_rise=not veto & {HIIT, CARDIO}) if new_phase else state
    state = _with_long(state, record.week)
    held = record.decision is not Decision.PROGRESS or CARDIO in veto or name in STILL
    if held or is_planned_deload(state):
        return state
    s = situation_of(state, Decision.PROGRESS)
    risen = 0
    for quantity in _order(s, record):
        if risen == _most(s):
            break
        if quantity not in veto:
            after = _raised(s, record, quantity, new_phase=new_phase)
            if after != s.state:
                risen += 1
                s = replace(s, state=after)
    return s.state


def _at_new_phase(state: TrainingState, name: PhaseName, *, may_rise: bool) -> TrainingState:
    """The new phase's own numbers replace the old ones (F-22, G-40); what holds intervals holds here too (G-33)."""
    n = state.hiit_n
    if name in BLOCKS and n:
        fresh = hiit_new_block_n(n, assess(state.profile).endurance)
        n = fresh if may_rise else min(n, fresh)
    return replace(state, hiit_n=n, easy_bonus_min=0)


def _with_long(state: TrainingState, week: Week) -> TrainingState:
    """The minutes of the last full long session stand; a lighter one changes nothing."""
    long = next((x for x in week.sessions if "long" in x.flags), None)
    if long is None or long.flags & LIGHT_FLAGS:
        return state
    return state if state.long_min == long.minutes else replace(state, long_min=long.minutes)


def _order(s: Situation, record: WeekRecord) -> tuple[str, ...]:
    """Which quantities may rise, the first one first (G-50)."""
    if s.name is PhaseName.BEGINNER:
        return _beginner_order(s, record)
    if grows(s):
        return (LONG, HIIT, EASY)
    return () if s.high_volume else (HIIT, EASY)


def _beginner_order(s: Situation, record: WeekRecord) -> tuple[str, ...]:
    """After week 4 easy minutes and intervals in turn; towards an event the long session (D-25, G-50)."""
    if s.race is not None:
        return (LONG,)
    if record.week.week_in_phase < BEGINNER_FROM_WEEK:
        return ()
    intervals_up = s.state.hiit_n - _first_n(s)
    easy_turn = s.state.easy_bonus_min // STEP_MIN <= intervals_up
    return (EASY, HIIT) if easy_turn else (HIIT, EASY)


def _first_n(s: Situation) -> int:
    lived = [x.intervals for r in s.state.history for x in r.week.sessions if x.intervals]
    return lived[0] if lived else s.state.hiit_n


def _most(s: Situation) -> int:
    return 2 if grows(s) and s.name in (PhaseName.B2, PhaseName.B3) else 1


def _raised(s: Situation, record: WeekRecord, quantity: str, *, new_phase: bool) -> TrainingState:
    if quantity == LONG:
        return _longer(s)
    if new_phase or record.week.deload:
        return s.state
    return _one_interval_more(s, record) if quantity == HIIT else _longer_easy(s)


def _longer(s: Situation) -> TrainingState:
    mode = long_mode(s.modes)
    standing = s.state.long_min
    if standing is None:
        standing = default_longest_of(s)
    most = min(cap(s, mode), peak(s, mode))
    return replace(s.state, long_min=most) if most > standing else s.state


def _one_interval_more(s: Situation, record: WeekRecord) -> TrainingState:
    """+1 after a week with full intervals (F-22); novices after two such weeks, never under G-21.

    Full are as many as the progression stands at: a skeleton or a short window may have held fewer (G-40).
    """
    state = s.state
    if state.adjustments.no_hiit_growth or not any(_is_full_hiit(x, state) for x in record.week.sessions):
        return state
    if s.levels.endurance is Level.NOVICE and state.hiit_weeks < NOVICE_HIIT_WEEKS:
        return state
    most = hiit_max_n(s.levels.endurance, s.age, state.hiit_weeks)
    return replace(state, hiit_n=state.hiit_n + 1) if state.hiit_n < most else state


def _is_full_hiit(session: Session, state: TrainingState) -> bool:
    is_whole = session.type is SessionType.HIIT and not session.flags & LIGHT_FLAGS
    return is_whole and (session.intervals or 0) >= state.hiit_n


def _longer_easy(s: Situation) -> TrainingState:
    most = HIGH_VOLUME_BONUS_MAX_MIN if s.high_volume else BONUS_MAX_MIN
    bonus = min(most, s.state.easy_bonus_min + STEP_MIN)
    return replace(s.state, easy_bonus_min=bonus)
