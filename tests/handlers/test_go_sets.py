"""A strength session by /go: one message, one tap a set, a rest that ends by itself, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from bot.storage.tables import person
from rules.checkin import Status
from rules.sessions import ExerciseSet, SessionType, SetKind
from tests.handlers.going import LIFT, ROW, SQUAT, WARM, after, at_six, edits, jump, logged, sets_of
from tests.handlers.test_late_finish import MONDAY, plan
from tests.handlers.town import Resident, tap_through

SQUATS = [("back_squat", 5, 100.0, 2)] * 3
ROWS = [("db_row", 9, 30.0, 2)] * 2


async def test_one_tap_a_set_in_one_message_becomes_the_log(ada: Resident) -> None:
    await at_six(ada, LIFT)
    shown = await ada.says("/go")
    assert shown.text.startswith("Barbell back squat, set 1 of 3\n100\xa0kg × 5, leave 2 in reserve")
    sent = len(ada.new_messages())
    for _ in range(5):
        await after(ada, 600)
        shown = await ada.taps("Done: ")
    assert shown.text.startswith("All through: full body strength\n5 of 5 sets done.")
    asked = await ada.taps("Finish")
    assert asked.text.startswith("Logged: full body strength")
    assert len(ada.new_messages()) == sent
    checkin = await logged(ada, LIFT)
    assert sets_of(checkin) == SQUATS + ROWS
    assert checkin is not None
    assert (checkin.status, checkin.actual_minutes) == (Status.DONE, 50)
    assert checkin.finished_at == datetime(2027, 3, 8, 18, 50, tzinfo=UTC)


async def test_the_warm_up_leads_and_stays_out_of_the_log(ada: Resident) -> None:
    await at_six(ada, replace(LIFT, notes=WARM))
    assert (await ada.says("/go")).text.startswith("Warm-up: 6\xa0min of easy movement")
    firsts = [(await ada.taps("Done")).text.split("\n")[:2] for _ in range(4)]
    assert firsts == [
        ["Barbell back squat, warm-up 1 of 3", "40\xa0kg × 8"],
        ["Barbell back squat, warm-up 2 of 3", "60\xa0kg × 5"],
        ["Barbell back squat, warm-up 3 of 3", "80\xa0kg × 3"],
        ["Barbell back squat, set 1 of 3", "100\xa0kg × 5, leave 2 in reserve"],
    ]
    await tap_through(ada, ["Done: 100"] * 3 + ["Finish"])
    checkin = await logged(ada, LIFT)
    assert sets_of(checkin) == SQUATS
    assert checkin is not None
    assert checkin.status is Status.PARTIAL


async def test_the_rest_ends_by_itself_with_one_edit(ada: Resident) -> None:
    await at_six(ada, LIFT)
    await ada.says("/go")
    shown = await ada.taps("Done: ")
    assert "Rest until 18:02:30." in shown.text
    before = len(edits(ada))
    assert "Rest until" in (await after(ada, 149)).text
    shown = await after(ada, 2)
    assert "The rest is over" in shown.text
    await after(ada, 600)
    assert len(edits(ada)) == before + 1


async def test_a_late_heartbeat_tells_nothing_that_is_over_and_makes_no_burst(ada: Resident) -> None:
    await at_six(ada, LIFT)
    await ada.says("/go")
    await ada.taps("Done: ")
    before = len(edits(ada))
    await jump(ada, 400)
    await after(ada, 900)
    assert len(edits(ada)) == before
    assert (await ada.taps("Done: ")).text.startswith("Barbell back squat, set 3 of 3")


async def test_other_reps_and_other_weight(ada: Resident) -> None:
    await at_six(ada, LIFT)
    await ada.says("/go")
    shown = await ada.taps("Other reps")
    assert shown.labels[:4] == ("1", "2", "3", "4")
    await ada.taps("4")
    await tap_through(ada, ("Other weight", "2.5\xa0kg less".replace("\xa0", " "), "2.5 kg less"))
    await tap_through(ada, ("Done: 95 kg × 5", "Done: 95 kg × 5", "Finish"))
    assert sets_of(await logged(ada, LIFT)) == [
        ("back_squat", 4, 100.0, None),
        ("back_squat", 5, 95.0, 2),
        ("back_squat", 5, 95.0, 2),
    ]


async def test_skip_undo_and_a_second_tap_on_the_same_button(ada: Resident) -> None:
    await at_six(ada, LIFT)
    await ada.says("/go")
    await ada.taps("Done: ")
    again = await ada.forges(f"1|go|{LIFT.id}|done-0")
    assert again.text.startswith("Barbell back squat, set 2 of 3")
    assert (await ada.taps("Skip exercise")).text.startswith("One-arm dumbbell row, set 1 of 2")
    assert (await ada.taps("Undo")).text.startswith("Barbell back squat, set 2 of 3")
    assert ada.toast == "Undone."
    assert (await ada.taps("Undo")).text.startswith("Barbell back squat, set 1 of 3")


async def test_what_is_typed_is_the_set_or_a_log(ada: Resident) -> None:
    await at_six(ada, LIFT)
    await ada.says("/go")
    assert (await ada.says("6")).text.startswith("Barbell back squat, set 2 of 3")
    assert (await ada.says("done")).text.startswith("Barbell back squat, set 3 of 3")
    assert (await ada.says("run 20min easy")).text.startswith("I read 1 entry")
    assert (await ada.says("/go")).text.startswith("Barbell back squat, set 3 of 3")


async def test_any_command_leaves_it_and_go_comes_back(ada: Resident) -> None:
    await at_six(ada, LIFT)
    await ada.says("/go")
    running = (await ada.taps("Done: ")).message_id
    left = await ada.says("/week")
    assert left.text.endswith("Your session is kept as it stands; /go goes on with it.")
    await after(ada, 160)
    assert "Rest until" in ada.message(running).text
    back = await ada.says("/go")
    assert back.text.startswith("Barbell back squat, set 2 of 3")
    assert "is kept" not in back.text


async def test_an_undone_log_goes_on_where_it_was(ada: Resident) -> None:
    await at_six(ada, LIFT)
    await ada.says("/go")
    await tap_through(ada, ["Done: "] * 2 + ["Finish"])
    await ada.taps("Undo")
    assert await logged(ada, LIFT) is None
    assert (await ada.says("/go")).text.startswith("Barbell back squat, set 3 of 3")
    await tap_through(ada, ["Done: "] * 3 + ["Finish"])
    assert sets_of(await logged(ada, LIFT)) == SQUATS + ROWS


async def test_left_for_hours_it_becomes_a_draft_by_an_edit(ada: Resident) -> None:
    await at_six(ada, LIFT)
    running = (await ada.says("/go")).message_id
    await tap_through(ada, ["Done: "] * 4)
    sent = len(ada.new_messages())
    await ada.goes_to("2027-03-08 22:30")
    draft = ada.message(running)
    assert draft.text.startswith("Not in your log yet: full body strength, Monday\n4 sets are kept.")
    assert len(ada.new_messages()) == sent + 1  # the evening's silent question, as for any open session
    assert await logged(ada, LIFT) is None


@pytest.mark.parametrize("answer", ["Save as my log", "Go on with it", "Throw away"])
async def test_a_draft_is_saved_gone_on_with_or_thrown_away(ada: Resident, answer: str) -> None:
    await at_six(ada, LIFT)
    await ada.says("/go")
    await tap_through(ada, ["Done: "] * 3)
    await ada.goes_to("2027-03-09 09:00")
    assert (await ada.says("/go")).text.startswith("Not in your log yet")
    shown = await ada.taps(answer)
    checkin = await logged(ada, LIFT)
    if answer == "Save as my log":
        assert sets_of(checkin) == SQUATS
        assert checkin is not None
        assert checkin.finished_at == datetime(2027, 3, 8, 18, 0, tzinfo=UTC)
    elif answer == "Go on with it":
        assert shown.text.startswith("One-arm dumbbell row, set 1 of 2")
    else:
        assert shown.text.startswith("Thrown away; the session is open again")
        assert (await ada.says("/go")).text.startswith("Nothing is open today")
    assert (checkin is None) == (answer != "Save as my log")


async def test_the_pinned_week_stays_and_the_session_gets_a_message_of_its_own(ada: Resident) -> None:
    await at_six(ada, LIFT)
    pinned = (await ada.says("/week")).message_id
    async with ada.town.storage.connection() as connection:
        await connection.execute(update(person).values(pinned_message_id=pinned))
    shown = await ada.forges(f"1|go|{LIFT.id}|open", pinned)
    assert shown.message_id != pinned
    await ada.taps("Done: ")
    assert "The rest is over" in (await after(ada, 151)).text
    assert ada.message(pinned).text.startswith("Week of 8 Mar")


async def test_finish_with_nothing_done_asks_first(ada: Resident) -> None:
    await at_six(ada, LIFT)
    await ada.says("/go")
    assert "No working set was tapped so far." in (await ada.taps("Finish")).text
    assert (await ada.taps("Go on with it")).text.startswith("Barbell back squat, set 1 of 3")
    assert await logged(ada, LIFT) is None


async def test_a_ramp_test_rises_and_its_last_set_tells_the_reserve(ada: Resident) -> None:
    ramp = replace(SQUAT, kind=SetKind.RAMP, sets=4, reps_low=8, reps_high=8, rir=3, load_kg=40.0)
    await at_six(ada, replace(LIFT, exercises=(ramp, ROW)))
    await ada.says("/go")
    assert "45\xa0kg × 8" in (await ada.taps("Done: 40 kg")).text
    assert (await ada.taps("That was it")).text.startswith("One-arm dumbbell row")
    await tap_through(ada, ["Done: "] * 2 + ["Finish"])
    checkin = await logged(ada, LIFT)
    assert sets_of(checkin)[:2] == [("back_squat", 8, 40.0, None), ("back_squat", 8, 45.0, 3)]
    assert checkin is not None
    assert checkin.status is Status.DONE


async def test_last_time_is_told(ada: Resident) -> None:
    await at_six(ada, LIFT, replace(LIFT, id="20270308-9", day=2))
    await ada.says("/go")
    await tap_through(ada, ["Done: "] * 3 + ["Finish"])
    await ada.goes_to("2027-03-10 18:00")
    assert "Last time: 100\xa0kg × 5, 5, 5." in (await ada.says("/go")).text


async def test_last_time_is_one_in_the_same_unit(ada: Resident) -> None:
    """The core of a light session is held, elsewhere it is repeated (E-03): 30 s are no 30 repetitions."""
    counted = ExerciseSet("pallof_press", SetKind.ISOLATION, 1, 10, 15, 2, 60, 10.0)
    held = replace(counted, reps_low=30, reps_high=30, seconds=True)
    one = replace(LIFT, exercises=(counted,))
    light = replace(one, id="20270308-8", day=1, type=SessionType.PRIMER, exercises=(held,))
    await at_six(ada, one, light, replace(one, id="20270308-9", day=2))
    for evening in ("2027-03-08 18:00", "2027-03-09 18:00"):
        await ada.goes_to(evening)
        assert "Last time" not in (await ada.says("/go")).text
        await tap_through(ada, ["Done: ", "Finish"])
    await ada.goes_to("2027-03-10 18:00")
    assert "Last time: 10\xa0kg × 10." in (await ada.says("/go")).text


async def test_a_hold_finds_its_load_in_seconds(ada: Resident) -> None:
    carry = ExerciseSet("farmer_carry", SetKind.RAMP, 3, 20, 20, 3, 60, 12.0, seconds=True)
    await at_six(ada, replace(LIFT, exercises=(carry,)))
    assert (
        "Farmer carry: find your load, 20\xa0s a set at 12\xa0kg a hand or more"
        in (await ada.says("/today")).text
    )
    shown = await ada.says("/go")
    assert "12\xa0kg a hand × 20\xa0s, a bit heavier each set until it is hard to hold" in shown.text
    assert "That was it: hard to hold" in shown.labels


async def test_a_session_that_left_the_plan_meanwhile_is_kept_beside_it(ada: Resident) -> None:
    await at_six(ada, LIFT)
    await ada.says("/go")
    await tap_through(ada, ["Done: "] * 2)
    await plan(ada, MONDAY, ())
    assert (await ada.taps("Finish")).text.startswith("Saved beside your plan")
    person = await ada.known()
    async with ada.town.storage.look() as unit:
        kept = dict(await unit.training.checkins(person.id, MONDAY, MONDAY))
    assert sets_of(kept[f"free:go:{LIFT.id}"]) == SQUATS[:2]


@pytest.mark.parametrize("way", ["tapped", "typed"])
async def test_done_in_the_evening_keeps_the_sets_of_the_draft(ada: Resident, way: str) -> None:
    await at_six(ada, LIFT)
    await ada.says("/go")
    await tap_through(ada, ["Done: 100"] * 2)
    await ada.goes_to("2027-03-08 22:30")
    if way == "typed":
        await ada.says("done")
    else:
        await ada.says("/today")
        await ada.taps("Done")
    checkin = await logged(ada, LIFT)
    assert sets_of(checkin) == SQUATS[:2]
    assert checkin is not None
    assert checkin.status is Status.DONE
    assert (await ada.says("/go")).text.startswith("Nothing is open today")


async def test_a_weight_is_typed_for_the_sets_to_come(ada: Resident) -> None:
    await at_six(ada, LIFT)
    await ada.says("/go")
    assert "105\xa0kg × 5" in (await ada.says("105 kg")).text
    await ada.taps("Done: 105")
    assert "set 2 of 3\n102.5\xa0kg × 5" in (await ada.says("102,5 kilos")).text
    await tap_through(ada, ["Done: 102.5", "Finish"])
    assert sets_of(await logged(ada, LIFT)) == [("back_squat", 5, 105.0, 2), ("back_squat", 5, 102.5, 2)]
