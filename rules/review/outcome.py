"""The review, step by step: safety, lifts, fatigue, decision, modifiers, state, next week, changes (G-01)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from rules.constants import P
from rules.decisions import Change, Decision, Modifier
from rules.plan import Week
from rules.planning.advancing import WAITING, moved
from rules.review.adjusting import adjust, advice
from rules.review.aftermath import Findings, next_state
from rules.review.breaks import NEW_START, RETURN
from rules.review.causes import Cause, modifier
from rules.review.decide import Verdict, decide
from rules.review.fatigue import Fatigue
from rules.review.illness import Episode, first_training_day, latest_episode, needs_clinician
from rules.review.lifting import review_lifts
from rules.review.metrics import WeekMetrics
from rules.review.overrides import Overrides, overruled
from rules.review.progress import cues, vetoes
from rules.review.rebuilding import decided_week
from rules.review.safety import Alarm, alarm
from rules.review.situation import fatigue_of, longer_block, recovery_of, situation_of
from rules.review.structure import restructure
from rules.review.telling import told
from rules.review.view import View
from rules.review.wellbeing import everyday_walking
from rules.sessions import note
from rules.state import Recovery, TrainingState, WeekRecord

PACE_AND_MODE = frozenset({"pace", "heart_rate", "easy_pace", "mode"})
ILLNESS = "illness"
UNWELL = frozenset({Decision.STOP, Decision.ILLNESS, Decision.RETURN})


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one review finds and makes."""

    verdict: Verdict
    changes: tuple[Change, ...]
    modifiers: tuple[Modifier, ...]
    next_week: Week | None
    state: TrainingState
    metrics: WeekMetrics
    fatigue: Fatigue


def review(view: View, overrides: Overrides) -> Outcome:
    """The whole review of one week (G-01)."""
    found = findings(view, overrides)
    after = next_state(found)
    week = _next_week(found, after)
    return Outcome(
        verdict=found.verdict,
        changes=told(found, after, week),
        modifiers=_modifiers(found),
        next_week=week,
        state=after,
        metrics=view.metrics,
        fatigue=found.fatigue,
    )


def findings(view: View, overrides: Overrides) -> Findings:
    """Everything the review finds, before it changes anything (G-01)."""
    raised = alarm(view.state.screening, view.checkins, view.next_monday)
    lifts = review_lifts(view)
    fatigue = fatigue_of(view, lifts.falling)
    episode = _illness(view)
    recovery, off = recovery_of(view)
    start = _with_longer_block(view)
    following = moved(start, record_of(view, Decision.PROGRESS, fatigue.total))
    situation = situation_of(
        view, following, fatigue, raised, episode=episode, recovery=recovery, days_without=off
    )
    codes = overrides.codes | (PACE_AND_MODE if overrides.keep else frozenset())
    return Findings(
        view=view,
        overrides=overrides,
        start=start,
        verdict=overruled(decide(situation), overrides, onramp="onramp" in view.week.flags),
        alarm=raised,
        fatigue=fatigue,
        lifts=lifts,
        episode=episode,
        recovery=_way_back(view.state.recovery, recovery, episode, view.next_monday),
        adjusted=adjust(view, following.phases[following.phase_index].name, codes),
        vetoes=vetoes(view, overrides),
        structure=restructure(view, codes | (frozenset({"window"}) if overrides.keep else frozenset())),
    )


def record_of(view: View, decision: Decision, fatigue: int) -> WeekRecord:
    """The week under review, closed with a decision."""
    return WeekRecord(view.week, view.checkins, view.wellness, decision, fatigue=fatigue)


def _with_longer_block(view: View) -> TrainingState:
    """The state as it is, or with one loading week more (G-16)."""
    following = moved(view.state, record_of(view, Decision.PROGRESS, 0))
    return longer_block(view, following) or view.state


def _illness(view: View) -> Episode | None:
    episode = latest_episode(view.all_wellness, view.all_checkins, view.today)
    return None if episode is None or episode.is_over(view.next_monday) else episode


def _way_back(
    before: Recovery | None, found: Recovery | None, episode: Episode | None, monday: date
) -> Recovery | None:
    """One way back at a time: the illness first, then the rest of the row that its days make (G-30, G-32)."""
    if episode is None:
        if found is not None or before is None:
            return found
        if before.kind == ILLNESS and before.row in P.return_volume:
            return Recovery(RETURN, before.row, 1, before.hiit_not_before)
        waits_still = before.hiit_not_before is not None and before.hiit_not_before > monday
        return replace(before, kind=WAITING) if waits_still else None
    row = max(found.row if found is not None else 0, before.row if before is not None else 0)
    waits = [found.hiit_not_before] if found is not None and found.hiit_not_before is not None else []
    return Recovery(ILLNESS, row, episode.steps, max([*waits, episode.hiit_from]))


def _next_week(found: Findings, after: TrainingState) -> Week | None:
    """Next week; None under a hold and where a break of twelve weeks asks for a new start (U13, G-30)."""
    stopped = found.verdict.decision is Decision.STOP
    if stopped or (found.recovery is not None and found.recovery.row == NEW_START):
        return None
    first_day = 0
    if found.episode is not None:
        first_day = first_training_day(found.episode, found.view.next_monday, after.profile.availability)
    return decided_week(after, found.verdict.decision, first_day)


def _modifiers(found: Findings) -> tuple[Modifier, ...]:
    view, adjusted = found.view, found.adjusted
    made = [*_safety_first(found.alarm), *adjusted.modifiers, *cues(found.vetoes)]
    made += advice(view, found.fatigue.total)
    walking = everyday_walking(view.logged, view.week.number)
    if walking is not None and found.verdict.decision not in UNWELL:
        made.append(modifier("advise", "walking", None, Cause("D-22", walking)))
    if found.episode is not None:
        because = needs_clinician(found.episode)
        made += [modifier("advise", "clinician", None, Cause("G-32", because))] if because else []
    if found.recovery is not None and found.recovery.row == NEW_START:
        made.append(modifier("advise", "new_start", None, Cause("G-30", note("because.new_start"))))
    return tuple(dict.fromkeys(made))


def _safety_first(raised: Alarm) -> tuple[Modifier, ...]:
    if raised.see_soon is None:
        return ()
    cause = Cause("C-42", raised.see_soon)
    return (modifier("advise", "clinician", None, cause), modifier("advise", "light", None, cause))
