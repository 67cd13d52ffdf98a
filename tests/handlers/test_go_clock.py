"""Intervals and easy sessions by /go: the message keeps the clock, the sound counts, the log tells what was real."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from bot.delivery.calls import SEND
from rules.checkin import Status
from tests.handlers.going import LIFT, RUN, SPRINTS, after, at_six, edits, jump, logged
from tests.handlers.town import Resident, first_line


def shown_first(text: str) -> str:
    return first_line(text).removeprefix("<b>").removesuffix("</b>")


async def test_the_message_counts_the_rounds_from_the_start(ada: Resident) -> None:
    await at_six(ada, SPRINTS)
    assert (await ada.says("/go")).text.startswith("Ready: bike intervals 8 × 30 s, 24\xa0min")
    shown = await ada.taps("Start")
    assert shown.text.startswith("Warm-up until 18:05:00, building up\nThen 8 intervals.")
    before = len(edits(ada))
    await after(ada, 24 * 60 + 5)
    firsts = [shown_first(call.text) for call in edits(ada)[before:]]
    assert firsts == [
        *(f"Interval {n} of 8" for n in range(1, 8)),
        "Interval 8 of 8, the last one",
        "Cool-down until 18:24:00, easy",
        "All through: 8 intervals",
    ]
    moments = [call.at for call in edits(ada)[before:]]
    assert [(b - a).total_seconds() for a, b in itertools.pairwise(moments)] == [120] * 8 + [180]
    await ada.taps("Finish")
    checkin = await logged(ada, SPRINTS)
    assert checkin is not None
    assert (checkin.status, checkin.intervals_done, checkin.actual_minutes) == (Status.DONE, 8, 24)


async def test_ending_early_logs_the_rounds_that_were_done(ada: Resident) -> None:
    await at_six(ada, SPRINTS)
    await ada.says("/go")
    await ada.taps("Start")
    await after(ada, 5 * 60 + 120 * 3 + 40)
    await ada.taps("Finish")
    checkin = await logged(ada, SPRINTS)
    assert checkin is not None
    assert (checkin.status, checkin.intervals_done, checkin.actual_minutes) == (Status.PARTIAL, 4, 12)


async def test_the_next_interval_by_tap_moves_the_clock_once(ada: Resident) -> None:
    await at_six(ada, SPRINTS)
    await ada.says("/go")
    await ada.taps("Start")
    await after(ada, 60)
    shown = await ada.taps("Next interval now")
    assert shown.text.startswith("Interval 1 of 8\nHard until 18:01:30, then easy.")
    again = await ada.forges(f"1|go|{SPRINTS.id}|next-0")
    assert again.text.startswith("Interval 1 of 8")
    assert (await after(ada, 121)).text.startswith("Interval 2 of 8")


async def test_a_pause_stops_the_clock_until_going_on(ada: Resident) -> None:
    await at_six(ada, SPRINTS)
    await ada.says("/go")
    await ada.taps("Start")
    await after(ada, 5 * 60 + 120 + 10)
    shown = await ada.taps("Pause")
    assert shown.text == "Paused in interval 2 of 8\nThe clock stands still; 20\xa0s hard are left."
    before = len(edits(ada))
    await after(ada, 300)
    assert len(edits(ada)) == before
    assert (await ada.taps("Go on")).text.startswith("Interval 2 of 8\nHard until 18:12:30")
    assert (await after(ada, 111)).text.startswith("Interval 3 of 8")


async def test_a_session_left_in_a_pause_keeps_its_rounds(ada: Resident) -> None:
    await at_six(ada, SPRINTS)
    await ada.says("/go")
    await ada.taps("Start")
    await after(ada, 5 * 60 + 120 * 3)
    await ada.taps("Pause")
    await after(ada, 4 * 3600)
    assert "by the clock 3 intervals" in (await ada.says("/go")).text
    assert (await ada.taps("Go on with it")).text.startswith("Interval 4 of 8")


async def test_a_bot_that_was_away_shows_the_present_round_next_time(ada: Resident) -> None:
    await at_six(ada, SPRINTS)
    await ada.says("/go")
    await ada.taps("Start")
    before = len(edits(ada))
    await jump(ada, 5 * 60 + 120 * 4 + 90)
    assert len(edits(ada)) == before
    shown = await after(ada, 31)
    assert shown.text.startswith("Interval 6 of 8")
    assert len(edits(ada)) == before + 1


async def test_the_sound_file_comes_as_audio_of_its_own(ada: Resident) -> None:
    await at_six(ada, SPRINTS)
    await ada.says("/go")
    await ada.taps("Sound file")
    call = ada.new_messages()[-1]
    assert call.method == SEND["audio"]
    assert call.parameters["duration"] == "1443"
    assert shown_first(call.text).startswith("Sound file: bike intervals 8 × 30 s")
    file = list(ada.town.simulator.world.files.values())[-1]
    assert (file.name, file.mime_type) == ("tandem-8x30-90.mp3", "audio/mpeg")
    assert 1_000_000 < len(file.content) < 3_000_000
    assert (await ada.taps("Start")).text.startswith("Warm-up until")


@pytest.mark.parametrize(("minutes", "status"), [(40, Status.DONE), (44, Status.DONE), (21, Status.PARTIAL)])
async def test_an_easy_session_logs_its_real_minutes(ada: Resident, minutes: int, status: Status) -> None:
    await at_six(ada, RUN)
    await ada.says("/go")
    assert (await ada.taps("Start")).text.startswith("Under way: easy run, 40\xa0min\nBegun at 18:00;")
    await after(ada, minutes * 60)
    asked = await ada.taps("Finish")
    assert "How hard was it?" in asked.text
    assert "could you talk" in (await ada.taps("3–4 easy")).text
    checkin = await logged(ada, RUN)
    assert checkin is not None
    assert (checkin.actual_minutes, checkin.status) == (minutes, status)
    assert "A touch too fast: about 5% slower next time." in (await ada.taps("Short phrases")).text


async def test_the_planned_end_is_told_by_one_edit(ada: Resident) -> None:
    await at_six(ada, RUN)
    await ada.says("/go")
    await ada.taps("Start")
    before = len(edits(ada))
    assert (await after(ada, 2401)).text.startswith("40\xa0min are over: finish, or go on")
    await after(ada, 900)
    assert len(edits(ada)) == before + 1


@pytest.mark.parametrize(("answer", "minutes"), [("40 min, as planned", 40), ("90 min, by the clock", 90)])
async def test_a_finish_far_too_late_asks_what_is_true(ada: Resident, answer: str, minutes: int) -> None:
    await at_six(ada, RUN)
    await ada.says("/go")
    await ada.taps("Start")
    await after(ada, 90 * 60)
    assert "How long was it really?" in (await ada.taps("Finish")).text
    await ada.taps(answer)
    checkin = await logged(ada, RUN)
    assert checkin is not None
    assert checkin.actual_minutes == minutes


async def test_a_run_nobody_ended_becomes_a_draft(ada: Resident) -> None:
    await at_six(ada, RUN)
    running = (await ada.says("/go")).message_id
    await ada.taps("Start")
    await ada.goes_to("2027-03-09 08:00")
    assert ada.message(running).text.startswith("Not in your log yet: easy run, Monday")
    await ada.says("/go")
    await ada.taps("40 min, as planned")
    checkin = await logged(ada, RUN)
    assert checkin is not None
    assert checkin.actual_minutes == 40


async def test_two_sessions_are_a_choice_and_only_one_runs(ada: Resident) -> None:
    later = replace(RUN, start=RUN.start.replace(hour=20))
    await at_six(ada, LIFT, later)
    assert (await ada.says("/go")).text.startswith("Which one do you start?")
    await ada.taps("18:00 full body")
    await ada.forges(f"1|go|{later.id}|open")
    assert ada.toast == "This session is still running. Finish it or throw it away first."
    assert "back squat" in ada.phone.last().text


async def test_the_days_screen_and_reminder_start_it(ada: Resident) -> None:
    await at_six(ada, RUN)
    assert ada.phone.last().text.startswith("Today 18:00: easy run")
    assert (await ada.taps("Start")).text.startswith("Ready: easy run")
    await ada.says("/today")
    assert (await ada.taps("Start")).text.startswith("Ready: easy run")


async def test_a_rest_day_and_a_logged_one_have_nothing_to_start(ada: Resident) -> None:
    await at_six(ada, RUN)
    await ada.says("/today")
    await ada.taps("Done")
    assert (await ada.says("/go")).text.startswith("Nothing is open today")
    await ada.forges(f"1|go|{RUN.id}|open")
    assert ada.toast == "That session is logged already, or no longer in the plan."
