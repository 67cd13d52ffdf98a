"""Anna's first month: set up by tapping, reminded on her clock, logging good and bad, reviewed every Sunday."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.messages import Renderer
from bot.simulator.waiting import until
from bot.voice import Voice
from handlers.listing import listed
from tests.stories.stage import PATIENCE_SECONDS, Athlete, stage

pytestmark = [pytest.mark.story, pytest.mark.timeout(600)]

# Summer time begins in London on Sunday 28 March 2027, in the third week of the story.
MONDAY = date(2027, 3, 8)
TRAINING_DAYS = ("Mon", "Wed", "Fri")


async def test_a_first_month(tmp_path: Path) -> None:
    """Nothing is lost and nothing comes twice, with a kill in the set-up and one in the middle of a log."""
    async with stage(tmp_path, "Europe/London", "2027-03-08 07:00") as scene:
        anna = Athlete(scene.simulator.add_person("Anna", "en-GB"), scene)
        await scene.start_bot()

        await set_up(anna)
        await anna.sees_pinned(lambda text: text.startswith("This week, from Monday 8 Mar"))
        pinned = anna.pinned()
        assert introduced(anna) == []
        reviews = [await week(anna, number) for number in range(4)]
        await change_the_fifth_week(anna)

        assert reminded_days(anna) == expected_days(4)
        assert all(hour == 17 for hour in reminder_hours(anna))
        assert any("small step up" in review for review in reviews)
        assert any("lighter" in review for review in reviews)
        assert nothing_came_twice(anna)
        assert anna.pinned().message_id == pinned.message_id
        assert len(scene.simulator.ledger.accepted("pinChatMessage")) == 1
        assert "Traceback" not in scene.log()


async def set_up(anna: Athlete) -> None:
    """Twelve taps on first buttons; the bot is killed after the fifth and goes on where it was."""
    await anna.says("/start", then="planned together")
    await anna.taps("Agree and set up my plan", then="Step 1 of 8")
    await anna.taps("18–34", then="Step 2 of 8")
    await anna.taps("None of these", then="Step 3 of 8")
    await anna.taps("Both: strong and fit", then="Step 4 of 8")
    await anna.stage.kill_bot()
    anna.person.tap("No event")
    await anna.stage.start_bot()
    await anna.sees("Step 5 of 8")
    await anna.taps("Mon, Wed, Fri", then="usual time")
    await anna.taps("Evening, 60 min: next ›", then="lifting experience")
    await anna.taps("Not yet", then="cardio experience")
    await anna.taps("Not yet", then="Step 7 of 8")
    await anna.taps("A full gym", then="Step 8 of 8")
    right = next(label for label in anna.messages()[-1].labels if label.startswith("Yes, "))
    await anna.taps(right, then="Your first week")
    await anna.taps("Start this plan", then="This week")


async def week(anna: Athlete, number: int) -> str:
    """One week: reminded at 17:00, logged after training; returns what Sunday's review says."""
    monday = MONDAY + timedelta(weeks=number)
    for offset, name in zip((0, 2, 4), TRAINING_DAYS, strict=True):
        day = monday + timedelta(days=offset)
        await anna.stage.go_to(f"{day} 17:01")
        await until(anna.stage.simulator, partial(was_reminded, anna, f"{day:%a %d %b}"), PATIENCE_SECONDS)
        await anna.stage.go_to(f"{day} 19:05")
        before = anna.pinned().text
        assert before.startswith(f"Week of {monday.day} {monday:%b}: ")
        await log(anna, number, name)
        await until(anna.stage.simulator, partial(is_answered, anna), PATIENCE_SECONDS)
        await anna.sees_pinned(partial(differs, before))
    sunday = monday + timedelta(days=6)
    await anna.stage.go_to(f"{sunday} 18:01")
    return (await anna.sees("This week:")).text


async def change_the_fifth_week(anna: Athlete) -> None:
    """The pinned week turns by itself, and shows a move and a skip."""
    monday = MONDAY + timedelta(weeks=4)
    await anna.stage.go_to(f"{monday} 00:05")
    turned = await anna.sees_pinned(lambda text: text.startswith(f"Week of {monday.day} {monday:%b}: 0 of "))
    await anna.says("/move", then="Move ")
    day = next(label for label in anna.messages()[-1].labels if label.startswith("Tue"))
    await anna.taps(day, then="Moved")
    assert "Tue 18:00" not in turned
    await anna.sees_pinned(lambda text: "Tue 18:00" in text)
    await anna.says("/skip", then="What got in the way?")
    await anna.taps("Tired", then="Skipped")
    await anna.sees_pinned(lambda text: ": skipped" in text)


def introduced(anna: Athlete) -> list[str]:
    """The languages in which the menu or a description isn't what the templates say."""
    renderer, profile = Renderer(), anna.stage.simulator.world.profile
    chat = anna.stage.simulator.world.chats[anna.person.user_id]
    return [
        language
        for language in renderer.languages
        if tuple((c["command"], c["description"]) for c in profile.menu(chat, language))
        != listed(renderer, language)
        or profile.description(language) != renderer.text("profile/description", Voice(language), {})
        or not profile.short_descriptions.get(language, profile.short_descriptions[""])
    ]


def differs(before: str, text: str) -> bool:
    """Whether the first line, which counts what is done, is another one."""
    return text.partition("\n")[0] != before.partition("\n")[0]


async def log(anna: Athlete, number: int, name: str) -> None:
    """Good weeks feel as planned; in the third everything is maximal and the nights are short."""
    if number == 1 and name == "Wed":
        await log_through_a_kill(anna)
    elif number == 2:
        await anna.says("/health", then="How are you?")
        await anna.taps("Slept badly", then="")
        await log_by_command(anna, "9–10 maximal")
    else:
        await anna.taps("Done", then="How hard was it?")
        await anna.taps("5–6 steady", then="this week")


async def log_by_command(anna: Athlete, effort: str) -> None:
    """/log, one tap, and how hard it was."""
    shown = await anna.says("/log", then="What did you do?")
    label = next(label for label in shown.labels if label.startswith("Today"))
    await anna.taps(label, then="How hard was it?")
    await anna.taps(effort, then="this week")


async def log_through_a_kill(anna: Athlete) -> None:
    """The bot dies between the tap and its answer; the log is there once, and Done again changes nothing."""
    await anna.sees("Today 18:00")
    await anna.stage.kill_bot()
    anna.person.tap("Done")
    anna.person.tap("Done")
    await anna.stage.start_bot()
    await anna.sees("How hard was it?")
    await anna.taps("5–6 steady", then="this week")


def was_reminded(anna: Athlete, day: str) -> bool:
    """Whether the latest reminder is that day's; an older one still says "Today"."""
    return reminded_days(anna)[-1:] == [day]


def is_answered(anna: Athlete) -> bool:
    """Whether no message asks any longer how hard it was."""
    return not any("5–6 steady" in message.labels for message in anna.messages())


def reminded_days(anna: Athlete) -> list[str]:
    """The local dates on which a reminder came, in order."""
    return [f"{moment:%a %d %b}" for moment in reminder_moments(anna)]


def reminder_hours(anna: Athlete) -> list[int]:
    """The local hours at which they came."""
    return [moment.hour for moment in reminder_moments(anna)]


def reminder_moments(anna: Athlete) -> list[datetime]:
    """When messages that began as a reminder of the day were sent, on Anna's clock."""
    calls = anna.stage.simulator.ledger.accepted("sendMessage")
    sent = [call for call in calls if "18:00: " in call.text and "Today" in call.text.split("\n", 1)[0]]
    return [anna.stage.local(call.at) for call in sent]


def expected_days(weeks: int) -> list[str]:
    """Monday, Wednesday and Friday of each week."""
    days = (MONDAY + timedelta(weeks=w, days=d) for w in range(weeks) for d in (0, 2, 4))
    return [f"{day:%a %d %b}" for day in days]


def nothing_came_twice(anna: Athlete) -> bool:
    """No text of a reminder or a review was sent in two messages."""
    calls = anna.stage.simulator.ledger.accepted("sendMessage")
    firsts = Counter((call.at.date(), call.text.split("\n", 1)[0]) for call in calls)
    return all(
        count == 1 for (_, line), count in firsts.items() if line.startswith(("Today 18", "This week:"))
    )
