"""The quick log: one tap saves, more taps complete, and every tap can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from rules.checkin import Status, TalkTest
from rules.sessions import Session
from tests.handlers.log.conftest import FINISHER, LIFT, RUN, Chat
from tests.storage.samples import MONDAY, week


async def test_done_logs_the_training_time_and_asks_its_effort_once(chat: Chat) -> None:
    await chat.sends_tap(f"1|log|{LIFT.id}|done")
    assert chat.toast.startswith("Saved. ")
    assert "Moved from 18:00 to 19:30" in chat.screen.text
    await chat.taps("7–8")
    lift, finisher = await chat.checkin(LIFT.id), await chat.checkin(FINISHER.id)
    assert lift is not None
    assert finisher is not None
    assert (lift.rpe, finisher.rpe) == (8, None)
    assert "Still today: 19:30" in chat.screen.text
    assert not any("how hard" in label for label in chat.labels)


async def test_a_lift_and_its_finisher_are_both_named(chat: Chat) -> None:
    await chat.sends_tap(f"1|log|{LIFT.id}|done")
    assert "Logged: lower body, then finisher, 75\N{NO-BREAK SPACE}min" in chat.screen.text


async def test_a_double_tap_records_once_and_says_when(chat: Chat) -> None:
    await chat.sends_tap(f"1|log|{LIFT.id}|done")
    await chat.sends_tap(f"1|log|{LIFT.id}|done")
    assert chat.toast == "Already logged at 13:30."
    assert len(await chat.checkins()) == 2


async def test_an_easy_run_asks_the_talk_test(chat: Chat) -> None:
    await chat.sends_tap(f"1|log|{RUN.id}|done")
    await chat.taps("3–4")
    await chat.taps("Short phrases")
    saved = await chat.checkin(RUN.id)
    assert saved is not None
    assert (saved.rpe, saved.talk_test) == (4, TalkTest.BORDERLINE)


async def test_an_easy_run_right_after_a_lift_is_asked_once_in_the_same_message(chat: Chat) -> None:
    easy = replace(RUN, start=time(8, 5))
    await plans(chat, LIFT, easy)
    await chat.sends_tap(f"1|log|{LIFT.id}|done")
    text = await chat.taps("7–8")
    assert "Easy run: near the end, could you talk in" in text
    assert "Done: lower body, then easy, effort 8" in await chat.taps("Short phrases")
    lift, run = await chat.checkin(LIFT.id), await chat.checkin(easy.id)
    assert lift is not None
    assert run is not None
    assert (lift.talk_test, run.talk_test) == (None, TalkTest.BORDERLINE)


async def test_a_finisher_after_a_lift_asks_no_talk_test(chat: Chat) -> None:
    await chat.sends_tap(f"1|log|{LIFT.id}|done")
    assert "could you talk" not in await chat.taps("7–8")


async def test_a_late_tap_speaks_of_the_week_that_it_is_about(chat: Chat) -> None:
    chat.clock.advance(timedelta(days=9))
    await chat.sends_tap(f"1|log|{RUN.id}|done")
    assert chat.toast == "Saved. 1 of 3 in the week of 23 Nov."
    await chat.taps("3–4")
    done = (await chat.taps("Full sentences")).replace("\xa0", " ")
    assert "1 of 3 sessions and 40 min of 2 h 45 in the week of 23 Nov." in done
    assert "Still open on Monday 23 Nov: 07:00, lower body strength" in done
    assert "this week" not in done


async def test_a_late_entry_beside_the_plan_counts_for_its_own_week(chat: Chat) -> None:
    await chat.types("20.11. swim 20 min")
    await chat.taps("Save")
    assert "It counts for the load of the week of 16 Nov; the plan stays as it is." in chat.screen.text


async def plans(chat: Chat, *sessions: Session) -> None:
    async with chat.storage.unit() as uow:
        planned = replace(week(MONDAY), sessions=sessions)
        await uow.training.save_week(chat.person.id, planned, "changed", chat.clock.now())


async def test_undo_opens_the_training_time_again(chat: Chat) -> None:
    await chat.sends_tap(f"1|log|{LIFT.id}|done")
    await chat.taps("1: undo")
    assert chat.toast == "Undone."
    assert await chat.checkins() == []


async def test_both_logs_every_open_session_of_the_day(chat: Chat) -> None:
    await chat.sends_tap(f"1|log|{LIFT.id}|both")
    await chat.taps("5–6")
    assert {c.session_id for c in await chat.checkins()} == {LIFT.id, FINISHER.id, RUN.id}
    await chat.taps("easy: how hard?")
    await chat.taps("3–4")
    saved = await chat.checkin(RUN.id)
    assert saved is not None
    assert saved.rpe == 4


@pytest.mark.parametrize(("typed", "rpe"), [("7", 7), ("7/10", 7), ("rpe 6", 6)])
async def test_the_effort_can_be_typed(chat: Chat, typed: str, rpe: int) -> None:
    await chat.sends_tap(f"1|log|{LIFT.id}|done")
    await chat.types(typed)
    saved = await chat.checkin(LIFT.id)
    assert saved is not None
    assert saved.rpe == rpe


async def test_other_text_is_not_eaten_by_the_effort_question(chat: Chat) -> None:
    await chat.sends_tap(f"1|log|{LIFT.id}|done")
    assert "I read 1 entry" in await chat.types("run 40min")


async def test_minutes_and_intervals_are_added_by_tap(chat: Chat) -> None:
    await chat.sends_tap(f"1|log|{RUN.id}|details")
    await chat.taps("Minutes")
    assert chat.labels[:3] == [
        "20 min",
        "30 min",
        "40 min",
    ]
    await chat.taps("20")
    saved = await chat.checkin(RUN.id)
    assert saved is not None
    assert (saved.actual_minutes, saved.status) == (20, Status.PARTIAL)
    await chat.sends_tap(f"1|log|{RUN.id}|intervals-6")
    saved = await chat.checkin(RUN.id)
    assert saved is not None
    assert saved.intervals_done == 6


async def test_a_session_of_nobody_changes_nothing(chat: Chat) -> None:
    for action in (
        "done",
        "both",
        "effort-4",
        "talk-none",
        "minutes-30",
        "intervals-5",
        "undo",
        "details",
        "rate",
    ):
        await chat.sends_tap(f"1|log|20261116-9|{action}")
        assert "no longer in the plan" in chat.toast
    assert await chat.checkins() == []


async def test_values_that_no_button_has_change_nothing_or_stay_in_bounds(chat: Chat) -> None:
    await chat.sends_tap(f"1|log|{RUN.id}|done")
    await chat.sends_tap(f"1|log|{RUN.id}|minutes-99999")
    await chat.sends_tap(f"1|log|{RUN.id}|intervals-999")
    saved = await chat.checkin(RUN.id)
    assert saved is not None
    assert (saved.actual_minutes, saved.intervals_done) == (40, None)
