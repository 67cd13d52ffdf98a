"""The packaged constants are those of the specification, and they can be reached by their types."""

from __future__ import annotations

from datetime import time

import pytest

from rules.athlete import EventType, Level, Mode
from rules.constants import P
from rules.packaged import fill, read_table
from rules.sessions import SessionType
from tests.rules.constants.section_p import read_constants


def test_packaged_table_equals_section_p() -> None:
    assert dict(read_table("constants")) == read_constants()


def test_reader_of_section_p_sees_every_line() -> None:
    constants = read_constants()

    assert len(constants) > 50
    assert constants["levels"]["e"]["advanced_ge_min_per_week"] == 240
    assert constants["min_prep_weeks"]["10k"] == [6, 4, 3]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (P.minutes[SessionType.LOWER], (40, 60, 75)),
        (P.costs.w2, (0, 8, 12)),
        (P.costs.w15.long_race, 60),
        (P.taper_volume[3], (0.75, 0.60, 0.40)),
        (P.taper_weeks[EventType.K10], 1),
        (P.recovery_weeks[EventType.K5], 0),
        (P.recovery_weeks[EventType.ULTRA], 2),
        (P.last_heavy_lower_days[EventType.HYROX], 4),
        (P.no_strength_last_days[EventType.TRI_LONG], 2),
        (P.mode_factor[Mode.RUN], 1.2),
        (P.score.level_factor[Level.NOVICE], 0.7),
        (P.hiit.start[Level.NOVICE], 6),
        (P.sens["S_LOWER_heavy"], 1.0),
        (P.expected_rpe[SessionType.HIIT], 8),
        (P.messages.quiet_hours, (time(21, 30), time(6, 30))),
        (P.messages.evening_before, time(20)),
        (P.return_volume[28], (0.5, 0.65, 0.8, 1.0)),
        (P.break_days, (7, 14, 28, 84)),
    ],
)
def test_constant_is_reached_by_type(found: object, expected: object) -> None:
    assert found == expected


def test_every_event_has_its_rows() -> None:
    for group in (P.taper_weeks, P.recovery_weeks, P.last_heavy_lower_days, P.no_strength_last_days):
        assert set(group) == set(EventType)


def test_every_session_type_has_an_expected_effort() -> None:
    assert {SessionType(key.removesuffix("_heavy")) for key in P.expected_rpe} == set(SessionType)


def test_misspelt_constant_is_refused() -> None:
    with pytest.raises(KeyError, match="seniour"):
        fill(type(P.age), {"min": 18, "seniour": 60})


def test_constants_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        P.sens["S_UPPER"] = 0.9  # type: ignore[index]  # the refusal is what is tested
