"""From the view of a week to all that its volume decision depends on (G-01, section Q `decide`).

Codes: because.fatigue (total, effort, sleep, soreness, strength, load).
"""

from __future__ import annotations

from dataclasses import replace

from rules.constants import P
from rules.decisions import Decision
from rules.phases.layout import block_weeks
from rules.review import breaks, discipline, wellbeing
from rules.review.adherence import days_off, extends_block, mean_recent
from rules.review.decide import Situation
from rules.review.fatigue import Fatigue, MainSets, assess_fatigue, count_main_sets
from rules.review.illness import Episode
from rules.review.reading import unplanned
from rules.review.safety import Alarm
from rules.review.view import View
from rules.sessions import Note, note
from rules.state import Recovery, TrainingState
from rules.weeks.standing import is_planned_deload


def fatigue_of(view: View, falling_lifts: int = 0) -> Fatigue:
    """F of the week; F3 and F4 are left out in and right after a planned deload (G-20)."""
    sets: MainSets = count_main_sets(view.logged, falling_lifts)
    return assess_fatigue(view.metrics, sets, after_deload=_near_planned_deload(view))


def recovery_of(view: View) -> tuple[Recovery | None, int]:
    """The way back from a break that next week is on, and the days without training (G-30)."""
    off = days_off(view.state.history, view.logged, view.state.start, view.today)
    return breaks.recovery_after(view.state.recovery, off, view.next_monday), off


def situation_of(
    view: View,
    following: TrainingState,
    fatigue: Fatigue,
    raised: Alarm,
    *,
    episode: Episode | None,
    recovery: Recovery | None,
    days_without: int,
) -> Situation:
    """What the decision depends on; `following` is the state after an ordinary week, for the calendar (Q)."""
    last = view.state.history[-1].decision if view.state.history else None
    return Situation(
        stop=raised.stop,
        illness=episode.because if episode is not None else None,
        returning=breaks.because(recovery, days_without) if recovery is not None else None,
        fatigue=_fatigue_note(fatigue),
        fatigue_score=fatigue.total,
        planned_deload=is_planned_deload(following),
        mean_adherence_3w=mean_recent(view.state.history, view.metrics.adherence),
        adherence=view.metrics.adherence,
        event_ahead=view.event_ahead,
        logged_share=view.metrics.logged_share,
        over_done=discipline.over_done(view.metrics, unplanned(view.week, view.checkins)),
        after_reduce=view.state.hold_next or last is Decision.REDUCE,
        low_energy=wellbeing.low_energy(view.state.profile, view.all_wellness, fatigue.total, view.today),
        calendar=following.phases[following.phase_index].name,
    )


def longer_block(view: View, following: TrainingState) -> TrainingState | None:
    """The state with one loading week more before the block's deload; None where G-16 gives none."""
    state = view.state
    same_block = following.phase_index == state.phase_index
    if not same_block or not is_planned_deload(following):
        return None
    weeks = block_weeks(state.profile, view.levels)
    if not extends_block(state, view.metrics.adherence, weeks, view.event_ahead):
        return None
    index = state.phase_index
    longer = replace(state.phases[index], weeks=state.phases[index].weeks + 1)
    return replace(state, phases=(*state.phases[:index], longer, *state.phases[index + 1 :]))


def _near_planned_deload(view: View) -> bool:
    history = view.state.history
    if view.week.deload:
        return not _reactive(history[-1].fatigue if history else None)
    if not history or not history[-1].week.deload:
        return False
    return not _reactive(history[-2].fatigue if len(history) > 1 else None)


def _reactive(fatigue_before: int | None) -> bool:
    """The deload answered an F of 5 or more, so it wasn't the calendar's."""
    return fatigue_before is not None and fatigue_before >= P.fatigue.deload


def _fatigue_note(f: Fatigue) -> Note:
    return note(
        "because.fatigue",
        total=f.total,
        effort=f.effort,
        sleep=f.sleep,
        soreness=f.soreness,
        strength=f.strength,
        load=f.load,
    )
