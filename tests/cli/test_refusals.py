"""Bad input: exit code 2 and one line a problem, with the field, the value and what is allowed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rules.exercises import EQUIPMENT, PRESETS
from tests.cli.running import MONDAY, bot, profile

AGES = (
    "18 to 90 or a band (18-34, 35-44, 45-59, 60-69, 70+); "
    "under 18 please train with a qualified coach, over 90 please train with a professional"
)
THINGS = ", ".join(sorted(EQUIPMENT | PRESETS.keys()))


def refused(**changes: Any) -> list[str]:
    return bot("plan", "-", "--today", MONDAY, given=profile(**changes)).lines


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"age": 91}, f"age: 91 is not allowed; allowed: {AGES}"),
        ({"age": 17}, f"age: 17 is not allowed; allowed: {AGES}"),
        ({"age": "under 18"}, f'age: "under 18" is not allowed; allowed: {AGES}'),
        ({"weight_kg": 300}, "weight_kg: 300 is not allowed; allowed: 35 to 250"),
        ({"weight_kg": "80"}, 'weight_kg: "80" is not allowed; allowed: 35 to 250'),
        ({"height_cm": float("nan")}, "height_cm: NaN is not allowed; allowed: 120 to 220"),
        ({"strength_months": -1}, "strength_months: -1 is not allowed; allowed: 0 to 600"),
        ({"strength_months": None}, "strength_months: missing; allowed: 0 to 600"),
        ({"goal": "abs"}, 'goal: "abs" is not allowed; allowed: muscle, strength, hybrid, endurance, race or health'),
        ({"max_training_days": 0}, "max_training_days: 0 is not allowed; allowed: 1 to 6; 7 is planned as 6"),
        ({"time_zone": "Mars"}, 'time_zone: "Mars" is not allowed; allowed: an IANA name, such as Europe/Berlin'),
        ({"availability": {}}, "availability: {} is not allowed; allowed: 1 to 7 days with a window"),
        ({"availability": {"7": []}}, 'availability.7: "7" is not allowed; allowed: 0, 1, 2, 3, 4, 5 or 6'),
        (
            {"availability": {"0": [{"start": "6:30"}]}},
            'availability.0[0].start: "6:30" is not allowed; allowed: a time of day, hh:mm',
        ),
        (
            {"availability": {"0": [{"max_minutes": 10}]}},
            "availability.0[0].max_minutes: 10 is not allowed; allowed: 15 to 240",
        ),
        (
            {"events": [{"type": "5k", "date": "2026-11-22"}]},
            'events[0].date: "2026-11-22" is not allowed; allowed: 2026-11-23 to 2028-11-20',
        ),
        ({"screening": ["Q8"]}, 'screening[0]: "Q8" is not allowed; allowed: Q1, Q2, Q3, Q4, Q5, Q6 or Q7'),
        ({"strength_month": 3}, "strength_month: 3 is an unknown field; did you mean strength_months?"),
        (
            {"recent_race": {"distance_m": 5000, "time_s": 600, "date": "2026-11-01"}},
            "recent_race: 8.33 is not allowed; allowed: a speed of 1.5 to 7 metres a second",
        ),
        ({"likes": ["yoga"]}, 'likes[0]: "yoga" is not allowed; allowed: an exercise of the library or a cardio mode'),
        (
            {"clearance": {"date": "2025-01-01"}},
            'clearance.date: "2025-01-01" is not allowed; allowed: 2025-11-23 to 2026-11-23',
        ),
    ],
)  # fmt: skip
def test_each_problem_is_one_line(changes: dict[str, Any], line: str) -> None:
    assert refused(**changes) == [line]


def test_every_problem_is_named_at_once() -> None:
    fields = [
        line.partition(":")[0] for line in refused(weight_kg=1, goal="abs", sleep_usual_h=20, beta_blocker=1)
    ]

    assert fields == ["weight_kg", "goal", "beta_blocker", "sleep_usual_h"]


def test_ages_dates_names_and_fields_that_depend_on_each_other_are_not_named_later() -> None:
    lines = refused(
        age=91,
        goal="abs",
        gaol="race",
        time_zone="Mars",
        availability={},
        equipment=["trampoline"],
        events=[{"type": "5k", "date": "2026-11-22"}],
        recent_race={"distance_m": 5000, "time_s": 600, "date": "2026-11-01"},
        recent_lifts=[{"exercise_id": "squash", "load": 80, "reps": 5, "rir": 2, "date": "2026-12-24"}],
        clearance={"date": "2025-01-01"},
        likes=["yoga"],
    )

    assert sorted(line.partition(":")[0] for line in lines) == [
        "age",
        "availability",
        "clearance.date",
        "equipment[0]",
        "events[0].date",
        "gaol",
        "goal",
        "likes[0]",
        "recent_lifts[0].date",
        "recent_lifts[0].exercise_id",
        "recent_race",
        "time_zone",
    ]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"reminder_time": "7:00"}, 'reminder_time: "7:00" is not allowed; allowed: a time of day, hh:mm or none'),
        ({"equipment": 3}, f"equipment: 3 is not allowed; allowed: {THINGS} or a list"),
        ({"equipment": "trampoline"}, f'equipment: "trampoline" is not allowed; allowed: {THINGS} or a list'),
        ({"equipment": ["bike", 3]}, f"equipment[1]: 3 is not allowed; allowed: {THINGS}"),
    ],
)  # fmt: skip
def test_a_field_of_several_forms_is_still_one_problem(changes: dict[str, Any], line: str) -> None:
    assert refused(**changes) == [line]


@pytest.mark.parametrize("weeks", ["0", "-3", "261"])
def test_weeks_out_of_range_are_one_line(weeks: str) -> None:
    for command, option in (("plan", "--weeks"), ("whatif", "--weeks"), ("week", "--number")):
        lines = bot(command, "-", option, weeks, given=profile()).lines
        assert lines == [f'{option}: "{weeks}" is not allowed; allowed: 1 to 260']


def test_a_byte_order_mark_is_no_problem() -> None:
    given = "\ufeff" + json.dumps(profile(reminder_time="none"))

    assert len(bot("plan", "-", "--today", MONDAY, "--weeks", "1", given=given).json["weeks"]) == 1


def test_unknown_equipment_names_what_is_known() -> None:
    (line,) = refused(equipment=["full_gym", "trampoline"])

    assert line.startswith('equipment[1]: "trampoline" is not allowed; allowed: ')
    assert "home_basic" in line


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "7", '"plan"', '{"age": 1e999}', "\ud800".encode("utf-8", "replace").decode()],
)
def test_what_is_no_object_is_refused_without_a_traceback(text: str) -> None:
    ran = bot("plan", "-", "--today", MONDAY, given=text)

    assert ran.code == 2
    assert ran.err
    assert "Traceback" not in ran.err


def test_a_file_that_is_not_there_is_named() -> None:
    assert bot("plan", "no/such.json").lines == ["no/such.json: can't be read (No such file or directory)"]


@pytest.mark.parametrize("command", ["plan", "week", "whatif"])
def test_a_date_that_is_none_is_refused(command: str) -> None:
    lines = bot(command, "-", "--today", "2026-02-30", given=profile()).lines

    assert lines == ['--today: "2026-02-30" is not allowed; allowed: a date, YYYY-MM-DD']


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        (("plan", "--today", "soon", "--weeks", "0"), ["--today", "--weeks"]),
        (("week", "--today", "soon", "--number", "x", "--hot", "7"), ["--today", "--number", "--hot"]),
        (("whatif", "--goal", "abs", "--drop-day", "7"), ["--drop-day", "--goal"]),
    ],
)  # fmt: skip
def test_a_bad_option_does_not_hide_what_is_wrong_with_the_document(
    arguments: tuple[str, ...], fields: list[str]
) -> None:
    command, *options = arguments
    given = profile(age=91, events=[{"type": "5k", "date": "later"}])

    named = [line.partition(":")[0] for line in bot(command, "-", *options, given=given).lines]

    assert sorted(named) == sorted(["age", "events[0].date", *fields])


def test_a_bad_option_does_not_hide_a_file_that_is_not_there() -> None:
    assert len(bot("plan", "no/such.json", "--today", "soon").lines) == 2


def test_a_reviews_day_and_check_ins_are_refused_together() -> None:
    state = {
        "profile": profile(),
        "start": MONDAY,
        "today": "2026-11-01",
        "checkins": [{"session": "none such", "status": "done"}],
    }

    named = [line.partition(":")[0] for line in bot("adapt", "-", given=state).lines]

    assert named == ["checkins[0].session", "today"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("plan",), 'profile: missing; allowed: A JSON file, or "-" for standard input'),
        (("plan", "-", "--weks", "3"), "--weks: an unknown option; did you mean --weeks?"),
        (("plan", "-", "--zzz"), "--zzz: an unknown option; allowed: --today, --weeks"),
        (("plan", "-", "--weeks", "x"), '--weeks: "x" is not allowed; allowed: 1 to 260'),
        (("plan", "-", "--weeks=x"), '--weeks: "x" is not allowed; allowed: 1 to 260'),
        (("cohort", "--seed", "x"), '--seed: "x" is not allowed; allowed: a whole number'),
        (("plan", "-", "--today"), "--today: missing; allowed: YYYY-MM-DD"),
        (("plan", "-", "--weeks"), "--weeks: missing; allowed: 1-260"),
        (("whatif", "-", "--goal"), "--goal: missing; allowed: muscle|strength|hybrid|"),
        (("whatif", "-", "--drop-day"), "--drop-day: missing; allowed: 0-6"),
        (("cohort", "--seed"), "--seed: missing; allowed: a whole number"),
        (("whatif", "-", "--halve-minutes=3"), '--halve-minutes: "3" is not allowed; allowed: no value'),
        (("cohort", "--athletes", "0"), '--athletes: "0" is not allowed; allowed: 1 or more'),
        (("plan", "-", "more"), 'argument: "more" is not allowed; allowed: nothing more'),
        (("plam",), 'command: "plam" is not allowed; allowed: run, web, worker'),
    ],
)
def test_a_command_line_that_cant_be_read_is_one_line(arguments: tuple[str, ...], line: str) -> None:
    (said,) = bot(*arguments, given=profile()).lines

    assert said.startswith(line)


def test_all_that_is_unknown_on_a_command_line_is_named_at_once() -> None:
    given = ("plan", "-", "--weks", "3", "--weeks", "-3", "more", "-z", "--zzz=1", "--today")

    assert bot(*given).lines == [
        "--weks: an unknown option; did you mean --weeks?",
        'argument: "more" is not allowed; allowed: nothing more',
        "-z: an unknown option; allowed: --today, --weeks",
        "--zzz: an unknown option; allowed: --today, --weeks",
        "--today: missing; allowed: YYYY-MM-DD",
    ]


def test_without_a_command_there_is_the_help() -> None:
    assert "COMMAND" in bot().out
