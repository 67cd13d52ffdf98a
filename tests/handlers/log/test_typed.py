"""Typed logs in the chat: read back, saved at the tap on Save, once, and to the right session."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules.athlete import Mode
from rules.checkin import LoggedSet, Status, TalkTest
from rules.sessions import SessionType
from tests.handlers.log.conftest import FINISHER, LIFT, RUN, TUESDAY, Chat
from tests.storage.samples import MONDAY, week


async def test_sets_are_read_back_and_saved_at_the_tap(chat: Chat) -> None:
    shown = await chat.types("squat 3x5 100 rpe8")
    assert "I read 1 entry for today. Right?" in shown
    assert "3 sets × 5 at 100\N{NO-BREAK SPACE}kg, RPE 8" in shown
    assert await chat.checkins() == []
    await chat.taps("Save")
    assert "How hard was it?" in chat.screen.text
    saved = await chat.checkin(LIFT.id)
    assert saved is not None
    assert saved.status is Status.DONE
    assert saved.sets == (LoggedSet("back_squat", 5, 100.0, 2),) * 3


async def test_a_run_is_saved_to_the_planned_run_with_its_talk_test(chat: Chat) -> None:
    await chat.types("run 40min easy talk ok")
    await chat.taps("Save")
    saved = await chat.checkin(RUN.id)
    assert saved is not None
    assert (saved.actual_minutes, saved.talk_test, saved.status) == (40, TalkTest.COMFORTABLE, Status.DONE)
    await chat.taps("3–4")
    assert "effort 4, talking pace" in chat.screen.text


async def test_the_line_after_saving_tells_the_real_minutes(chat: Chat) -> None:
    await chat.types("run 55 min")
    await chat.taps("Save")
    assert "Logged: easy run, 55\N{NO-BREAK SPACE}min" in chat.screen.text


async def test_an_easy_outing_is_not_the_planned_intervals(chat: Chat) -> None:
    hiit = replace(RUN, type=SessionType.HIIT, intervals=8)
    async with chat.storage.unit() as unit:
        planned = replace(week(MONDAY), sessions=(LIFT, hiit, TUESDAY))
        await unit.training.save_week(chat.person.id, planned, "hiit", chat.clock.now())
    for text in ("run 30 min easy", "walk 30 min"):
        await chat.types(text)
        await chat.taps("Save")
    assert await chat.checkin(hiit.id) is None
    assert [c.mode for c in await chat.checkins()] == [Mode.RUN, Mode.WALK]


async def test_holds_are_read_back_in_seconds(chat: Chat) -> None:
    for text in ("plank 3x30s", "plank 30s x3", "plank 3x30"):
        assert "3 sets × 30 s bodyweight" in (await chat.types(text)).replace("\xa0", " ")
    assert "3 sets: 30, 30, 25 s" in (await chat.types("plank 30/30/25")).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("text", "speed"),
    [
        ("bike 20 km in 40 min", "that is 30 km/h"),
        ("row 2k 8:00", "that is 2:00 /500 m"),
        ("swim 1500 m in 30 min", "that is 2:00 /100 m"),
        ("run 8 km in 44:00", "that is 5:30 /km"),
        ("elliptical 5 km in 30 min", "5 km in 30 min"),
    ],
)
async def test_each_sport_has_its_own_speed(chat: Chat, text: str, speed: str) -> None:
    assert speed in (await chat.types(text)).replace("\xa0", " ")


async def test_less_than_nine_tenths_of_the_minutes_is_done_in_part(chat: Chat) -> None:
    await chat.types("run 30 min")
    await chat.taps("Save")
    saved = await chat.checkin(RUN.id)
    assert saved is not None
    assert (saved.status, saved.actual_minutes) == (Status.PARTIAL, 30)


async def test_saving_twice_records_once(chat: Chat) -> None:
    await chat.types("run 40min")
    data = chat.screen.keyboard[0][0].data
    await chat.sends_tap(data)
    await chat.sends_tap(data)
    assert chat.toast == "That log was answered already."
    assert len(await chat.checkins()) == 1


async def test_cardio_that_nobody_planned_is_kept_beside_the_plan_and_undone(chat: Chat) -> None:
    await chat.types("yesterday swim 30 min")
    await chat.taps("Save")
    [saved] = await chat.checkins()
    assert (saved.session_id, saved.mode, saved.date) == (None, Mode.SWIM, date(2026, 11, 22))
    await chat.taps("Undo")
    assert await chat.checkins() == []


async def test_done_as_text_logs_the_first_open_training_time(chat: Chat) -> None:
    await chat.types("👍")
    assert "How hard was it?" in chat.screen.text
    assert await chat.checkin(LIFT.id) is not None
    assert await chat.checkin(FINISHER.id) is not None
    assert await chat.checkin(RUN.id) is None


async def test_an_edited_message_corrects_its_log(chat: Chat) -> None:
    await chat.types("run 30min", message_id=7)
    await chat.taps("Save")
    await chat.taps("5–6")
    await chat.types("run 40min", message_id=7)
    await chat.taps("Save")
    saved = await chat.checkin(RUN.id)
    assert saved is not None
    assert (saved.actual_minutes, saved.status, saved.rpe) == (40, Status.DONE, 6)
    assert len(await chat.checkins()) == 1


async def test_bounds_ask_back_and_save_nothing(chat: Chat) -> None:
    for text in ("squat 3x5 99999kg", "push ups 400 reps", "run 30h"):
        shown = await chat.types(text)
        assert "I kept nothing" in shown
    assert await chat.checkins() == []


async def test_cancel_keeps_nothing(chat: Chat) -> None:
    await chat.types("bench 4x5 62,5kg")
    await chat.taps("Cancel")
    assert await chat.checkins() == []
