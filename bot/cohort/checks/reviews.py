"""What a review owes: U10, U11, U13, a lighter deload, a falling taper, no increase after pain, illness or a break."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cohort.checks.terms import (
    cardio_minutes,
    hard_days,
    hard_minutes,
    minutes,
    ours,
    planned_au,
    sets_total,
)
from bot.cohort.findings import Finding
from rules.adaptation import Review, adapt
from rules.checkin import Status
from rules.decisions import Decision
from rules.evidence import RULES
from rules.exercises import EXERCISES
from rules.injuries import RESTRICTING, injury_limits
from rules.missed import MOVED
from rules.plan import PhaseName, Week
from rules.screening import effective
from rules.sessions import SessionType
from rules.state import TrainingState

LIGHT_FLAGS = frozenset({"return", "illness", "reduced", "onramp", "taper", "recovery"})
DELOAD_LOAD_MOST = 0.80
LOOK_BACK = 8
LIFT_MIN = 50  # of a usual lifting session
ILLNESS_LEAST_MIN = 60  # training days of 20 min each, whatever was before (G-32)
EASED_STEPS = frozenset(
    {"simplify", "load", "drop_unit", "fewer_days", "nothing_fits", "below"}
)  # weeks below their phase's own numbers
UNWELL_FLAGS = frozenset({"illness", "return"})
LEFT_OUT_STEPS = frozenset({"drop_unit", "nothing_fits"})
HEALTH = frozenset({Decision.ILLNESS, Decision.RETURN})
EASED = frozenset({Decision.REDUCE, Decision.DELOAD})


def review_findings(review: Review) -> Iterator[Finding]:
    """Everything that holds for one review, whatever the week was."""
    yield from _explained(review)
    yield from _past_kept(review)
    yield from _hold(review)
    if review.next_week is not None:
        yield from _lighter(review, review.next_week)
        yield from _not_more(review, review.next_week)
        yield from _taper(review.state, review.next_week)


def same_again(review: Review) -> Iterator[Finding]:
    """U11: the same inputs make the same review."""
    i = review.inputs
    if adapt(i.state, i.week, i.checkins, i.wellness, i.today, i.overrides) != review:
        yield Finding("U11", f"week {i.week.number}: another answer for the same input")


def _explained(review: Review) -> Iterator[Finding]:
    number = review.inputs.week.number
    if not review.changes:
        yield Finding("U10", f"week {number}: a review without a change object")
    for change in review.changes:
        known = change.rule_id.partition(" ")[0] in RULES
        if not known or not change.because.code.startswith("because.") or not change.certainty:
            yield Finding("U10", f"week {number}: {change.what.code} by {change.rule_id}")
    structural = [c for c in review.changes if c.needs_yes]
    if len(structural) > 1:
        yield Finding("G-50", f"week {number}: {len(structural)} questions about the structure at once")


def _past_kept(review: Review) -> Iterator[Finding]:
    before, after = review.inputs.state.history, review.state.history
    if after[: len(before)] != before or after[-1].week != review.inputs.week:
        yield Finding("past", f"week {review.inputs.week.number}: the past was changed")


def _hold(review: Review) -> Iterator[Finding]:
    monday = review.inputs.week.start
    held = effective(review.state.screening, monday).hold
    if held is not None and review.next_week is not None:
        yield Finding("U13", f"week {review.inputs.week.number}: a week in spite of the hold {held}")


def _lighter(review: Review, after: Week) -> Iterator[Finding]:
    """D-06: a deload has fewer minutes, hard minutes and hard days, and a clearly lower load."""
    before = review.inputs.week
    moved = any(MOVED in x.flags for x in before.sessions)
    if (
        not after.deload
        or _is_eased(before)
        or moved
        or before.phase is not after.phase
        or after.flags & LIGHT_FLAGS
    ):
        return
    one, two = ours(before.sessions), ours(after.sessions)
    if not one:
        return
    told = f"week {after.number} {after.phase}"
    if sets_total(two) > sets_total(one):
        yield Finding("D-06 sets", f"{told}: {sets_total(two)} after {sets_total(one)} sets")
    if minutes(two) >= minutes(one):
        yield Finding("D-06 minutes", f"{told}: {minutes(two)} after {minutes(one)} min")
    if planned_au(two) > DELOAD_LOAD_MOST * planned_au(one):
        yield Finding("D-06 load", f"{told}: {planned_au(two)} after {planned_au(one)} AU")
    if hard_minutes(two) > hard_minutes(one) or hard_days(two) > max(1, hard_days(one) - 1):
        yield Finding("D-06 hard", f"{told}: {hard_days(two)} hard days after {hard_days(one)}")


def _not_more(review: Review, after: Week) -> Iterator[Finding]:
    """No increase after an illness, a break, pain or in an eased week (G-30, G-32, G-33, G-50)."""
    decision = review.decision
    told = f"week {after.number} {after.phase} {decision}"
    lived = [r.week for r in review.inputs.state.history] + [review.inputs.week]
    recent = lived[-LOOK_BACK:]
    if decision is Decision.ILLNESS and minutes(after.sessions) > _fullest(review, lived):
        yield Finding("no increase", f"{told}: {minutes(after.sessions)} min in all")
    recovery = review.state.recovery
    begins = decision is Decision.RETURN and recovery is not None and recovery.step == 0
    begun = after.number - after.week_in_phase
    planned = [w for w in recent if w.sessions]  # a week under a hold had no plan and is no measure
    same = [w for w in planned if w.phase is after.phase and w.number > begun and not _is_light(w)]
    if (begins or decision in EASED) and any(not _is_eased(w) for w in same) and "onramp" not in after.flags:
        most = max(_usual(review), *(cardio_minutes(ours(w.sessions)) for w in same))
        if cardio_minutes(ours(after.sessions)) > most:
            now = cardio_minutes(ours(after.sessions))
            yield Finding("no increase", f"{told}: {now} after {most} min cardio")
    if decision in HEALTH | EASED and review.state.hiit_n > review.inputs.state.hiit_n:
        yield Finding("no increase", f"{told}: intervals grow")
    yield from _lifts(review, told)


def _lifts(review: Review, told: str) -> Iterator[Finding]:
    """No load rises in an eased week or over a sore region, beyond what was lifted already."""
    sore = [r for r in review.state.adjustments.regions if r.action in RESTRICTING]
    limits = injury_limits((), tuple(sore), False)
    known = {lift.exercise_id: lift.load_kg for lift in review.inputs.state.lifts}
    lifted = set(_lifted(review))
    for lift in review.state.lifts:
        was, now = known.get(lift.exercise_id), lift.load_kg
        rises = was is not None and now is not None and now > was and (lift.exercise_id, now) not in lifted
        strained = sore and limits.strains(EXERCISES[lift.exercise_id])
        if rises and (review.decision in HEALTH | EASED or strained):
            yield Finding("no increase", f"{told}: {lift.exercise_id} {was} to {now} kg")


def _lifted(review: Review) -> Iterator[tuple[str, float | None]]:
    """What was lifted in the week: as logged, or as planned where "done" was all that was said."""
    checkins = {c.session_id: c for c in review.inputs.checkins if c.status is not Status.SKIPPED}
    for checkin in checkins.values():
        yield from ((s.exercise_id, s.load_kg) for s in checkin.sets)
    for session in review.inputs.week.sessions:
        if session.id in checkins and not checkins[session.id].sets:
            yield from ((e.exercise_id, e.load_kg) for e in session.exercises)


def _is_eased(week: Week) -> bool:
    return _is_light(week) or any(d.step in EASED_STEPS for d in week.degradations)


def _is_light(week: Week) -> bool:
    return week.deload or bool(week.flags & LIGHT_FLAGS)


def _fullest(review: Review, lived: list[Week]) -> int:
    """Minutes of the fullest of the last weeks before people were ill, at least what they did before the plan.

    Where no week of the plan was lived in health, all of them count.
    """
    profile = review.state.profile
    before = profile.current_cardio_min_per_week + LIFT_MIN * round(profile.current_lifts_per_week)
    well = ([w for w in lived if not w.flags & UNWELL_FLAGS] or lived)[-LOOK_BACK:]
    planned_before = before if len(well) < LOOK_BACK else 0
    return max([ILLNESS_LEAST_MIN, planned_before, *(minutes(w.sessions) for w in well)])


def _usual(review: Review) -> int:
    """Cardio minutes a week before the plan, while that isn't long ago (D-75)."""
    state = review.state
    return state.profile.current_cardio_min_per_week if state.week_number <= LOOK_BACK else 0


def _taper(state: TrainingState, after: Week) -> Iterator[Finding]:
    """A taper falls: no week above the one before, no more intervals (D-07).

    A week that was the rest of one, or that an illness, a break or the windows made small, is no measure.
    """
    last = state.history[-1].week
    if after.phase is not PhaseName.TAPER or last.phase is not PhaseName.TAPER or not last.sessions:
        return
    made_small = last.flags & UNWELL_FLAGS or any(d.step in LEFT_OUT_STEPS for d in last.degradations)
    if last.number == 1 or made_small:
        return
    one, two = cardio_minutes(ours(last.sessions)), cardio_minutes(ours(after.sessions))
    if two > one:
        yield Finding("D-07", f"week {after.number}: taper rises from {one} to {two} min")
    n = [
        max((s.intervals or 0 for s in w.sessions if s.type is SessionType.HIIT), default=0)
        for w in (last, after)
    ]
    if n[0] and n[1] > n[0]:
        yield Finding("D-07", f"week {after.number}: taper n rises from {n[0]} to {n[1]}")
