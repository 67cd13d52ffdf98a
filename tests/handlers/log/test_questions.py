"""Where a typed log needs an answer first: two meanings, no weight, another day, a wrong line, a skip."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from rules.athlete import Mode
from rules.checkin import LoggedSet, SkipReason, Status, TalkTest
from tests.handlers.log.conftest import FINISHER, LIFT, RUN, TUESDAY, Chat
from tests.storage.samples import STATE


async def saved_sets(chat: Chat) -> tuple[LoggedSet, ...]:
    found = await chat.checkin(LIFT.id)
    assert found is not None
    return found.sets


async def test_two_meanings_are_asked_with_two_buttons(chat: Chat) -> None:
    await chat.types("squat 100x5x3")
    assert chat.labels == ["5 sets of 3", "3 sets of 5", "Not a log"]
    await chat.taps("3 sets of 5")
    assert "3 sets × 5 at 100" in chat.screen.text
    await chat.taps("Save")
    assert await saved_sets(chat) == (LoggedSet("back_squat", 5, 100.0),) * 3


async def test_a_time_without_a_sport_is_the_planned_cardio_read_back(chat: Chat) -> None:
    await chat.types("10 km in 50:00")
    assert chat.labels == ["Bike", "Run", "Not a log"]  # the finisher or the run: both are open
    await chat.types("legs done")
    known = await chat.checkins()
    assert "<b>Run</b>: 10 km in 50 min" in (await chat.types("10 km in 50:00")).replace("\xa0", " ")
    assert await chat.checkins() == known
    await chat.taps("Save")
    saved = await chat.checkin(RUN.id)
    assert saved is not None
    assert (saved.distance_km, saved.actual_minutes) == (10.0, 50)


async def test_a_time_without_a_sport_asks_which_where_nothing_tells(chat: Chat) -> None:
    async with chat.storage.unit() as uow:
        profile = replace(STATE.profile, main_cardio_mode=Mode.MIXED)
        await uow.training.save_state(chat.person.id, replace(STATE, profile=profile, history=()))
    text = await chat.types("20.11. 10 km in 50:00")
    assert text.startswith("<b>Which sport was it?</b>")
    assert chat.labels == ["Run", "Bike", "Row", "Not a log"]
    await chat.types("yes")
    assert chat.labels[0] == "Run"
    assert await chat.checkins() == []
    await chat.types("20.11. 10 km in 50:00")
    await chat.taps("Bike")
    assert "<b>Bike</b>: 10" in chat.screen.text
    await chat.types("20.11. 10 km in 50:00")
    await chat.types("rowing")
    assert "<b>Row</b>: 10" in chat.screen.text
    await chat.taps("Save")
    [saved] = await chat.checkins()
    assert (saved.mode, saved.distance_km, saved.date) == (Mode.ROW, 10.0, date(2026, 11, 20))


async def test_a_missing_weight_can_be_that_of_last_time(chat: Chat) -> None:
    await chat.types("squat 3x5 100")
    await chat.taps("Save")
    await chat.types("sqat 3by5 hundred")
    assert chat.labels[0] == "100 kg, as last time"
    await chat.taps("100")
    assert "3 sets × 5 at 100" in chat.screen.text
    assert "Not used: “\N{FIRST STRONG ISOLATE}hundred\N{POP DIRECTIONAL ISOLATE}”" in chat.screen.text


async def test_a_missing_weight_can_be_typed(chat: Chat) -> None:
    await chat.types("squat 3x5")
    assert "which weight?" in chat.screen.text
    await chat.types("102,5 kg")
    await chat.taps("Save")
    assert await saved_sets(chat) == (LoggedSet("back_squat", 5, 102.5),) * 3


async def test_a_wrong_line_is_typed_again(chat: Chat) -> None:
    await chat.types("squat 3x5 100\nrun 40min")
    await chat.taps("Fix 1")
    assert "<code>barbell back squat 3x5 100kg</code>" in chat.screen.text
    await chat.types("squat 3x6 100")
    assert "I read 2 entries for today" in chat.screen.text
    assert "3 sets × 6 at 100" in chat.screen.text
    await chat.taps("Save all")
    assert len(await saved_sets(chat)) == 3
    assert await chat.checkin(RUN.id) is not None


async def test_another_day_is_tapped_or_typed(chat: Chat) -> None:
    await chat.types("swim 20 min")
    await chat.taps("Other day")
    await chat.taps("Yesterday")
    assert "Sunday 22 Nov" in chat.screen.text
    await chat.taps("Other day")
    await chat.types("20.11.")
    await chat.taps("Save")
    [saved] = await chat.checkins()
    assert saved.date == date(2026, 11, 20)


async def test_yes_saves_what_was_read(chat: Chat) -> None:
    await chat.types("squat 3x5 100")
    await chat.types("yes")
    assert len(await saved_sets(chat)) == 3
    assert await chat.checkin(RUN.id) is None


async def test_another_log_replaces_the_one_that_waits(chat: Chat) -> None:
    await chat.types("squat 3x5 100")
    old = chat.screen.keyboard[0][0].data
    await chat.types("run 40 min")
    await chat.sends_tap(old)
    assert "answered already" in chat.screen.text
    assert await chat.checkins() == []


async def test_a_prompt_is_forgotten_after_half_an_hour(chat: Chat) -> None:
    await chat.types("squat 3x5 100")
    chat.clock.advance(timedelta(minutes=31))
    await chat.taps("Save")
    assert "answered already" in chat.screen.text
    assert await chat.checkins() == []


async def test_a_skip_is_read_back_and_asks_how_bad_the_pain_is(chat: Chat) -> None:
    await chat.types("skipped, sore knee")
    assert "Skipped lower body strength. Right?" in chat.screen.text
    assert await chat.checkins() == []
    await chat.taps("Save")
    saved = await chat.checkin(LIFT.id)
    assert saved is not None
    assert (saved.status, saved.reason) == (Status.SKIPPED, SkipReason.PAIN)
    assert "How bad is the knee" in chat.screen.text
    assert chat.labels[:2] == ["0, none", "1"]


async def test_a_slip_in_done_or_skipped_is_read_back_first(chat: Chat) -> None:
    assert "Done as planned: lower body strength. Right?" in await chat.types("finised")
    assert "Skipped lower body strength. Right?" in await chat.types("skiped")
    assert await chat.checkins() == []
    await chat.taps("Save")
    assert await chat.checkin(LIFT.id) is not None


async def test_a_heavy_dumbbell_is_asked_whether_it_is_one_or_both(chat: Chat) -> None:
    assert "75 kg: in each hand, or both together?" in (await chat.types("db bench 3x8 75")).replace(
        "\xa0", " "
    )
    assert chat.labels == ["75 kg a hand", "37.5 kg a hand", "Not a log"]
    await chat.taps("37.5")
    assert "3 sets × 8 at 37.5 kg a hand" in chat.screen.text.replace("\xa0", " ")


async def test_a_skip_names_its_session(chat: Chat) -> None:
    await chat.types("skipped the run, no time")
    await chat.taps("Save")
    saved = await chat.checkin(RUN.id)
    assert saved is not None
    assert saved.reason is SkipReason.TIME


async def test_done_names_its_session_and_its_effort(chat: Chat) -> None:
    await chat.types("run done rpe 4")
    assert "could you talk" in chat.screen.text
    await chat.types("full sentences")
    saved = await chat.checkin(RUN.id)
    assert saved is not None
    assert (saved.rpe, saved.talk_test) == (4, TalkTest.COMFORTABLE)
    assert await chat.checkin(LIFT.id) is None


async def test_done_with_more_words_is_read_back_and_keeps_them(chat: Chat) -> None:
    await chat.types("done, knee clicked a bit")
    assert "Done as planned: lower body strength. Right?" in chat.screen.text
    assert await chat.checkins() == []
    await chat.taps("Save")
    saved = await chat.checkin(LIFT.id)
    assert saved is not None
    assert saved.free_text == "knee clicked a bit"


async def test_both_done_logs_the_whole_day(chat: Chat) -> None:
    await chat.types("both done")
    assert {c.session_id for c in await chat.checkins()} == {LIFT.id, FINISHER.id, RUN.id}


async def test_a_told_finish_is_kept(chat: Chat) -> None:
    await chat.types("done 13:10")
    saved = await chat.checkin(LIFT.id)
    assert saved is not None
    assert saved.finished_at is not None
    assert saved.finished_at.hour == 12  # UTC; 13:10 in Berlin


async def test_done_on_a_day_without_sessions_says_so(chat: Chat) -> None:
    await chat.types("done yesterday")
    assert "Nothing is open on Sunday 22 Nov" in chat.screen.text
    assert await chat.checkins() == []


async def test_sets_typed_after_the_tap_complete_the_same_checkin(chat: Chat) -> None:
    await chat.sends_tap(f"1|log|{LIFT.id}|done")
    await chat.taps("7–8")
    await chat.types("squat 3x5 100")
    await chat.taps("Save")
    saved = await chat.checkin(LIFT.id)
    assert saved is not None
    assert (saved.rpe, len(saved.sets), saved.source) == (8, 3, "user")


async def test_nothing_is_saved_to_a_day_that_has_not_come(chat: Chat) -> None:
    await chat.types("2026-11-24 run 50min")
    assert "That day is still to come." in chat.screen.text
    assert await chat.checkin(TUESDAY.id) is None
