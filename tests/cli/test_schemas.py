"""The schemas in docs are those of the code, and what is read and printed agrees with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.documents.schemas import READ, VERSION, schemas
from tests.cli.running import bot, profile

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"
# C-10, in its order; `screening` and what a doctor said stand beside them.
PROFILE_FIELDS = """age sex weight_kg height_cm time_zone goal strength_focus events strength_months endurance_months
current_lifts_per_week current_cardio_min_per_week current_run_min_per_week longest_session_30d_min main_cardio_mode
availability max_training_days fixed_sessions equipment load_steps injuries resting_hr max_hr beta_blocker recent_race
recent_lifts sleep_usual_h long_session_days cut_phase likes dislikes units quiet_hours reminder_lead_min
reminder_time screening""".split()
CHECKIN_FIELDS = """status reason actual_minutes rpe talk_test intervals_done sets soreness sleep_h pain illness
red_flags free_text""".split()


@pytest.mark.parametrize("name", schemas())
def test_schema_in_docs_is_fresh(name: str) -> None:
    stored = (FOLDER / f"{name}.json").read_text(encoding="utf-8")

    assert stored == schemas()[name], "write it anew: python -m bot schemas"


def test_no_schema_is_left_over() -> None:
    assert {file.stem for file in FOLDER.glob("*.json")} == schemas().keys()


@pytest.mark.parametrize("name", schemas())
def test_schema_names_its_version(name: str) -> None:
    schema = json.loads(schemas()[name])

    assert (schema["$id"], schema["version"]) == (f"urn:tandem:{name}:{VERSION}", VERSION)


@pytest.mark.parametrize("name", READ)
def test_unknown_fields_are_refused_by_the_schema_too(name: str) -> None:
    schema = json.loads(schemas()[name])

    assert schema["additionalProperties"] is False
    objects = [d for d in schema["$defs"].values() if d.get("type") == "object"]
    assert all(d["additionalProperties"] is False for d in objects)


def test_every_field_of_the_profile_is_there_by_its_name() -> None:
    properties = json.loads(schemas()["profile"])["properties"]

    assert set(PROFILE_FIELDS) <= properties.keys()
    assert (properties["weight_kg"]["minimum"], properties["weight_kg"]["maximum"]) == (35, 250)


def test_every_field_of_a_check_in_is_there_by_its_name() -> None:
    definition = json.loads(schemas()["state"])["$defs"]["CheckInDocument"]

    assert set(CHECKIN_FIELDS) <= definition["properties"].keys()
    assert definition["required"] == ["status"]


def test_command_tells_stale_from_fresh(tmp_path: Path) -> None:
    assert bot("schemas", "--check", "--folder", str(tmp_path)).code == 1
    assert bot("schemas", "--folder", str(tmp_path)).code == 0
    assert bot("schemas", "--check", "--folder", str(tmp_path)).code == 0
    assert not list(tmp_path.glob("*.txt"))


def test_every_printed_key_of_a_plan_is_in_its_schema() -> None:
    plan = bot("plan", "-", "--today", "2026-11-23", "--weeks", "1", given=profile()).json
    schema = json.loads(schemas()["plan"])

    assert plan.keys() == schema["properties"].keys()
    week = schema["$defs"]["WeekDocument"]["properties"]
    assert plan["weeks"][0].keys() == week.keys()
    assert plan["weeks"][0]["sessions"][0].keys() == schema["$defs"]["SessionDocument"]["properties"].keys()
