"""`plan` and `week`: what they print for a profile, and how long the way ahead is (D-01)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.cli.speaking import Speaker
from rules.nutrition import fluids
from tests.cli.running import EVENING, MONDAY, bot, planned, profile

PLAN_KEYS = {"model", "level", "s_level", "e_level", "priority", "phases", "warnings", "weeks"}
WEEK_KEYS = {
    *("number", "phase", "deload", "sessions", "counts", "cardio_minutes", "score", "score_terms"),
    "degradations",
}
SESSION_KEYS = {
    *("day", "start", "minutes", "type", "mode", "heavy", "intervals", "rpe", "rir", "exercises"),
    *("order_note", "pace_note", "rule_ids", "flags"),
}


def place(week: dict[str, Any]) -> list[tuple[int, str, str, int]]:
    return [(s["day"], s["start"], s["type"], s["minutes"]) for s in week["sessions"]]


def test_plan_of_an_intermediate_holds_twelve_weeks_in_the_named_form() -> None:
    plan = planned()

    assert plan.keys() >= PLAN_KEYS
    assert (plan["model"], plan["level"], plan["priority"]) == ("UNDULATING", "intermediate", "balanced")
    assert plan["phases"][0]["name"] == "UNDULATING"
    assert [w["number"] for w in plan["weeks"]] == list(range(1, 13))
    for week in plan["weeks"]:
        assert week.keys() >= WEEK_KEYS
        assert week["counts"].keys() == {"S", "C", "HIIT"}
        assert week["score_terms"].keys() == {"V", "N", "P", "R", "Q"}
        assert all(s.keys() >= SESSION_KEYS for s in week["sessions"])
        assert sum(s["minutes"] for s in week["sessions"] if s["type"][0] == "C") == week["cardio_minutes"]


def test_a_week_without_room_names_the_conflict_and_what_was_tried() -> None:
    short = {"0": [{"start": "18:00", "max_minutes": 15}]}
    (week,) = planned("--weeks", "1", availability=short)["weeks"]

    (told,) = [d for d in week["degradations"] if d["step"] == "nothing_fits"]
    assert week["sessions"] == []
    assert told["conflicts"] == ["D-42"]
    assert "drop_unit" in told["tried"]
    assert told["reason"].startswith("No session fits this week")


def test_what_gave_way_names_the_constraints_in_conflict() -> None:
    side_by_side = {str(day): [{"start": "18:00", "max_minutes": 120}] for day in (4, 5, 6)}
    (week,) = planned("--weeks", "1", goal="strength", availability=side_by_side)["weeks"]

    (told,) = [d for d in week["degradations"] if d["step"] == "fallback"]
    assert (told["conflicts"], told["tried"], told["rule_id"]) == (["D-45"], [], "D-55.1")


def test_sessions_are_told_in_sentences() -> None:
    first = planned()["weeks"][0]["sessions"][0]

    assert (first["type"], first["day"], first["start"]) == ("S_LOWER", 0, "18:00")
    assert first["order_note"] == "Lift first, then the easy 15 min."
    assert "\N{NO-BREAK SPACE}" not in json.dumps(first, ensure_ascii=False)


@pytest.mark.parametrize(
    ("options", "events", "weeks"),
    [
        ((), [], 12),
        (("--weeks", "3"), [], 3),
        ((), [{"type": "10k", "date": "2027-03-14"}], 16),
        ((), [{"type": "marathon", "date": "2027-03-14"}], 18),
        (("--weeks", "20"), [{"type": "marathon", "date": "2027-03-14"}], 20),
    ],
)
def test_plan_goes_to_the_last_event_and_its_recovery(
    options: tuple[str, ...], events: list[dict[str, str]], weeks: int
) -> None:
    assert len(planned(*options, events=events)["weeks"]) == weeks


def test_plan_made_on_a_thursday_starts_next_monday() -> None:
    plan = bot("plan", "-", "--today", "2026-11-26", "--weeks", "1", given=profile()).json

    assert plan["start"] == "2026-11-30"


def test_protein_stands_with_each_week() -> None:
    physique = [{"type": "physique", "date": "2027-03-14"}]
    weeks = planned(weight_kg=62, events=physique)["weeks"]

    assert weeks[0]["protein_g"] == 135
    assert planned("--weeks", "1", weight_kg=None)["weeks"][0]["protein_g"] is None
    assert planned("--weeks", "1", conditions=["kidney"])["weeks"][0]["protein_g"] is None


def test_a_hold_prints_no_week_and_says_why() -> None:
    plan = planned(screening=["Q2"])

    assert (plan["state"], plan["model"], plan["weeks"]) == ("hold_medical", None, [])
    (told,) = plan["warnings"]
    assert "doctor" in told["sentence"]
    assert (told["code"], told["rule_id"]) == ("hold_medical", "C-31")


def test_a_warning_carries_its_rule_its_statements_and_its_sentence() -> None:
    """G01: the order of the phases is explained by A-18."""
    show, marathon = {"type": "physique", "date": "2027-03-14"}, {"type": "marathon", "date": "2027-09-12"}
    plan = planned("--weeks", "1", sex="female", weight_kg=62, height_cm=168, events=[show, marathon])

    (order,) = [w for w in plan["warnings"] if w["code"] == "because.phase_order"]

    assert order["values"] == {"first": "physique", "then": "marathon"}
    assert (order["rule_id"], order["certainty"]) == ("D-08", "D")
    assert "A-18" in order["evidence_ids"]
    assert order["sentence"].startswith("First the physique show, then the marathon.")


def test_the_notes_of_a_week_carry_the_same() -> None:
    """G02: less running for more strength cites A-04, B-02 and B-21."""
    (week,) = planned("--weeks", "1", goal="muscle", current_cardio_min_per_week=540)["weeks"]

    (less,) = [n for n in week["notes"] if n["code"] == "because.stepdown"]

    assert less["rule_id"] == "D-70"
    assert {"A-04", "B-02", "B-21"} <= set(less["evidence_ids"])


def test_a_clearance_opens_the_plan_with_its_limits() -> None:
    cleared = {"date": "2026-08-23", "limits": ["no_hiit"]}
    plan = planned(screening=["Q2"], clearance=cleared)

    assert plan["state"] == "light"
    assert all(w["counts"]["HIIT"] == 0 for w in plan["weeks"])
    assert "light" in plan["weeks"][3]["flags"]
    assert "light" not in plan["weeks"][4]["flags"]


def test_windows_are_kept_as_the_profile_says() -> None:
    three = [{"start": "06:00"}, {"start": "08:00", "max_minutes": 90}, {"start": "18:00", "max_minutes": 75}]
    week = planned("--weeks", "1", availability={"0": three, "2": [EVENING], "4": [EVENING]})["weeks"][0]

    assert {s["start"] for s in week["sessions"] if s["day"] == 0} <= {"08:00", "18:00"} | {
        s["start"] for s in week["sessions"] if s["type"] == "C_FINISH"
    }


def test_same_profile_gives_the_same_bytes() -> None:
    arguments = ("plan", "-", "--today", MONDAY)

    assert bot(*arguments, given=profile()).out == bot(*arguments, given=profile()).out


def test_hash_seeds_change_nothing() -> None:
    texts = {
        subprocess.run(
            [sys.executable, "-m", "bot", "plan", "-", "--today", MONDAY, "--weeks", "6"],
            input=json.dumps(profile()).encode(),
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1


def test_plan_starts_without_telegram_and_database() -> None:
    code = (
        "import sys; from bot.cli.main import application; application(('plan',));"
        "print(sorted({'telegram', 'sqlalchemy', 'aiohttp', 'apscheduler', 'matplotlib'} & sys.modules.keys()))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout

    assert shown.strip() == "[]"


def test_a_file_is_read_like_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "profile.json"
    file.write_text(json.dumps(profile()), encoding="utf-8")
    arguments = ("--today", MONDAY, "--weeks", "2")

    assert bot("plan", str(file), *arguments).out == bot("plan", "-", *arguments, given=profile()).out


def test_week_is_the_week_of_the_plan() -> None:
    week = bot("week", "-", "--today", MONDAY, "--number", "3", given=profile()).json

    assert week == planned()["weeks"][2]


def test_explained_week_names_each_rule_with_its_evidence() -> None:
    week = bot("week", "-", "--today", MONDAY, "--explain", given=profile()).json
    why = week["explanation"]

    assert why["purpose"] == week["purpose"]
    assert why["score"]["total"] == week["score"]
    assert why["score"]["largest_term"] in {"P", "V", "Q", "N", "R"}
    named = {i.partition(" ")[0][:4] for s in week["sessions"] for i in s["rule_ids"]}
    assert named <= why["rules"].keys()
    assert why["rules"]["F-01"]["evidence"][0]["id"] == "B-31"
    assert [s["id"] for s in why["sessions"]] == [s["id"] for s in week["sessions"]]


def test_a_hot_day_is_easy_by_effort_and_a_fifth_shorter() -> None:
    """F-80."""
    usual = bot("week", "-", "--today", MONDAY, given=profile()).json
    (day,) = {s["day"] for s in usual["sessions"] if s["type"] == "C_HIIT"}
    hot = bot("week", "-", "--today", MONDAY, "--hot", str(day), given=profile()).json

    was = [s for s in usual["sessions"] if s["day"] == day and s["mode"]]
    now = [s for s in hot["sessions"] if s["day"] == day and s["mode"]]
    assert [(s["type"], s["minutes"]) for s in was] == [("C_HIIT", 24)]
    assert [(s["type"], s["minutes"], s["heart_rate_bpm"], s["pace_s_per_km"]) for s in now] == [
        ("C_EASY", 20, None, None)
    ]
    assert now[0]["notes"][-1] == "Heat or bad air: easy instead of the planned 24 min, or do those indoors."
    assert (hot["counts"]["HIIT"], usual["counts"]["HIIT"]) == (0, 1)
    assert hot["cardio_minutes"] == usual["cardio_minutes"] - 4
    others = [[s for s in week["sessions"] if s["day"] != day] for week in (usual, hot)]
    assert others[0] == others[1]


def test_no_heart_rate_where_the_athlete_says_it_does_not_fit() -> None:
    """F-04."""
    fitting, unfit = (planned("--weeks", "1", conditions=conditions) for conditions in ([], ["hr_unfit"]))

    shown = [[s["heart_rate_bpm"] for s in p["weeks"][0]["sessions"] if s["mode"]] for p in (fitting, unfit)]
    assert any(shown[0])
    assert not any(shown[1])


def test_fluids_are_to_thirst_without_litres() -> None:
    """H-62."""
    said = Speaker().say(fluids())

    assert "thirst" in said
    assert not any(character.isdigit() for character in said)
