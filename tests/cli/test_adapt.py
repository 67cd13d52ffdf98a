"""`adapt`: a state in, one decision, changes with their sentences, next week in the plan's form out (G-10)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.running import MONDAY, bot, planned, profile

CHANGE_KEYS = {
    *("what", "from", "to", "because", "rule_id", "evidence_ids", "certainty", "sentence"),
}


def state(**changes: Any) -> dict[str, Any]:
    return {"profile": profile(), "start": MONDAY, "as_planned": True} | changes


def reviewed(**changes: Any) -> Any:
    return bot("adapt", "-", given=state(**changes)).json


def codes(review: Any) -> dict[str, Any]:
    return {c["what"]["code"]: c for c in review["changes"]}


def test_a_week_done_as_planned_is_progress_with_reasons() -> None:
    review = reviewed()

    assert review["decision"] == "PROGRESS"
    assert review["changes"]
    for change in review["changes"]:
        assert change.keys() >= CHANGE_KEYS
        assert change["sentence"].endswith(".")
        assert f"({change['rule_id']})" in change["sentence"]
    assert (review["next_week"]["number"], review["next_week"]["start"]) == (2, "2026-11-30")
    assert review["next_week"]["sessions"][0].keys() >= {"order_note", "rule_ids", "flags"}


def test_undulating_week_three_done_raises_intervals_to_nine() -> None:
    review = reviewed(position={"phase": "UNDULATING", "week_in_phase": 3, "hiit_n": 8})

    assert review["decision"] == "PROGRESS"
    grown = codes(review)["change.hiit_n"]
    assert (grown["from"], grown["to"], grown["rule_id"]) == (8, 9, "G-50")
    assert "9" in grown["sentence"]


def test_half_the_week_skipped_for_time_is_held_and_simpler() -> None:
    week = planned()["weeks"][0]
    skipped = [
        {"session": s["id"], "status": "skipped", "reason": "time"}
        for s in week["sessions"]
        if s["day"] in (1, 3, 4)
    ]
    review = reviewed(checkins=skipped)

    assert review["decision"] == "HOLD"
    assert 0.4 <= review["metrics"]["adherence"] < 0.6
    decision = codes(review)["change.decision"]
    assert (decision["rule_id"], decision["what"]["values"]) == ("G-15", {"decision": "HOLD"})


def test_nothing_logged_holds_for_missing_data() -> None:
    review = reviewed(as_planned=False, position={"phase": "UNDULATING", "week_in_phase": 2})

    assert review["metrics"]["logged_share"] == 0
    assert review["decision"] in ("RETURN", "REPEAT", "HOLD")


def test_check_in_fields_of_the_specification_are_read() -> None:
    monday = {
        "day": 0,
        "type": "S_LOWER",
        "status": "partial",
        "reason": "tired",
        "actual_minutes": 40,
        "rpe": 9,
        "sets": [{"exercise_id": "back_squat", "load": 80, "reps": 6, "rir": 2}],
        "soreness": {"legs": 4, "upper": 2},
        "sleep_h": 7.5,
        "pain": {"region": "knee", "severity": 5, "worse_next_morning": False},
        "illness": "none",
        "free_text": "felt slow",
    }
    easy = {"day": 5, "type": "C_LONG", "status": "done", "talk_test": "not_comfortable", "pain": "none"}
    review = reviewed(checkins=[monday, easy])

    assert any(m["target"] == "knee" for m in review["modifiers"])
    assert all(m["sentence"] for m in review["modifiers"])


def test_red_flag_stops_everything() -> None:
    review = reviewed(checkins=[{"day": 2, "type": "C_HIIT", "status": "done", "red_flags": ["chest_pain"]}])

    assert (review["decision"], review["next_week"]) == ("STOP", None)
    assert codes(review)["change.decision"]["rule_id"] == "C-41"


def test_red_flag_in_free_text_stops_as_well() -> None:
    text = "felt chest tightness on the last interval"
    review = reviewed(checkins=[{"day": 2, "type": "C_HIIT", "status": "done", "free_text": text}])

    assert review["decision"] == "STOP"


def test_unplanned_training_counts() -> None:
    game = {"unplanned": True, "day": 6, "type": "C_HIIT", "mode": "run", "actual_minutes": 200, "rpe": 9}
    review = reviewed(checkins=[game | {"status": "done"}])

    assert review["decision"] == "HOLD"
    assert codes(review)["change.decision"]["rule_id"] == "G-42"


def test_printed_weeks_can_be_fed_back() -> None:
    weeks = planned("--weeks", "2")["weeks"]
    own = reviewed(weeks=[{"as_planned": True}])
    fed = reviewed(weeks=[{"as_planned": True, "week": weeks[0]}])

    assert fed == own


def test_next_week_can_be_lived_on() -> None:
    first = reviewed()
    second = reviewed(weeks=[{"as_planned": True}], week=first["next_week"])

    assert second["next_week"]["number"] == 3


def test_same_state_gives_the_same_bytes() -> None:
    given = state(position={"phase": "UNDULATING", "week_in_phase": 4})

    assert bot("adapt", "-", given=given).out == bot("adapt", "-", given=given).out


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        ({"checkins": [{"status": "done", "day": 6, "type": "S_FULL"}]}, 'checkins[0].session: "S_FULL on day 6" is'),
        ({"checkins": [{"status": "gone", "day": 0}]}, 'checkins[0].status: "gone" is not allowed; allowed: done'),
        ({"checkins": [{"status": "done", "rpe": 11}]}, "checkins[0].rpe: 11 is not allowed; allowed: 1 to 10"),
        ({"position": {"phase": "B3"}}, 'position: "B3 1" is not allowed; allowed: a week of the plan: '),
        ({"profile": profile(age=12)}, "profile.age: 12 is not allowed"),
        ({"profile": profile(screening=["Q1"])}, 'profile.screening: "medical" is not allowed'),
        ({"today": "2026-11-01"}, 'today: "2026-11-01" is not allowed; allowed: 2026-11-23 or later'),
        ({"start": None}, "start: null is not allowed; allowed: a date"),
        (
            {"checkins": [{"unplanned": True, "status": "done"}]},
            "checkins[0].unplanned: true is not allowed; allowed: true only with a day or a date",
        ),
        (
            {"checkins": [{"status": "done", "pain": {"region": "knee", "severity": 2, "exercise_id": "squash"}}]},
            'checkins[0].pain.exercise_id: "squash" is not allowed; allowed: an exercise of the library',
        ),
        ({"mood": 3}, "mood: 3 is an unknown field"),
        ({"checkins": [{"status": "done", "pain": 9}]}, "checkins[0].pain: 9 is not allowed; allowed: a list or an"),
        ({"checkins": [{"status": "done", "sets": [{"exercise_id": "dip", "reps": 5, "rir": 9}]}]},
         "checkins[0].sets[0].rir: 9 is not allowed; allowed: 0 to 5"),
        (
            {"checkins": [{"unplanned": True, "day": 0, "status": "done", "red_flags": ["tired"]}]},
            'checkins[0].red_flags[0]: "tired" is not allowed; allowed: chest_pain, ',
        ),
    ],
)  # fmt: skip
def test_problems_are_named(changes: dict[str, Any], start: str) -> None:
    (line,) = bot("adapt", "-", given=state(**changes)).lines

    assert line.startswith(start)


def test_every_problem_of_a_state_is_named_at_once() -> None:
    athlete = profile(
        age=91,
        goal="abs",
        injuries=[{"region": "knee", "severity": 1, "since": "2026-11-24"}],
        time_zone="Mars",
    )
    done = {"unplanned": True, "status": "done", "red_flags": ["tired"]}
    lines = bot("adapt", "-", given=state(profile=athlete, checkins=[done], mood=3)).lines

    assert sorted(line.partition(":")[0] for line in lines) == [
        "checkins[0].red_flags[0]",
        "checkins[0].unplanned",
        "mood",
        "profile.age",
        "profile.goal",
        "profile.injuries[0].since",
        "profile.time_zone",
    ]


@pytest.mark.parametrize("hours", [7.3, 0.25, 14.5, -0.5])
def test_hours_of_sleep_have_steps_of_a_half(hours: float) -> None:
    """G-10."""
    given = state(wellness=[{"date": MONDAY, "sleep_h": hours}])

    assert bot("adapt", "-", given=given).lines == [
        f"wellness[0].sleep_h: {hours} is not allowed; allowed: 0 to 14 in steps of 0.5"
    ]


@pytest.mark.parametrize("hours", [0, 7, 7.5, 14])
def test_whole_and_half_hours_of_sleep_are_read(hours: float) -> None:
    assert reviewed(wellness=[{"date": MONDAY, "sleep_h": hours}])["decision"]


def test_a_carry_told_in_seconds_finds_its_load_and_says_why() -> None:
    """E-20, E-30: a hold's load test ends in a load, and the sentence speaks of seconds."""
    athlete = profile(
        likes=["farmer_carry"], availability={day: [{"max_minutes": 90}] for day in ("0", "2", "4")}
    )
    week = bot("week", "-", "--today", MONDAY, given=athlete).json
    (tested,) = [s for s in week["sessions"] for e in s["exercises"] if e["exercise_id"] == "farmer_carry"]
    sets = [{"exercise_id": "farmer_carry", "load": load, "reps": 20, "rir": 4} for load in (12, 16)]

    review = reviewed(
        profile=athlete, checkins=[{"session": tested["id"], "status": "done", "rpe": 7, "sets": sets}]
    )

    (found,) = [c for c in review["changes"] if c["what"]["values"].get("exercise") == "farmer_carry"]
    assert (found["from"], found["to"], found["rule_id"]) == (None, 16.0, "E-20")
    assert found["sentence"].startswith("Farmer carry, from 20 s")
    assert "All 2 sets were held 20 s, with 4 in reserve." in found["sentence"]
