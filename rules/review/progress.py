"""What may grow next week and what may not: the vetoes of the discipline, sleep, pain and the athlete (G-50, G-01).

Codes: change.stays (quantity, instead): hiit_n, easy, long; because.* of the veto's own rule.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.cardio import hiit_max_n
from rules.decisions import Change, Decision, Modifier
from rules.injuries import REGION_RULES, RESTRICTING
from rules.plan import PhaseName
from rules.review import discipline, pain, wellbeing
from rules.review.causes import Cause, change, modifier
from rules.review.intervals import IntervalVerdict, judge_intervals, lowered
from rules.review.overrides import Overrides
from rules.review.view import View
from rules.sessions import SessionType, note
from rules.state import TrainingState
from rules.weeks.long_session import grows as long_grows
from rules.weeks.situation import situation_of as planned

CARDIO, HIIT, EASY, LONG = "cardio", "hiit", "easy", "long"
QUANTITIES = {"hiit_n": HIIT, "easy": EASY, "long": LONG}
FIELDS = {"hiit_n": "hiit_n", "easy": "easy_bonus_min", "long": "long_min"}


@dataclass(frozen=True, slots=True)
class Vetoes:
    """Names of `advance`'s vetoes, each with its cause, and what the intervals said (G-43)."""

    causes: tuple[tuple[str, Cause], ...]
    intervals: IntervalVerdict

    @property
    def names(self) -> frozenset[str]:
        """What `rules.planning.advance` must not raise."""
        return frozenset(name for name, _ in self.causes)

    def cause(self, quantity: str) -> Cause | None:
        """Why a quantity doesn't grow; None: nothing stands against it."""
        wanted = (QUANTITIES[quantity], CARDIO)
        return next((cause for name, cause in self.causes if name in wanted), None)


def vetoes(view: View, overrides: Overrides) -> Vetoes:
    """Everything that keeps a cardio quantity where it is, pain first (G-21, G-33, G-41, F-22, G-50)."""
    judged = judge_intervals(view.logged, view.before)
    found = [*_by_pain(view), *_by_the_week(view, judged)]
    kept = [(name, cause) for name, cause in found if not (cause.can_decline and _lifted(name, overrides))]
    if any(name == HIIT for name, _ in kept) and _intervals_come_first(view):
        kept += [(EASY, cause) for name, cause in kept if name == HIIT][:1]
    return Vetoes((*kept, *_by_choice(overrides)), judged)


def lower_intervals(state: TrainingState, found: Vetoes, overrides: Overrides) -> TrainingState:
    """Two intervals fewer after a session that was too hard (G-43), unless overruled."""
    if not found.intervals.lower or overrides.declines("hiit_n") or not state.hiit_n:
        return state
    return replace(state, hiit_n=lowered(state.hiit_n))


def cues(found: Vetoes) -> tuple[Modifier, ...]:
    """The cue to go harder, after two interval sessions that were too easy (G-43)."""
    judged = found.intervals
    if not judged.cue_harder or judged.because is None:
        return ()
    return (modifier("cue_harder", HIIT, None, Cause("G-43", judged.because)),)


def stays(
    before: TrainingState, free: TrainingState, after: TrainingState, found: Vetoes
) -> tuple[Change, ...]:
    """A change for each quantity that would have grown but for a veto: from and to are the same (G-90)."""
    made = []
    for quantity, field in FIELDS.items():
        old, instead, new = (getattr(state, field) or 0 for state in (before, free, after))
        cause = found.cause(quantity)
        if instead > old and new <= old and cause is not None:
            made.append(change(note("change.stays", quantity=quantity, instead=instead), old, new, cause))
    return tuple(made)


def growth_causes(before: TrainingState, after: TrainingState, view: View, found: Vetoes) -> dict[str, Cause]:
    """The causes of what did grow: intervals and easy minutes by G-50, the long session by F-31 (G-50)."""
    percent = int(100 * view.metrics.adherence + 0.5)
    well = note("because.all_well", percent=percent)
    causes: dict[str, Cause] = {}
    if after.hiit_n > before.hiit_n:
        causes["hiit_n"] = Cause("G-50", found.intervals.because or well)
    if after.hiit_n < before.hiit_n and found.intervals.lower and found.intervals.because is not None:
        causes["hiit_n"] = Cause("G-43", found.intervals.because)
    if after.easy_bonus_min > before.easy_bonus_min:
        causes |= dict.fromkeys(("minutes:C_EASY", "minutes:C_FINISH", "minutes:C_LONG"), Cause("G-50", well))
    if (after.long_min or 0) > (before.long_min or 0):
        tests = discipline.answers(view.logged)
        talked = bool(tests) and not discipline.fail_rate(tests)
        causes["minutes:C_LONG"] = Cause("F-31", discipline.talk_note(tests) if talked else well)
    return causes


def _intervals_come_first(view: View) -> bool:
    """Where intervals are the quantity that grows, easy minutes wait until n is at its most (G-50: UND, B2)."""
    state = view.state
    if view.week.phase is PhaseName.BEGINNER or long_grows(planned(state, Decision.PROGRESS)):
        return False
    most = hiit_max_n(view.levels.endurance, state.profile.age.years, state.hiit_weeks)
    return state.hiit_n < most and any(s.type is SessionType.HIIT for s in view.week.sessions)


def _by_pain(view: View) -> list[tuple[str, Cause]]:
    """No more cardio while a region that cardio loads hurts, or was reported twice in a week (G-33)."""
    limits = pain.region_limits(view.all_checkins, view.today)
    return [
        (CARDIO, Cause("G-33", pain.because(limit, view.all_checkins), can_decline=False))
        for limit in limits
        if REGION_RULES[limit.region].blocked_modes
        and (
            limit.action in RESTRICTING
            or limit.mode_share < 1
            or pain.reported_twice(view.all_checkins, limit.region, view.today)
        )
    ]


def _by_the_week(view: View, judged: IntervalVerdict) -> list[tuple[str, Cause]]:
    found = []
    tests = discipline.answers(view.logged)
    if discipline.too_fast(tests):
        found.append((CARDIO, Cause("G-41", discipline.talk_note(tests))))
    sleep = wellbeing.short_sleep(view.metrics)
    if sleep is not None:
        found.append((HIIT, Cause("G-21", sleep)))
    if judged.because is not None and not judged.grow:
        found.append((HIIT, Cause("G-43" if judged.lower else "F-22", judged.because)))
    return found


def _lifted(name: str, overrides: Overrides) -> bool:
    """The athlete disagreed with a "stays": the veto goes (G-50)."""
    wanted = {f"stays:{quantity}" for quantity, own in QUANTITIES.items() if name in (own, CARDIO)}
    return bool(wanted & overrides.keys)


def _by_choice(overrides: Overrides) -> list[tuple[str, Cause]]:
    choice = Cause("G-50", note("because.your_choice"))
    if overrides.keep:
        return [(CARDIO, choice)]
    declined = {
        HIIT: overrides.declines("hiit_n"),
        EASY: any(overrides.declines(f"minutes:{kind}") for kind in ("C_EASY", "C_FINISH", "C_LONG")),
        LONG: overrides.declines("minutes:C_LONG"),
    }
    return [(name, choice) for name, no in declined.items() if no]
