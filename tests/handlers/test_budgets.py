"""What the bot asks of people, counted: taps, typed words, messages; and what it sends unasked (ux 20, 11)."""

from __future__ import annotations

from collections import Counter
from datetime import date, time

from tests.handlers.town import Resident, tap_through

TWO_ON_WEDNESDAY = (
    "Agree and set up", "18–34", "None of these", "Both", "No event",
    "Mon: 0", "Wed: 0", "Wed: 1", "Fri: 0", "Sat: 0", "Next",
)  # fmt: skip
QUIET = (time(21, 30), time(6, 30))
FOLLOW_UP = "How was it"


def typed(resident: Resident) -> list[str]:
    """What they wrote, apart from commands that Telegram writes for them."""
    return [m.text for m in resident.phone.chat() if not m.from_bot and not m.text.startswith("/start")]


async def test_a_log_is_one_tap_and_with_effort_two(ada: Resident) -> None:
    await ada.goes_to("2027-03-08 17:01")
    messages = len(ada.new_messages())
    await ada.taps("Done")
    assert ada.toast == "Saved. 1 of 4 this week."
    shown = await ada.taps("5–6 steady")
    assert shown.text.startswith("Done: full body, then finisher")
    assert (len(ada.taps_made), len(ada.new_messages()) - messages, typed(ada)) == (2, 0, [])


async def test_a_typed_log_is_one_message_and_one_tap(ada: Resident) -> None:
    await ada.says("squat 3x5 100 rpe8")
    messages = len(ada.new_messages())
    await ada.taps("Save")
    assert ada.toast.startswith("Saved.")
    assert (len(ada.taps_made), len(typed(ada)), len(ada.new_messages()) - messages) == (1, 1, 0)


async def test_a_month_sends_two_messages_a_day_and_one_silent_question_at_most(ada: Resident) -> None:
    bea = ada.town.arrives("Bea", "Europe/London", "en-GB")
    await bea.says("/start")
    await tap_through(bea, TWO_ON_WEDNESDAY)
    while "Start this plan" not in bea.phone.last().labels:
        await bea.taps_exactly(bea.phone.last().labels[0], bea.phone.last().message_id)
    await bea.taps("Start this plan")
    begun = len(bea.new_messages())
    for week in range(4):
        for weekday in range(7):
            day = date.fromordinal(date(2027, 3, 8).toordinal() + 7 * week + weekday)
            await ada.goes_to(f"{day} 20:30")
            await bea.forges("1|menu|today|show")  # looks, and logs nothing
            if week < 3 and ada.phone.last().labels[:1] == ("Done",):
                await tap_through(ada, ("Done", "5–6 steady"))
    for resident in (ada, bea):
        assert unasked_problems(resident) == []
    assert len(bea.new_messages()) - begun > 30


def unasked_problems(resident: Resident) -> list[str]:
    """Days with too much of it, and messages at night or with a sound that should have none."""
    found: list[str] = []
    loud: Counter[date] = Counter()
    questions: Counter[date] = Counter()
    for at, first, silent in resident.unasked():
        (questions if first.startswith(FOLLOW_UP) else loud)[at.date()] += 1
        if at.time() >= QUIET[0] or at.time() < QUIET[1]:
            found.append(f"at night: {at} {first}")
        if first.startswith(FOLLOW_UP) and not silent:
            found.append(f"not silent: {at} {first}")
    found += [f"{n} messages on {day}" for day, n in loud.items() if n > 2]
    return found + [f"{n} questions on {day}" for day, n in questions.items() if n > 1]
