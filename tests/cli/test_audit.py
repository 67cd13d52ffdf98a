"""`audit`: any week in, its score by term, what it breaks, the smallest edit and the one change out."""

from __future__ import annotations

from typing import Any

from tests.cli.running import MONDAY, bot, profile


def run(day: int, start: str = "17:00") -> dict[str, Any]:
    return {"day": day, "start": start, "minutes": 45, "type": "C_EASY", "mode": "run"}


def lift(day: int, kind: str, start: str = "17:45") -> dict[str, Any]:
    return {"day": day, "start": start, "minutes": 50, "type": kind, "heavy": kind == "S_LOWER"}


CARDIO_FIRST = [
    *(run(0), lift(0, "S_LOWER"), run(2), lift(2, "S_UPPER"), run(4), lift(4, "S_LOWER")),
]


def audited(*sessions: dict[str, Any], **changes: Any) -> Any:
    return bot("audit", "-", given={"sessions": list(sessions)} | changes).json


def test_three_days_of_running_before_lifting_score_32_and_lifting_goes_first() -> None:
    found = audited(*CARDIO_FIRST)

    assert (found["score"], found["band"], found["shares"]["P"]) == (32, "moderate", 0.748)
    assert found["one_change"]["code"] == "advice.lift_first"
    assert {v["rule_id"] for v in found["violations"]} == {"D-41"}
    assert all(v["sentence"] for v in found["violations"])


def test_smallest_edit_repairs_the_week() -> None:
    edit = audited(*CARDIO_FIRST)["smallest_edit"]

    assert [s["kind"] for s in edit["steps"]] == ["move"] * 3
    repaired = audited(*edit["sessions"])
    assert (repaired["violations"], repaired["smallest_edit"]) == ([], None)


def test_lifting_first_costs_less() -> None:
    lifting_first = [
        *(lift(0, "S_LOWER", "17:00"), run(0, "17:50"), lift(2, "S_UPPER", "17:00"), run(2, "17:50")),
    ]
    found = audited(*lifting_first)

    assert found["violations"] == []
    assert found["score"] < audited(*CARDIO_FIRST[:4])["score"]


def test_habits_stand_for_a_week() -> None:
    habits = {
        "lifts": 3,
        "cardio_sessions": 3,
        "cardio_minutes": 135,
        "order": "cardio_first",
        "rest_days": 4,
        "can_talk": True,
    }
    found = bot("audit", "-", given={"habits": habits}).json

    assert found["counts"] == {"S": 3.0, "C": 3.0, "HIIT": 0}
    assert found["one_change"]["code"] == "advice.lift_first"


def test_a_week_of_ours_is_read_as_it_was_printed() -> None:
    printed = bot("week", "-", "--today", MONDAY, "--explain", given=profile()).json
    found = bot("audit", "-", given=printed).json

    assert (found["violations"], found["score"]) == ([], printed["score"])
    assert found["counts"] == printed["counts"]


def test_hiit_without_a_number_is_counted_from_its_minutes() -> None:
    hiit = {"day": 2, "start": "18:00", "minutes": 24, "type": "C_HIIT", "mode": "bike"}

    assert audited(hiit)["sessions"][0]["intervals"] == 8


def test_windows_bind_where_they_are_given() -> None:
    outside = audited(lift(0, "S_UPPER", "06:00"), availability={"0": [{"start": "18:00"}]})

    assert [v["rule_id"] for v in outside["violations"]] == ["D-42"]
    assert outside["smallest_edit"]["steps"][0]["after"]["start"] == "18:00"


def test_an_empty_week_is_refused() -> None:
    lines = bot("audit", "-", given={"sessions": []}).lines

    assert lines == ["habits: missing; allowed: the seven answers, where there are no sessions"]


def test_an_unknown_type_is_refused_with_the_known_ones() -> None:
    (line,) = bot("audit", "-", given={"sessions": [lift(0, "S_LEGS")]}).lines

    assert line.startswith('sessions[0].type: "S_LEGS" is not allowed; allowed: S_LOWER, S_UPPER')
