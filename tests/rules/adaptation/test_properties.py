"""Sentences of section G over random athletes and random weeks (Hypothesis)."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from bot.cohort.checks.terms import hard_days, hard_minutes
from rules.adaptation import Review, adapt, keep_last_week
from rules.athlete import Event, EventType, Goal, Profile, Region
from rules.checkin import CheckIn, Illness, Pain, SkipReason, Status, TalkTest, Wellness
from rules.decisions import Decision
from rules.plan import PhaseName, Week
from rules.review.rebuilding import rebuild_week
from rules.sessions import Session
from rules.state import TrainingState
from rules.weeks.choosing import skeleton_of
from rules.weeks.growth import load_allowed
from rules.weeks.holding import LIGHTER_FLAGS
from rules.weeks.shape import loading_units
from rules.weeks.situation import situation_of
from tests.rules.adaptation import lives
from tests.rules.athletes import ADVANCED, BEGINNER, INACTIVE, INTERMEDIATE, athlete
from tests.soaking import SOAKS, steady

PEOPLE: tuple[Profile, ...] = (
    INTERMEDIATE,
    BEGINNER,
    ADVANCED,
    INACTIVE,
    athlete(goal=Goal.MUSCLE),
    athlete(goal=Goal.ENDURANCE),
    athlete(events=(Event(EventType.HALF, lives.MONDAY + timedelta(weeks=9, days=6)),)),
    athlete(max_training_days=3),
)
SOFT = steady(20)
Who = tuple[int, int, float]  # person, seed, share of mishaps


def some_log(session: Session, week: Week, dice: random.Random, mishaps: float) -> CheckIn | None:
    """A session done, cut short, skipped or forgotten, with or without pain, easy or hard."""
    checkin = lives.as_planned(session, week)
    luck = dice.random()
    if luck < mishaps / 3:
        return None
    if luck < mishaps:
        return lives.skip(checkin, dice.choice(list(SkipReason)))
    sets = tuple(
        replace(s, reps=max(1, s.reps + dice.randint(-1, 2)), rir=dice.randint(0, 4)) for s in checkin.sets
    )
    pain = (Pain(dice.choice(list(Region)), dice.randint(1, 7)),) if dice.random() < mishaps / 8 else ()
    return replace(
        checkin,
        status=Status.PARTIAL if dice.random() < mishaps / 4 else Status.DONE,
        actual_minutes=dice.choice([None, session.minutes, max(5, session.minutes // 2)]),
        rpe=max(1, min(10, session.rpe + dice.randint(-1, 2))),
        talk_test=dice.choice(list(TalkTest)) if checkin.talk_test else None,
        intervals_done=session.intervals,
        sets=sets if dice.random() < 0.7 else (),
        pain=pain,
    )


def some_days(week: Week, dice: random.Random, mishaps: float) -> tuple[Wellness, ...]:
    """Nights, soreness and now and then a fever."""
    ill = dice.random() < mishaps / 6
    return tuple(
        Wellness(
            week.start + timedelta(days=k),
            sleep_h=dice.choice([5.0, 6.0, 7.0, 8.0]),
            soreness_legs=dice.randint(0, 8),
            illness=Illness.SYSTEMIC if ill and k in (2, 3) else Illness.NONE,
        )
        for k in range(7)
    )


def reviewed(state: TrainingState, week: Week, dice: random.Random, mishaps: float) -> Review:
    logs = (some_log(s, week, dice, mishaps) for s in lives.own(week))
    checkins = tuple(c for c in logs if c is not None)
    return adapt(state, week, checkins, some_days(week, dice, mishaps), week.start + timedelta(days=6))


@cache
def life(person: int, seed: int, mishaps: float, weeks: int = 7) -> tuple[Review, ...]:
    """Some weeks of one athlete, reviewed one after the other; ends early at a hold or a new start."""
    dice = random.Random(seed)
    state, week = lives.begin(PEOPLE[person])
    made: list[Review] = []
    for _ in range(weeks):
        made.append(reviewed(state, week, dice, mishaps))
        following = made[-1].next_week
        if following is None:
            break
        state, week = made[-1].state, following
    return tuple(made)


SEEDS = st.integers(0, 10**6 if SOAKS else 2)
LIVES = st.tuples(st.integers(0, len(PEOPLE) - 1), SEEDS, st.sampled_from([0.0, 0.15, 0.4, 0.8]))


def cardio(week: Week) -> int:
    return sum(s.minutes for s in lives.own(week) if s.is_cardio)


def minutes(week: Week) -> int:
    return sum(s.minutes for s in lives.own(week))


def lifting(week: Week) -> int:
    return minutes(week) - cardio(week)


def load(week: Week) -> float:
    return float(sum(s.minutes * s.rpe for s in lives.own(week)))


@SOFT
@given(LIVES)
def test_adaptation_never_changes_the_past(who: Who) -> None:
    for earlier, later in pairwise(life(*who)):
        assert later.state.history[: len(earlier.state.history)] == earlier.state.history
    for made in life(*who):
        record = made.state.history[-1]
        assert (record.week, record.checkins) == (made.inputs.week, made.inputs.checkins)
        assert record.decision is made.decision


@SOFT
@given(LIVES)
def test_same_input_same_output(who: Who) -> None:
    last = life(*who)[-1]
    inputs = last.inputs

    assert adapt(inputs.state, inputs.week, inputs.checkins, inputs.wellness, inputs.today) == last


@SOFT
@given(LIVES)
def test_a_week_made_again_is_the_week_that_was_decided(who: Who) -> None:
    for made in life(*who):
        if (
            made.next_week is not None and made.decision is not Decision.ILLNESS
        ):  # then its first day is later
            assert rebuild_week(made.state) == made.next_week


@SOFT
@given(LIVES)
def test_progress_requires_four_fifths_done_and_little_fatigue(who: Who) -> None:
    for made in life(*who):
        if made.decision is Decision.PROGRESS:
            assert made.metrics.adherence >= 0.80
            assert made.fatigue.total <= 1
            assert made.metrics.logged_share >= 0.5


@SOFT
@given(LIVES)
def test_nothing_rises_after_an_illness_or_a_break(who: Who) -> None:
    for made in life(*who):
        if made.decision in (Decision.ILLNESS, Decision.RETURN) and made.next_week is not None:
            before = {x.exercise_id: x.load_kg for x in made.inputs.state.lifts if x.load_kg is not None}
            assert made.state.hiit_n <= made.inputs.state.hiit_n
            assert made.state.easy_bonus_min <= made.inputs.state.easy_bonus_min
            known = [x for x in made.state.lifts if x.exercise_id in before]
            assert all((x.load_kg or 0) <= before[x.exercise_id] for x in known)


@SOFT
@given(LIVES)
@example((5, 43196, 0.15))  # a new block's intervals
def test_sore_regions_see_no_increase(who: Who) -> None:
    for made in life(*who):
        if any(x.action in ("modify", "block") and x.region in (Region.KNEE, Region.HIP, Region.ANKLE_FOOT)
               for x in made.state.adjustments.regions):  # fmt: skip
            assert made.state.hiit_n <= made.inputs.state.hiit_n
            assert made.state.easy_bonus_min <= made.inputs.state.easy_bonus_min


@SOFT
@given(LIVES)
def test_a_deload_is_really_lighter(who: Who) -> None:
    for made in life(*who):
        week = made.inputs.week
        ordinary = not week.deload and not week.flags & {"return", "illness", "reduced", "onramp", "taper"}
        full = ordinary and made.state.adjustments.drop_pieces_to_minutes is None
        if made.decision is Decision.DELOAD and full and made.next_week is not None:
            before, after = lives.own(week), lives.own(made.next_week)
            assert cardio(made.next_week) <= cardio(week)
            assert minutes(made.next_week) < minutes(week)
            assert hard_minutes(after) <= hard_minutes(before)
            assert hard_days(after) <= max(1, hard_days(before) - 1)
            assert load(made.next_week) < load(week)
            assert lives.total_sets(made.next_week) <= lives.total_sets(week)


@SOFT
@given(LIVES)
@example((5, 179849, 0.4))  # two ranges of one exercise, done without a log of sets
def test_a_reduced_week_raises_no_load(who: Who) -> None:
    for made in life(*who):
        if made.decision in (Decision.REDUCE, Decision.DELOAD):
            before = {x.exercise_id: x for x in made.inputs.state.lifts}
            for lift in made.state.lifts:
                old = before.get(lift.exercise_id)
                if old is not None and old.load_kg is not None and lift.load_kg is not None:
                    done = [
                        s.load_kg or 0
                        for c in made.inputs.checkins
                        for s in c.sets
                        if s.exercise_id == lift.exercise_id
                    ]
                    asked = [
                        e.load_kg or 0
                        for s in made.inputs.week.sessions
                        for e in s.exercises
                        if e.exercise_id == lift.exercise_id
                    ]
                    assert lift.load_kg <= max([old.load_kg, *done, *asked])


@SOFT
@given(LIVES)
@example((3, 347426, 0.4))  # a full week's finishers made room for its lifts (G-40)
@example((6, 0, 0.15))  # a lift is longer than after the full week, whose longer run took the load (G-40)
def test_missed_work_is_never_stacked(who: Who) -> None:
    """Next week has no session beyond those of its plan after a full week, and no more load than that would allow.

    That is what G-60 point 1 says: nothing doubled or squeezed in. A full week may even be followed by fewer minutes of
    lifting or finishers, because its longer run uses up the load that G-40 leaves to them.
    """
    for made in life(*who):
        inputs = made.inputs
        missed = any(c.status is Status.SKIPPED for c in inputs.checkins)
        missed = missed and made.decision is not Decision.RETURN  # its rows count from before the break
        if not missed or made.next_week is None or made.next_week.phase is not inputs.week.phase:
            continue
        full = tuple(lives.as_planned(s, inputs.week) for s in lives.own(inputs.week))
        perfect = adapt(inputs.state, inputs.week, full, (), inputs.today)
        free = perfect.next_week
        if free is not None and free.phase is inputs.week.phase and perfect.decision is Decision.PROGRESS:
            here, following = lives.own(inputs.week), lives.own(made.next_week)
            s = situation_of(perfect.state, Decision.PROGRESS)
            whole = sum(len(unit.pieces) for unit in loading_units(s, skeleton_of(s, s.days)))
            assert len(following) <= max(whole, len(here))
            allowed = load_allowed(s) or 0.0
            assert load(made.next_week) <= max(load(free), load(inputs.week), allowed)


@SOFT
@given(LIVES)
@example((3, 751984, 0.8))  # a step of the on-ramp, reduced and then kept
def test_a_kept_week_holds_no_more_than_the_last_ordinary_one(who: Who) -> None:
    """G-50: every increase can be declined, also one that D-75, G-40 or F-31 gives back."""
    for made in life(*who):
        kept = keep_last_week(made)
        on_its_way = kept.state.recovery is not None or kept.decision not in (Decision.HOLD, Decision.REPEAT)
        if on_its_way or kept.next_week is None or kept.next_week.phase is not made.inputs.week.phase:
            continue
        alike = [r.week for r in kept.state.history if r.week.phase is kept.next_week.phase]
        last = next((w for w in reversed(alike) if w.sessions and not w.flags & LIGHTER_FLAGS), None)
        simple = last is not None and any(d.step == "simplify" for d in last.degradations)
        if last is not None and (last == made.inputs.week or not simple):
            for amount in (cardio, lifting):
                assert amount(kept.next_week) <= max(amount(last), amount(made.inputs.week))


@SOFT
@given(LIVES)
def test_every_change_explains_itself(who: Who) -> None:
    for made in life(*who):
        assert made.changes
        for change in made.changes:
            assert change.rule_id
            assert change.because.code.startswith("because.")
            assert change.what.code.startswith("change.")


@SOFT
@given(LIVES)
@example((7, 656776, 0.4))  # a day less: another skeleton, without the primer
@example((2, 382930, 0.4))  # a day less: no circuit
@example(
    (6, 470005, 0.8)
)  # intervals held back, and the easy session in their place taken by the load (G-40)
@example((5, 21026, 0.4))  # intervals whose turn it isn't, and the tempo in their place left out (G-15)
@example((5, 102188, 0.15))  # easy sessions of an illness, whose places are taken by what they stood for
def test_no_session_goes_because_the_week_was_laid_out_anew(who: Who) -> None:
    """G-90: what is taken has the rule that took it as its reason; keeping distance moves sessions, it takes none."""
    for made in life(*who):
        gone = [c for c in made.changes if c.what.code == "change.removed"]
        assert "because.placed_again" not in {c.because.code for c in gone}


@SOFT
@given(LIVES)
def test_at_most_one_interval_more_a_week(who: Who) -> None:
    for made in life(*who):
        same_phase = made.next_week is None or made.next_week.phase is made.inputs.week.phase
        if made.inputs.state.hiit_n and same_phase:
            assert made.state.hiit_n <= made.inputs.state.hiit_n + 1


@SOFT
@given(LIVES)
def test_a_taper_never_holds_more_than_its_calendar(who: Who) -> None:
    for made in life(*who):
        following = made.next_week
        if following is not None and following.phase is PhaseName.TAPER:
            assert made.decision is not Decision.PROGRESS
            assert cardio(following) <= max(cardio(r.week) for r in made.state.history)


def test_the_lives_meet_every_decision() -> None:
    """The random weeks reach what they are meant to test."""
    met = {
        m.decision
        for p in range(len(PEOPLE))
        for s in range(3)
        for x in (0.15, 0.4, 0.8)
        for m in life(p, s, x)
    }

    assert met >= {Decision.PROGRESS, Decision.HOLD, Decision.REDUCE, Decision.DELOAD, Decision.ILLNESS}
