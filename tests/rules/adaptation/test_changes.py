"""Every difference between two weeks becomes a change with its data, rule and certainty (G-90)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.decisions import Change, Decision
from rules.plan import Degradation, PhaseName, Week
from rules.review.causes import Cause, key_of
from rules.review.changes import Reasons, changes_between
from rules.review.decide import Situation, decide
from rules.review.differences import differences
from rules.sessions import Band, ExerciseSet, Note, SetKind, note
from tests.rules.adaptation import weeks
from tests.rules.adaptation.weeks import MONDAY, main_lift

WEEK = weeks.week()
PROGRESS = Reasons(decide(Situation()))
HOLD = Reasons(decide(Situation(adherence=0.7)))
DELOAD = Reasons(decide(Situation(planned_deload=True)))


def following(**changed: Any) -> Week:
    """Next week, the same but for the fields of its sessions by place: s3={"minutes": 30}."""
    start = MONDAY + timedelta(weeks=1)
    after = weeks.week(start=start, number=4, week_in_phase=4)
    sessions = tuple(replace(s, **changed.get(f"s{k}", {})) for k, s in enumerate(after.sessions))
    return replace(after, sessions=sessions)


def codes(made: tuple[Change, ...]) -> list[str]:
    """Their codes in order."""
    return [c.what.code for c in made]


@pytest.mark.parametrize(
    ("changed", "kind", "before", "after"),
    [
        ({"s4": {"intervals": 9, "minutes": 26}}, "hiit_n", 8, 9),
        ({"s7": {"minutes": 55}}, "minutes", 50, 55),
        ({"s4": {"mode": "row"}}, "mode", "bike", "row"),
        ({"s2": {"day": 2}}, "moved", "1 18:00", "2 18:00"),
        ({"s0": {"heavy": False}}, "heavy", True, False),
        ({"s7": {"pace_s_per_km": Band(367.2, 403.0)}}, "pace", None, "367-403"),
        ({"s0": {"rir": 4}}, "rir", None, 4),
        ({"s0": {"exercises": (main_lift(),)}}, "exercise_in", None, 4),
    ],
)
def test_each_field_that_differs_is_found(
    changed: dict[str, dict[str, Any]], kind: str, before: object, after: object
) -> None:
    found = differences(WEEK, following(**changed))

    assert (kind, before, after) in [(d.kind, d.before, d.after) for d in found]


def test_the_same_week_has_no_differences_but_one_change() -> None:
    assert differences(WEEK, following()) == ()
    assert codes(changes_between(WEEK, following(), PROGRESS)) == ["change.same"]


def test_a_hold_week_explains_itself() -> None:
    (only,) = changes_between(WEEK, following(), HOLD)

    assert only.what == note("change.decision", decision="HOLD")
    assert only.because == note("because.adherence", percent=70, border=80)
    assert (only.rule_id, only.before, only.after) == ("G-15", 329, 329)


def test_minutes_of_two_alike_sessions_are_one_change() -> None:
    before = weeks.week("Tue 18:00 C_EASY 30 run\nThu 18:00 C_EASY 30 run")
    both = replace(before, sessions=tuple(replace(s, minutes=35) for s in before.sessions))
    one = replace(before, sessions=(replace(before.sessions[0], minutes=35), before.sessions[1]))

    assert [(d.before, d.after) for d in differences(before, both)] == [(30, 35)]
    assert [(d.before, d.after) for d in differences(before, one)] == [(60, 65)]


def test_a_session_that_gives_way_to_another_kind_on_its_day() -> None:
    easy = replace(WEEK.sessions[4], type=WEEK.sessions[1].type.EASY, intervals=None)
    after = replace(WEEK, sessions=(*WEEK.sessions[:4], easy, *WEEK.sessions[5:]))

    (only,) = [d for d in differences(WEEK, after) if d.kind == "kind"]
    assert (only.before, only.after) == ("C_HIIT", "C_EASY")


def test_dropped_and_new_sessions_are_named() -> None:
    without = replace(WEEK, sessions=WEEK.sessions[:-1])

    assert [(d.kind, d.target) for d in differences(WEEK, without)] == [("removed", "C_LONG")]
    assert [(d.kind, d.target) for d in differences(without, WEEK)] == [("added", "C_LONG")]


def test_a_long_session_given_as_easy_stays_the_long_one() -> None:
    short = replace(WEEK.sessions[7], type=WEEK.sessions[1].type.EASY, minutes=40, flags=frozenset({"long"}))
    after = replace(WEEK, sessions=(*WEEK.sessions[:7], short))

    assert [d.kind for d in differences(WEEK, after)] == ["kind"]


def test_fixed_sessions_are_not_ours_to_change() -> None:
    before = weeks.week("Mon 18:00 S_UPPER 50\nTue 20:00 C_TEMPO 90 run fixed")
    after = weeks.week("Mon 18:00 S_UPPER 50")

    assert differences(before, after) == ()


def test_the_most_important_comes_first() -> None:
    after = following(
        s0={"exercises": (main_lift(),)},
        s2={"start": WEEK.sessions[2].start.replace(hour=19)},
        s4={"intervals": 9, "minutes": 26},
        s7={"minutes": 55},
    )

    made = codes(changes_between(WEEK, after, HOLD))

    assert made == [
        "change.decision",
        "change.hiit_n",
        "change.minutes",
        "change.exercise_in",
        "change.moved",
    ]


def test_a_deload_sums_up_loads_and_sets() -> None:
    heavy = replace(WEEK, sessions=(replace(WEEK.sessions[0], exercises=(main_lift(sets=4),)),))
    light = replace(main_lift(sets=2), load_kg=72.0)
    after = replace(heavy, sessions=(replace(heavy.sessions[0], exercises=(light,)),), deload=True)

    made = {c.what.code: c for c in changes_between(heavy, after, DELOAD)}

    assert (made["change.loads"].before, made["change.loads"].after) == (100, 90)
    assert (made["change.sets_total"].before, made["change.sets_total"].after) == (4, 2)
    assert made["change.loads"].rule_id == "D-06"
    assert made["change.decision"].can_decline


def test_a_new_phase_explains_its_numbers_and_cannot_be_declined() -> None:
    after = replace(following(s7={"minutes": 40}), phase=PhaseName.B1)

    made = changes_between(WEEK, after, PROGRESS)

    assert codes(made) == ["change.phase", "change.minutes"]
    assert {c.rule_id for c in made} == {"D-20"}
    assert not any(c.can_decline for c in made)


def test_a_known_cause_is_named_for_its_target() -> None:
    cause = Cause("G-50", note("because.all_well", percent=100))
    reasons = replace(PROGRESS, causes={"minutes:C_LONG": cause})

    (only,) = changes_between(WEEK, following(s7={"minutes": 55}), reasons)

    assert (only.rule_id, only.because, only.can_decline) == ("G-50", cause.because, True)
    assert key_of(only) == "minutes:C_LONG"


STEPS = {
    "ceiling": (note("degrade.ceiling", type="C_LONG"), "D-20"),
    "load": (note("degrade.load", type="C_LONG", from_minutes=50, to_minutes=0), "G-40"),
    "ramp_drop": (note("degrade.ramp_drop", type="C_LONG", minutes=50, most=100), "D-75"),
    "fixed": (note("degrade.fixed", type="C_LONG"), "D-72"),
    "left_out": (note("degrade.left_out", day=5, type="C_LONG", most=45), "D-52"),
    "drop_unit": (note("degrade.drop_unit", types="S_PRIMER+C_LONG", conflict="D-45"), "D-55.7"),
}


@pytest.mark.parametrize(
    ("step", "rule_id", "because"),
    [
        ("ceiling", "D-20", note("because.ceiling")),
        ("load", "G-40", note("because.load_bound")),
        ("ramp_drop", "D-75", note("because.ramp")),
        ("fixed", "D-72", note("because.fixed")),
        ("left_out", "D-52", note("because.window", minutes=45)),
        ("drop_unit", "D-55", note("because.conflict", conflict="D-45")),
    ],
)
def test_a_session_that_a_rule_took_names_that_rule(step: str, rule_id: str, because: Note) -> None:
    """Not the missed Tuesday that also moved sessions, nor "laid out anew"."""
    gone = Degradation(step, *STEPS[step])
    after = replace(following(), sessions=following().sessions[:-1], degradations=(gone,))
    tuesday = Cause("G-15", note("because.skipped_weekday", day=1, start=1080))
    reasons = replace(PROGRESS, causes={"removed": tuesday})

    (only,) = changes_between(WEEK, after, reasons)

    assert (only.what.code, only.rule_id, only.because) == ("change.removed", rule_id, because)


def test_what_was_left_out_last_week_too_is_no_reason() -> None:
    gone = Degradation("ceiling", *STEPS["ceiling"])
    after = replace(following(), sessions=following().sessions[:-1], degradations=(gone,))

    (only,) = changes_between(replace(WEEK, degradations=(gone,)), after, PROGRESS)

    assert only.rule_id == "D-51"


@pytest.mark.parametrize(
    ("step", "rule_id", "because"),
    [
        ("shorten_day", "D-42", note("because.day_full", minutes=75)),
        ("shorten", "D-52", note("because.window", minutes=75)),
    ],
)
def test_a_shorter_session_names_what_was_too_short(step: str, rule_id: str, because: Note) -> None:
    values: dict[str, Any] = {"day": 5, "type": "C_LONG", "from_minutes": 50, "to_minutes": 45, "most": 75}
    cut = Degradation("shorten", note(f"degrade.{step}", **values), rule_id)
    after = replace(following(s7={"minutes": 45}), degradations=(cut,))

    (only,) = changes_between(WEEK, after, PROGRESS)

    assert (only.what.code, only.rule_id, only.because) == ("change.minutes", rule_id, because)


def test_only_what_was_simplified_away_is_put_down_to_the_weak_week() -> None:
    weak = Cause("G-15", note("because.adherence", percent=50, border=80))
    simpler = Degradation("simplify", note("degrade.simplify", type="C_LONG", most=200), "G-15")
    full = Degradation("ceiling", note("degrade.ceiling", type="C_FINISH"), "D-20")
    kept = (following().sessions[0], *following().sessions[2:-1])
    after = replace(following(), sessions=kept, degradations=(full, simpler))

    made = changes_between(WEEK, after, replace(HOLD, causes={"simplify": weak}))

    removed = {dict(c.what.values)["session"]: c.rule_id for c in made if c.what.code == "change.removed"}
    assert removed == {"C_FINISH": "D-20", "C_LONG": "G-15"}


def test_exercises_that_leave_with_their_session_are_no_change_of_their_own() -> None:
    lifting = following(s6={"exercises": (main_lift(),)})
    without = replace(following(), sessions=(*following().sessions[:6], following().sessions[7]))

    assert [(d.kind, d.target) for d in differences(lifting, without)] == [("removed", "S_LOWER")]


@pytest.mark.parametrize(
    ("situation", "declinable"),
    [
        (Situation(stop=note("because.hold", hold="medical")), False),
        (Situation(illness=note("because.illness")), False),
        (Situation(returning=note("because.break", days=9)), False),
        (Situation(fatigue_score=3), True),
        (Situation(planned_deload=True), True),
        (Situation(calendar=PhaseName.TAPER), False),
    ],
)
def test_what_can_be_overruled(situation: Situation, declinable: bool) -> None:
    made = changes_between(WEEK, following(), Reasons(decide(situation)))

    assert made[0].what.code == "change.decision"
    assert made[0].can_decline is declinable


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "minutes": st.integers(20, 90),
        "day": st.integers(0, 6),
        "intervals": st.integers(6, 12),
        "rir": st.integers(1, 5),
        "heavy": st.booleans(),
        "mode": st.sampled_from(["run", "bike", "row"]),
        "exercises": st.sampled_from([(), (main_lift(),), (main_lift(sets=3), main_lift("bench_press"))]),
    },
)
DECISIONS = st.sampled_from([PROGRESS, HOLD, DELOAD, replace(PROGRESS, was_lowered=True)])


@given(st.lists(FIELDS, min_size=8, max_size=8), DECISIONS)
def test_nothing_changes_without_an_object(fields: list[dict[str, Any]], reasons: Reasons) -> None:
    """U10: every change has an explanation with rule id, data and certainty."""
    after = following(**{f"s{k}": changed for k, changed in enumerate(fields)})

    made = changes_between(WEEK, after, reasons)

    assert made
    assert all(c.rule_id and c.because.code.startswith("because.") and c.certainty for c in made)
    assert made == changes_between(WEEK, after, reasons)
    covered = {c.what.code.removeprefix("change.") for c in made}
    sums = {"load": "loads", "sets": "sets_total", "reps": "scheme"}
    wanted = {d.kind for d in differences(WEEK, after)}
    assert all(kind in covered or sums.get(kind) in covered for kind in wanted)
    assert reasons.verdict.decision is Decision.PROGRESS or "decision" in covered


def test_a_test_of_a_load_counts_as_no_volume() -> None:
    """Four sets of finding a load are not cut to three: the news is the load, once there is one."""
    ramp = replace(main_lift(), kind=SetKind.RAMP, sets=4, load_kg=20.0)
    tested = replace(WEEK, sessions=(replace(WEEK.sessions[0], exercises=(ramp,)), *WEEK.sessions[1:]))
    found = replace(main_lift(), sets=3, load_kg=60.0)

    again = differences(tested, following(s0={"exercises": (ramp,)}))
    known = differences(tested, following(s0={"exercises": (found,)}))

    assert again == ()
    assert [(d.kind, d.before, d.after) for d in known] == [("load", None, 60.0)]


def test_seconds_are_never_compared_with_repetitions() -> None:
    """The core of a light session is done for 30 s, elsewhere the same exercise for repetitions (E-03)."""
    held = ExerciseSet("pallof_press", SetKind.ISOLATION, 2, 30, 30, 4, 30, 8.0, seconds=True)
    counted = ExerciseSet("pallof_press", SetKind.ISOLATION, 2, 10, 15, 2, 60, 10.0)
    first, second, *rest = WEEK.sessions
    light = replace(WEEK, sessions=(replace(first, exercises=(held,)), second, *rest))
    both = replace(
        WEEK, sessions=(replace(first, exercises=(held,)), replace(second, exercises=(counted,)), *rest)
    )
    more = replace(counted, reps_low=12, load_kg=12.5)

    assert differences(light, following(s0={"exercises": (counted,)})) == ()
    turned = following(s0={"exercises": (more,)}, s1={"exercises": (held,)})
    assert [(d.kind, d.before, d.after) for d in differences(both, turned)] == [
        ("load", 10.0, 12.5),
        ("reps", "10-15", "12-15"),
    ]
    turned = following(s0={"exercises": (held,)}, s1={"exercises": (more,)})
    (load, _) = changes_between(both, turned, PROGRESS)
    assert load.what == note("change.load", exercise="pallof_press", reps=12)


def test_a_start_that_only_follows_from_another_length_is_no_change() -> None:
    at = WEEK.sessions[2].start
    shifted = following(s2={"start": at.replace(minute=30)})
    later = following(s2={"start": at.replace(hour=at.hour + 1)})

    assert "moved" in {d.kind for d in differences(WEEK, shifted)}
    assert "change.moved" not in codes(changes_between(WEEK, shifted, HOLD))
    assert "change.moved" in codes(changes_between(WEEK, later, HOLD))


def load_step(after_min: int) -> Degradation:
    told = note("degrade.load", type="S_LOWER", from_minutes=60, to_minutes=after_min)
    return Degradation("load", told, "G-40")


def test_a_lift_shortened_further_names_the_load_and_not_the_ramp_of_cardio() -> None:
    """It was five minutes shorter last week already, for the same reason (G-40)."""
    before = replace(following(s0={"minutes": 55}), degradations=(load_step(55),))
    after = replace(following(s0={"minutes": 50}), degradations=(load_step(50),))

    (only,) = [c for c in changes_between(before, after, PROGRESS) if c.what.code == "change.minutes"]

    assert (only.rule_id, only.because) == ("G-40", note("because.load_bound"))


def test_a_lift_of_another_length_without_a_rule_is_no_matter_of_cardio() -> None:
    made = changes_between(WEEK, following(s0={"minutes": WEEK.sessions[0].minutes - 5}), PROGRESS)

    assert [(c.rule_id, c.because) for c in made if c.what.code == "change.minutes"] == [
        ("D-51", note("because.placed_again"))
    ]
