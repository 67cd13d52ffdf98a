"""/whatif: seen before it is saved, had by one tap, and nothing happens to who only looks."""

from __future__ import annotations

from rules.athlete import Goal, Profile
from tests.handlers.town import Resident


async def profile_of(resident: Resident) -> Profile:
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        state = await unit.training.state(person.id)
    assert state is not None
    return state.profile


def days(profile: Profile) -> list[int]:
    return [day for day in range(7) if profile.availability[day]]


async def test_looking_saves_nothing_and_stays_in_one_message(ada: Resident) -> None:
    before = await profile_of(ada)
    home = await ada.says("/whatif")
    sent = len(ada.new_messages())
    await ada.taps("A day less")
    shown = await ada.taps("Without Friday")
    assert shown.message_id == home.message_id
    assert shown.text.startswith("Without Friday\nFewer ")
    assert "Nothing is saved yet." in shown.text
    back = await ada.taps("‹ Back")
    assert back.text == home.text
    assert await profile_of(ada) == before
    assert len(ada.new_messages()) == sent


async def test_what_is_wanted_applies_from_tomorrow(ada: Resident) -> None:
    await ada.says("/whatif")
    await ada.taps("A day less")
    await ada.taps("Without Friday")
    done = await ada.taps("Change it from tomorrow")
    assert done.text.startswith("Changed, from tomorrow on")
    assert days(await profile_of(ada)) == [0, 2]
    await ada.says("/whatif")
    assert (await ada.taps("A day less")).labels[:2] == ("Without Monday", "Without Wednesday")


async def test_a_goal_and_a_day_more_are_had_too(ada: Resident) -> None:
    await ada.says("/whatif")
    await ada.taps("Another goal")
    await ada.taps("Goal: get stronger")
    await ada.taps("Change it from tomorrow")
    await ada.says("/whatif")
    await ada.taps("A day more")
    await ada.taps("Tuesday too")
    await ada.taps("Change it from tomorrow")
    changed = await profile_of(ada)
    assert (changed.goal, days(changed)) == (Goal.STRENGTH, [0, 1, 2, 4])
    assert changed.availability[1] == changed.availability[0]


async def test_a_button_that_is_over_shows_what_can_be_tried_now(ada: Resident) -> None:
    await ada.says("/whatif")
    await ada.taps("A day less")
    await ada.taps("Without Friday")
    await ada.taps("Change it from tomorrow")
    for data in (
        "1|whatif|less-4|have",
        "1|whatif|less-4|try",
        "1|whatif|later-half|try",
        "1|whatif|less-x|try",
    ):
        seen = await ada.forges(data)
        assert seen.text.startswith("What if?")
    assert days(await profile_of(ada)) == [0, 2]


async def test_a_day_that_changes_nothing_says_why(ada: Resident) -> None:
    await ada.says("/whatif")
    for day in ("Tuesday", "Saturday"):
        await ada.taps("A day more")
        await ada.taps(f"{day} too")
        await ada.taps("Change it from tomorrow")
        await ada.says("/whatif")
    await ada.taps("A day more")
    shown = await ada.taps("Sunday too")
    assert "Nothing changes: your plan uses 5 days a week" in shown.text
    assert "much as it is" not in shown.text
