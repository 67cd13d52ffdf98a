"""`whatif`: two plans side by side, what is lost and gained, and the same plan afterwards as before."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.running import MONDAY, bot, planned, profile

RACE = [{"type": "half", "date": "2027-02-28"}]


def tried(*options: str, **changes: Any) -> Any:
    return bot("whatif", "-", "--today", MONDAY, *options, given=profile(**changes)).json


def lost(found: Any) -> dict[str, tuple[float, float]]:
    return {
        n["values"]["quantity"]: (n["values"]["before"], n["values"]["after"])
        for n in found["lost"]
        if n["code"] == "whatif.less"
    }


def test_dropping_days_loses_sessions_and_says_so() -> None:
    found = tried("--drop-day", "3", "--drop-day", "4", "--drop-day", "6")

    assert found["same_phases"] is True
    assert found["mean_after"]["S"] < found["mean_before"]["S"]
    assert lost(found)["S"] == (found["mean_before"]["S"], found["mean_after"]["S"])
    assert all(n["sentence"] for n in found["lost"])


def test_adding_a_day_gains_and_loses_nothing() -> None:
    three: dict[str, list[dict[str, object]]] = {str(day): [{}] for day in (0, 2, 4)}
    found = tried("--add-day", "5,09:00,90", availability=three)

    assert found["mean_after"]["cardio_minutes"] > found["mean_before"]["cardio_minutes"]
    assert [n["code"] for n in found["gained"]]


def test_half_the_minutes_shortens_sessions() -> None:
    found = tried("--halve-minutes", availability={str(day): [{}] for day in (0, 2, 4)})

    assert found["mean_after"]["strength_minutes"] < found["mean_before"]["strength_minutes"]
    assert "strength_minutes" in lost(found)


def test_another_emphasis_changes_the_phases() -> None:
    found = tried("--goal", "strength")

    assert found["same_phases"] is False
    assert (found["before"]["model"], found["after"]["model"]) == ("UNDULATING", "BLOCK")


def test_another_date_counts_back_anew() -> None:
    found = tried("--event-date", "2027-05-02", events=RACE)

    assert sum(p["weeks"] for p in found["after"]["phases"]) == 23
    assert len(found["weeks"]) == 24
    assert found["weeks"][10]["before"]["phase"] != found["weeks"][10]["after"]["phase"]


def test_an_event_left_out_ends_the_blocks() -> None:
    found = tried("--drop-event", "half", events=RACE)

    assert found["after"]["model"] == "UNDULATING"


SIX_DAYS: dict[str, list[dict[str, object]]] = {str(day): [{}] for day in range(6)}


@pytest.mark.parametrize(
    ("options", "changes", "code", "rule_id"),
    [
        (("--goal", "strength"), {"events": RACE}, "whatif.event_leads", "D-02"),
        (("--add-day", "6"), {"availability": SIX_DAYS}, "whatif.six_days", "D-40"),
        (("--add-day", "6"), {"availability": SIX_DAYS, "max_training_days": 4}, "whatif.days_full", "D-30"),
        (("--drop-day", "6"), {}, "whatif.day_spare", "D-30"),
    ],
)  # fmt: skip
def test_what_changes_nothing_says_why(
    options: tuple[str, ...], changes: dict[str, Any], code: str, rule_id: str
) -> None:
    found = tried(*options, **changes)

    assert (found["same_phases"], found["lost"], found["gained"]) == (True, [], [])
    (told,) = found["unchanged"]
    assert (told["code"], told["rule_id"]) == (code, rule_id)
    assert told["sentence"].startswith("Nothing changes: ")


def test_what_changes_something_says_no_more() -> None:
    assert tried("--goal", "strength")["unchanged"] == []


def test_nothing_tried_is_nothing_changed_and_both_are_the_plan() -> None:
    found = tried()
    weeks = planned()["weeks"]

    assert (found["same_phases"], found["lost"], found["gained"]) == (True, [], [])
    assert [w["before"] for w in found["weeks"]] == [w["after"] for w in found["weeks"]]
    assert [w["before"]["S"] for w in found["weeks"]] == [w["counts"]["S"] for w in weeks]


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--add-day", "7"), '--add-day: "7" is not allowed; allowed: DAY or DAY,hh:mm,MINUTES; day 0 to 6'),
        (("--add-day", "5,18:00,10"), '--add-day: "5,18:00,10" is not allowed'),
        (("--drop-day", "7"), '--drop-day: "7" is not allowed; allowed: 0, 1, 2, 3, 4, 5, 6'),
        (("--goal", "abs"), '--goal: "abs" is not allowed; allowed: muscle, strength, hybrid'),
        (("--drop-event", "iron"), '--drop-event: "iron" is not allowed; allowed: 5k, 10k'),
        (("--event-date", "2027-01-01"), '--event-date: "2027-01-01" is not allowed; allowed: no event is planned'),
        (("--drop-event", "half"), 'event: "half" is not allowed; allowed: no event is planned'),
        (
            tuple(word for day in range(7) for word in ("--drop-day", str(day))),
            'availability: "no day" is not allowed; allowed: 1 to 7 days with a window',
        ),
    ],
)  # fmt: skip
def test_what_cant_be_tried_is_refused(options: tuple[str, ...], line: str) -> None:
    (said,) = bot("whatif", "-", "--today", MONDAY, *options, given=profile()).lines

    assert said.startswith(line)


def test_all_that_cant_be_tried_is_named_at_once() -> None:
    tried = (
        "--drop-day",
        "7",
        "--drop-day",
        "6",
        "--add-day",
        "9",
        "--goal",
        "abs",
        "--weeks",
        "0",
        "--event-date",
    )
    three: dict[str, list[dict[str, object]]] = {str(day): [{}] for day in (0, 2, 4)}
    given = profile(availability=three, events=RACE)

    lines = bot(
        "whatif", "-", "--today", MONDAY, *tried, "5k=2026-01-01", "--drop-event", "10k", given=given
    ).lines

    assert [line.partition(" is not allowed")[0] for line in lines] == [
        '--weeks: "0"',
        '--goal: "abs"',
        '--drop-day: "7"',
        '--add-day: "9"',
        "dropped_days: 6",
        'event: "5k"',
        'event: "10k"',
        'event date: "2026-01-01"',
    ]


def test_a_date_for_an_event_is_judged_by_its_own_shape_while_the_profile_cant_be_read() -> None:
    bad = profile(age=91)

    fine = bot("whatif", "-", "--today", MONDAY, "--event-date", "2027-01-31", given=bad).lines
    none = bot("whatif", "-", "--today", MONDAY, "--event-date", "half=2027-02-30", given=bad).lines

    assert [line.partition(":")[0] for line in fine] == ["age"]
    assert none[1:] == ['--event-date: "2027-02-30" is not allowed; allowed: a date, YYYY-MM-DD']
