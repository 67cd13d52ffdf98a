"""The catalogue is that of H-30, and each tip shows under its own conditions with its own numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from rules.athlete import Level, Mode, Overall, Priority
from rules.checkin import TalkTest
from rules.evidence import EVIDENCE, RULES
from rules.nutrition import protein
from rules.plan import PhaseName
from rules.sessions import Session, SessionType
from rules.state import Screening
from rules.tips import TIPS, ShownTip, select_tip
from rules.tips.conditions import CONDITIONS
from rules.tips.context import TipContext
from rules.tips.values import values_of
from tests.rules.builders import athlete

EXCERPT = Path(__file__).parent.with_name("excerpts") / "tips.md"
ROWS = re.findall(
    r"^\| (T\d\d) \| (\w+) \| .* \| (\d) \| (.*?) \|$", EXCERPT.read_text(encoding="utf-8"), re.MULTILINE
)
TODAY = date(2026, 11, 16)
GOAL = protein(athlete(), Screening(), TODAY)
CUT = protein(athlete(weight_kg=62.0, height_cm=168, cut_phase=True), Screening(), TODAY)


def s(kind: SessionType, start: str = "18:00", minutes: int = 50, **more: Any) -> Session:
    """A session of a type at a time."""
    made = Session(id=kind.value, day=0, start=time.fromisoformat(start), minutes=minutes, type=kind)
    return replace(made, **more)


UPPER, POWER = s(SessionType.UPPER), s(SessionType.POWER)
LOWER = s(SessionType.LOWER, heavy=True)
FINISH = s(SessionType.FINISH, "18:50", 15, mode=Mode.BIKE)
HIIT = s(SessionType.HIIT, minutes=24, mode=Mode.BIKE)
EASY = s(SessionType.EASY, minutes=30, mode=Mode.RUN)
LONG = s(SessionType.LONG, minutes=90, mode=Mode.RUN)
MORNING = s(SessionType.UPPER, "06:30")

FITTING: dict[str, dict[str, Any]] = {
    "T01": {"sessions": (UPPER, FINISH)},
    "T02": {"sessions": (UPPER, FINISH), "level": Overall.BEGINNER},
    "T03": {"sessions": (UPPER, s(SessionType.HIIT, "18:50", 24))},
    "T04": {"sessions": (MORNING, HIIT)},
    "T05": {"sessions": (s(SessionType.UPPER, "13:00"), HIIT)},
    "T06": {"sessions": (POWER,)},
    "T07": {"week_sessions": (UPPER, replace(EASY, day=1)), "level": Overall.ADVANCED},
    "T08": {"sessions": (EASY,)},
    "T09": {"sessions": (EASY,), "last_easy_talk": TalkTest.NOT_COMFORTABLE},
    "T10": {"sessions": (EASY,), "e_level": Level.NOVICE},
    "T11": {"sessions": (HIIT,)},
    "T12": {"sessions": (HIIT,), "last_hiit_faded": True},
    "T13": {"sessions": (replace(LONG, minutes=61),)},
    "T14": {"sessions": (s(SessionType.TEMPO),)},
    "T15": {"sessions": (EASY,), "heart_rate_known": True},
    "T16": {"sessions": (LOWER,)},
    "T17": {"sessions": (s(SessionType.UPPER, "07:59"),)},
    "T18": {"sessions": (UPPER,), "ran_before_lifting": True},
    "T19": {"sessions": (HIIT,)},
    "T20": {"sessions": (HIIT,), "minute_now": 15 * 60},
    "T21": {"sessions": (replace(LONG, minutes=76),)},
    "T22": {"sessions": (MORNING, HIIT), "weight_kg": 74.0},
    "T23": {"sessions": (replace(EASY, minutes=45),)},
    "T24": {"days_to_long_race": 7},
    "T25": {"sessions": (EASY,), "hot": True},
    "T26": {"sessions": (UPPER,)},
    "T27": {"sessions": (UPPER,), "weight_kg": 75.0, "protein": GOAL},
    "T28": {"sessions": (UPPER,)},
    "T29": {"priority": Priority.STRENGTH},
    "T30": {"cut_phase": True, "weight_kg": 62.0, "protein": CUT},
    "T31": {"sessions": (UPPER,), "sleep_last_h": 6.4},
    "T32": {"sessions": (HIIT,), "evening_before": True},
    "T33": {"sleep_week_h": 5.9},
    "T34": {},
    "T35": {"deload": True},
    "T36": {"soreness": 6},
    "T37": {"phase": PhaseName.TAPER},
    "T38": {"score": 41, "score_term": "V", "score_fix": "drop_easy"},
    "T39": {"flags": frozenset({"stepdown"})},
    "T40": {"phase": PhaseName.B3},
    "T41": {"phase": PhaseName.B1},
    "T42": {"sessions": (UPPER,)},
    "T43": {"sessions": (s(SessionType.CIRCUIT),)},
    "T44": {"sessions": (HIIT,), "hiit_mode_is_new": True},
    "T45": {"sessions": (EASY,), "lower_limb_pain": 5},
    "T46": {"sessions": (HIIT,), "hiit_done": 0},
    "T47": {"sessions": (EASY,), "hot": True},
    "T48": {"flags": frozenset({"return"})},
    "T49": {"s_level": Level.NOVICE, "weeks_in_plan": 1},
    "T50": {"adherence": 0.8, "done_last_week": 4, "planned_last_week": 5},
    "T51": {"sessions": (UPPER,), "adherence": 0.59},
    "T52": {"weeks_in_plan": 4, "supplements_wanted": True},
}

MISSING: dict[str, dict[str, Any]] = {
    "T01": {"sessions": (EASY,)},
    "T02": {"level": Overall.INTERMEDIATE},
    "T03": {"sessions": (MORNING, HIIT)},
    "T04": {"sessions": (s(SessionType.UPPER, "11:11"), HIIT)},
    "T05": {"sessions": (s(SessionType.UPPER, "11:10"), HIIT)},
    "T07": {"week_sessions": (UPPER, EASY)},
    "T09": {"last_easy_talk": TalkTest.BORDERLINE},
    "T10": {"sessions": (replace(EASY, mode=Mode.BIKE),)},
    "T13": {"sessions": (replace(LONG, minutes=60),)},
    "T16": {"sessions": (replace(LOWER, heavy=False),)},
    "T17": {"sessions": (s(SessionType.UPPER, "08:00"),)},
    "T20": {"minute_now": 14 * 60 + 59},
    "T21": {"sessions": (replace(LONG, minutes=75),)},
    "T22": {"sessions": (UPPER, FINISH)},
    "T23": {"sessions": (replace(EASY, minutes=46),)},
    "T24": {"days_to_long_race": 8},
    "T27": {"numbers_allowed": False},
    "T28": {"weight_kg": 75.0},
    "T29": {"sessions": (UPPER,)},
    "T30": {"numbers_allowed": False},
    "T31": {"sleep_last_h": 6.5},
    "T32": {"evening_before": False},
    "T33": {"sleep_week_h": 6.0},
    "T34": {"sessions": (EASY,)},
    "T36": {"soreness": 5},
    "T38": {"score": 40},
    "T44": {"hiit_mode_is_new": False},
    "T45": {"lower_limb_pain": 6},
    "T46": {"hiit_done": 1},
    "T47": {"hot": False},
    "T49": {"weeks_in_plan": 2},
    "T50": {"adherence": 0.79},
    "T51": {"adherence": 0.6},
    "T52": {"numbers_allowed": False},
}


def fitting(tip_id: str, **changes: Any) -> TipContext:
    """A context in which the tip applies, with changes."""
    return TipContext(**(FITTING[tip_id] | changes))


def values(tip_id: str) -> dict[str, object]:
    """The values of the tip in its fitting context, after a day that showed all the others."""
    others = tuple(
        ShownTip(TODAY - timedelta(days=1), t.id, t.category) for t in TIPS.values() if t.id != tip_id
    )
    chosen = {c.tip.id: c.note for c in select_tip(fitting(tip_id), others, TODAY)}
    return dict(chosen[tip_id].values)


def test_catalogue_holds_every_tip() -> None:
    assert [row[0] for row in ROWS] == list(TIPS) == list(FITTING)
    assert len(TIPS) == 52


@pytest.mark.parametrize(("tip_id", "category", "priority", "sources"), ROWS)
def test_tip_is_that_of_the_specification(tip_id: str, category: str, priority: str, sources: str) -> None:
    tip = TIPS[tip_id]
    told = " ".join(filter(None, ("/".join(tip.certainties), ", ".join(tip.sources))))

    assert (tip.category, tip.priority) == (category, int(priority))
    assert (told or "–") == sources


@pytest.mark.parametrize("tip_id", TIPS)
def test_names_of_conditions_and_sources_exist(tip_id: str) -> None:
    tip = TIPS[tip_id]

    assert {*tip.when, *tip.gates} <= set(CONDITIONS)
    assert set(tip.sources) <= {*EVIDENCE, *RULES}


def test_every_condition_is_used() -> None:
    assert set(CONDITIONS) == {name for tip in TIPS.values() for name in (*tip.when, *tip.gates)}


@pytest.mark.parametrize("tip_id", FITTING)
def test_tip_applies_where_its_conditions_hold(tip_id: str) -> None:
    assert TIPS[tip_id].applies(fitting(tip_id))


@pytest.mark.parametrize("tip_id", MISSING)
def test_tip_stays_away_where_one_is_missing(tip_id: str) -> None:
    assert not TIPS[tip_id].applies(fitting(tip_id, **MISSING[tip_id]))


@pytest.mark.parametrize("tip_id", [i for i in TIPS if i not in ("T29", "T34")])
def test_empty_context_lets_no_tip_through(tip_id: str) -> None:
    assert not TIPS[tip_id].applies(TipContext())


@pytest.mark.parametrize(
    ("tip_id", "expected"),
    [
        ("T27", {"grams": 135, "per_meal": 34, "meals": 4}),
        ("T30", {"grams": 135, "per_meal": 34, "meals": 4}),
        ("T38", {"score": 41, "term": "V", "fix": "drop_easy"}),
        ("T50", {"done": 4, "planned": 5}),
        ("T12", {}),
    ],
)
def test_tip_carries_its_numbers(tip_id: str, expected: dict[str, object]) -> None:
    assert values(tip_id) == expected


def test_numbers_follow_what_is_known() -> None:
    assert dict(values_of("T22", fitting("T22"))) == {"grams": 75}
    assert values_of("T22", fitting("T22", weight_kg=None)) == ()
    assert dict(values_of("T05", fitting("T05"))) == {"minutes_short": 110}  # 4 h 10 min


@pytest.mark.parametrize(
    ("gap_start", "tip_id"),
    [("12:00", "T05"), ("13:00", "T04")],
)
def test_gap_of_the_solicitor(gap_start: str, tip_id: str) -> None:
    """G03b: 5 h 10 min makes T05 eligible, 6 h 10 min T04 and no longer T05."""
    context = TipContext(sessions=(s(SessionType.UPPER, "06:00"), s(SessionType.HIIT, gap_start, 24)))

    assert [i for i in ("T04", "T05") if TIPS[i].applies(context)] == [tip_id]


def test_protein_tip_is_absent_without_weight_or_numbers() -> None:
    """G29: T28 comes instead of T27 where the weight is unknown; under C-34 neither does."""
    unknown = TipContext(sessions=(UPPER,))
    silent = replace(unknown, numbers_allowed=False)

    assert TIPS["T28"].applies(unknown)
    assert not TIPS["T27"].applies(unknown)
    assert not any(TIPS[i].applies(silent) for i in ("T27", "T28", "T30", "T52"))
