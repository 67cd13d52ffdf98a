"""S1: every command and button, tried by everyone who isn't the owner; nothing is seen and nothing is changed."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, or_, select

from bot.storage.tables import inbox
from handlers import router
from tests.handlers.town import Resident, Town
from tests.reliability.harness.sizes import size
from tests.security.conftest import (
    CANARY,
    Explored,
    buttons_of,
    explore,
    held,
    kinds_in_templates,
    settles,
    written_to,
)

MADE_UP = size(200, 20_000)
ANONYMOUS_ADMIN = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


async def failed(town: Town) -> int:
    """How many updates raised something."""
    query = (
        select(func.count()).select_from(inbox).where(or_(inbox.c.status == "parked", inbox.c.attempts > 0))
    )
    async with town.storage.connection() as connection:
        return int((await connection.execute(query)).scalar_one())


def attempts(found: frozenset[str]) -> list[str]:
    """What was on the owner's screens, and every kind of button with each of their ids and actions."""
    ids = sorted({data.split("|")[2] for data in found})
    actions = sorted({data.split("|")[3] for data in found})
    made = {
        f"1|{kind}|{one}|{action}"
        for number, kind in enumerate(sorted(router.REGISTRY.taps))
        for index, one in enumerate(ids)
        for action in actions[(number + index) % 5 :: 5]
    }
    return sorted(found) + sorted(made - found)[:: max(1, len(made) // MADE_UP)]


def test_every_kind_of_button_has_its_handler_and_every_handler_its_button() -> None:
    assert kinds_in_templates() == router.REGISTRY.taps.keys() | {"menu"}


async def test_what_an_owner_can_do_they_can_do(owner: Resident) -> None:
    before = await held(owner)
    assert CANARY in before
    assert len(await explore(owner, 20)) > 40
    assert await failed(owner.town) == 0


async def test_another_user_sees_and_changes_nothing(explored: Explored, walked: Resident) -> None:
    owner, found = walked, explored.found
    bob = await settles(owner)
    newest, before = owner.phone.last().message_id, await held(owner)
    for data in attempts(found):
        await bob.forges(data)
    for command in router.REGISTRY.commands:
        await bob.says(f"/{command} {CANARY[:3]}")
    assert CANARY not in written_to(bob)
    assert await held(owner) == before
    assert owner.phone.last().message_id == newest
    assert await failed(owner.town) == 0


async def test_a_newcomer_gets_no_further_than_the_set_up(explored: Explored, walked: Resident) -> None:
    owner, found = walked, explored.found
    before = await held(owner)
    newcomer = owner.town.arrives("Eve", "Europe/London")
    await newcomer.says("/start")
    for data in sorted(found):
        await newcomer.forges(data)
    assert CANARY not in written_to(newcomer)
    assert await held(owner) == before
    assert await failed(owner.town) == 0


async def test_old_buttons_of_an_erased_person_show_nothing_old(explored: Explored, walked: Resident) -> None:
    owner, found = walked, explored.found
    await owner.says("/delete")
    await owner.taps("Delete")
    gone = owner.phone.last().message_id
    assert await held(owner) == ""
    for data in sorted(found):
        await owner.forges(data)
    assert CANARY not in written_to(owner, since=gone)
    assert CANARY not in await held(owner)
    assert await failed(owner.town) == 0


async def test_in_a_group_nobody_sees_anything_personal(owner: Resident, bob: Resident) -> None:
    town = owner.town
    group = town.simulator.add_group("Gym", [owner.phone, bob.phone])
    before = await held(owner)
    for member in (owner, bob):
        for command in router.REGISTRY.commands:
            member.phone.say(f"/{command}", chat_id=group)
        member.phone.say(f"squat 3x5 100 {CANARY}-more", chat_id=group)
    await town.settle()
    shown = [m for m in owner.phone.chat(group) if m.from_bot]
    assert {m.text for m in shown} <= {shown[0].text}
    assert not any(button.data for m in shown for row in m.buttons for button in row)
    assert await held(owner) == before


def _in_group(update: dict[str, Any], chat: dict[str, Any], sender: dict[str, Any]) -> dict[str, Any]:
    return {"message_id": 5, "date": 1, "chat": chat, "from": sender, **update}


@pytest.mark.parametrize("kind", ["supergroup", "channel"])
async def test_anonymous_admins_channels_and_taps_in_groups_reach_nobodys_data(
    owner: Resident, kind: str
) -> None:
    town, before = owner.town, await held(owner)
    mine = owner.phone.user.as_json()
    chat = {"id": -1001, "type": kind, "title": "Gym"}
    message = _in_group({"text": "/export"}, chat, ANONYMOUS_ADMIN)
    for data in sorted(buttons_of(owner)):
        tap = {"id": "77", "from": mine, "message": message, "data": data, "chat_instance": "1"}
        town.simulator.world.push("callback_query", -1001, tap)
    town.simulator.world.push("message", -1001, message)
    town.simulator.world.push("message", -1001, {**message, "sender_chat": chat, "text": "/delete"})
    await town.settle()
    calls = [c for c in town.simulator.ledger.accepted() if c.chat_id == -1001]
    assert all(CANARY not in call.text for call in calls)
    assert await held(owner) == before
