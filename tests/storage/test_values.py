"""Every value that is stored comes back as it was; old bytes are read by newer types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.outgoing import Attachment, Button, Kind, Outgoing, Screen
from bot.coaching.people import Dialogue, Settings
from bot.coaching.ports import StoredReview
from bot.storage.codec import pack, unpack
from rules.athlete import Profile
from rules.checkin import CheckIn, Wellness
from rules.decisions import Change, Modifier
from rules.draft import Draft
from rules.plan import Plan, Week
from rules.sessions import Session
from rules.state import TrainingState, WeekRecord
from tests.storage import samples

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))

STORED: list[Any] = [Profile, CheckIn, Wellness, Session, Week, WeekRecord, TrainingState, Plan, Change]
STORED += [Modifier, Settings, Draft]


@pytest.mark.parametrize("kind", STORED, ids=lambda kind: kind.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_a_stored_value_comes_back(kind: Any, data: st.DataObject) -> None:
    value = data.draw(st.from_type(kind))
    assert unpack(kind, pack(kind, value)) == value


def test_a_full_training_state_comes_back() -> None:
    assert unpack(TrainingState, pack(TrainingState, samples.STATE)) == samples.STATE


def test_messages_dialogues_and_reviews_come_back() -> None:
    screen = Screen(
        "<b>Today</b>", ((Button("Done", "1|c|x|done"),),), Attachment("photo", "c.png", "image/png", b"")
    )
    now = datetime(2026, 11, 23, tzinfo=UTC)
    values: list[tuple[Any, object]] = [
        (Outgoing, Outgoing(7, screen, Kind.REPLY, "u1.1", not_before=now)),
        (Dialogue, Dialogue("log", "effort", {"key": "a", "n": 3, "list": [1, None]}, now, 12)),
        (StoredReview, samples.review("kept")),
    ]
    for kind, value in values:
        assert unpack(kind, pack(kind, value)) == value


@dataclass(frozen=True)
class Before:
    name: str
    gone: int = 0


@dataclass(frozen=True)
class After:
    name: str
    added: tuple[str, ...] = ("default",)


def test_a_field_added_or_removed_later_does_not_matter() -> None:
    assert unpack(After, pack(Before, Before("squat", 3))) == After("squat")
