"""One count everywhere: a finisher is part of its lift, in the preview, the toast, the week and the review."""

from __future__ import annotations

from bot.coaching import days
from rules.review.metrics import measure
from tests.handlers.town import Resident, tap_through


async def test_the_preview_counts_sessions_as_people_do(anna: Resident) -> None:
    await anna.says("/start")
    preview = await tap_through(anna, ("Agree, quick", "18–34", "None of these"))
    assert "4 sessions, 2 h 40: 2 h strength, 40 min endurance." in preview.text.replace("\xa0", " ")


async def test_toast_week_and_review_agree(ada: Resident) -> None:
    await ada.says("/today")
    await ada.taps("Done")
    assert ada.toast == "Saved. 1 of 4 this week."
    end = await ada.taps("5–6 steady")
    assert "1 of 4 sessions and 60 min of 2 h 40 this week." in end.text.replace("\xa0", " ")
    week = await ada.says("/week")
    assert week.text.startswith("Week of 8 Mar: 1 of 4 sessions done")
    await ada.goes_to("2027-03-14 18:01")
    review = ada.phone.last()
    assert review.text.replace("\xa0", " ").startswith("This week: 1 of 4 sessions, 60 min of 2 h 40")


async def test_a_lighter_day_counts_against_the_planned_minutes(ada: Resident) -> None:
    await ada.says("/today")
    await tap_through(ada, ("Easier", "30 min", "Done", "5–6 steady"))
    person = await ada.known()
    today = ada.town.clock.now().date()
    async with ada.town.storage.look() as unit:
        standing = await days.standing(unit, person, today)
        logged = await unit.training.checkins(person.id, today, today)
    assert standing is not None
    metrics = measure(standing.planned or standing.week, tuple(c for _, c in logged), ())
    assert standing.minutes_done == metrics.done_minutes
    assert standing.minutes == metrics.planned_minutes
    assert len(standing.counted) == metrics.strength.planned + metrics.cardio.planned
    assert len(standing.done) == metrics.strength.done + metrics.cardio.done == 1
