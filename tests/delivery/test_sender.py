"""From the outbox to a person's phone, with everything that goes wrong on the way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from telegram import Bot

from bot.clock import FixedClock
from bot.coaching.outgoing import Attachment, Button, Kind, Outgoing, Screen
from bot.delivery.sender import ATTEMPT_SECONDS, RECOVER_EVERY_SECONDS, Sender, TokenRevoked
from bot.simulator.core import Person, Simulator
from bot.simulator.core.faults import Fault, FaultKind
from bot.storage.database import Storage
from bot.storage.outbox_queue import LEASE, SqlQueue
from bot.storage.tables import outbox
from tests.simulator.pictures import png
from tests.telegrams import Seconds, texts


@pytest.fixture
def sender(bot: Bot, storage: Storage, clock: FixedClock, seconds: Seconds) -> Sender:
    return Sender(bot, SqlQueue(storage), clock, owner="a", seconds=seconds)


@pytest.fixture
def hello(anna: Person) -> Outgoing:
    return Outgoing(
        anna.user_id, Screen("<b>hello</b>", ((Button("Done", "1|c|a|done"),),)), Kind.REPLY, "u1.1"
    )


async def send(storage: Storage, sender: Sender, *messages: Outgoing) -> None:
    async with storage.unit() as unit:
        for one in messages:
            await unit.outbox.add(one, storage.clock.now())
    await deliver(sender)


async def deliver(sender: Sender) -> None:
    while await sender.turn():
        await sender.settled()


async def rows(storage: Storage) -> dict[str, tuple[str, int | None]]:
    async with storage.connection() as connection:
        found = await connection.execute(select(outbox.c.idem, outbox.c.status, outbox.c.message_id))
        return {row.idem: (row.status, row.message_id) for row in found}


async def test_a_message_arrives_with_its_buttons(
    storage: Storage, sender: Sender, anna: Person, hello: Outgoing
) -> None:
    await send(storage, sender, hello)
    assert (anna.last().text, anna.last().labels) == ("hello", ("Done",))
    assert await rows(storage) == {"u1.1": ("sent", anna.last().message_id)}


async def test_an_edit_changes_the_message_in_place(
    storage: Storage, sender: Sender, anna: Person, hello: Outgoing
) -> None:
    await send(storage, sender, hello)
    number = anna.last().message_id
    changed = replace(hello, screen=Screen("changed"), edit_message_id=number)
    await send(storage, sender, replace(changed, idem="2"), replace(changed, idem="3"))
    assert texts(anna) == ["changed"]
    assert await rows(storage) == dict.fromkeys(("u1.1", "2", "3"), ("sent", number))


async def test_an_edit_of_a_deleted_message_becomes_a_new_one(
    storage: Storage, sender: Sender, anna: Person, hello: Outgoing
) -> None:
    await send(storage, sender, hello)
    anna.delete(anna.last().message_id)
    await send(storage, sender, replace(hello, idem="2", edit_message_id=2, screen=Screen("again")))
    assert texts(anna) == ["again"]
    assert (await rows(storage))["2"] == ("sent", anna.last().message_id)


async def test_an_edit_that_must_stay_one_is_not_sent_for_a_deleted_message(
    storage: Storage, sender: Sender, anna: Person, hello: Outgoing
) -> None:
    await send(storage, sender, hello)
    number = anna.last().message_id
    anna.delete(number)
    week = replace(hello, idem="2", edit_message_id=number, only_edit=True, screen=Screen("week 2"))
    await send(storage, sender, week)
    assert texts(anna) == []
    assert (await rows(storage))["2"] == ("failed", None)


async def test_a_message_is_pinned_and_another_removed(
    storage: Storage, sender: Sender, anna: Person, hello: Outgoing
) -> None:
    await send(storage, sender, hello)
    first = anna.last().message_id
    await send(storage, sender, replace(hello, idem="2", pin=True, delete_message_id=first))
    pinned = anna.pinned()
    assert pinned is not None
    assert [m.message_id for m in anna.chat() if m.from_bot and m.text] == [pinned.message_id]


async def test_a_picture_is_sent_and_replaced(
    storage: Storage, sender: Sender, anna: Person, hello: Outgoing
) -> None:
    picture = Attachment("photo", "week.png", "image/png", png(8, 6))
    shown = replace(hello, screen=Screen("<i>your week</i>", attachment=picture), kind=Kind.FILE)
    await send(storage, sender, shown)
    assert anna.last().file is not None
    await send(storage, sender, replace(shown, idem="2", edit_message_id=anna.last().message_id))
    assert await rows(storage) == {n: ("sent", anna.last().message_id) for n in ("u1.1", "2")}


async def test_refused_markup_is_sent_as_plain_text(
    storage: Storage, sender: Sender, anna: Person, hello: Outgoing
) -> None:
    await send(storage, sender, replace(hello, screen=Screen("<b>a <b1 & b")))
    assert len(texts(anna)) == 1
    assert (await rows(storage))["u1.1"][0] == "sent"


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.HANG, FaultKind.SERVER_ERROR_AFTER])
async def test_a_reminder_with_a_doubtful_outcome_is_never_sent_again(
    storage: Storage, sender: Sender, simulator: Simulator, anna: Person, hello: Outgoing, kind: FaultKind
) -> None:
    simulator.faults.add(Fault(kind, method="sendMessage"))
    await send(storage, sender, replace(hello, kind=Kind.REMINDER))
    await deliver(sender)
    assert texts(anna) == ["hello"]
    assert await rows(storage) == {"u1.1": ("unknown", None)}


@pytest.mark.parametrize(("kind", "copies"), [(FaultKind.DROP_AFTER, 2), (FaultKind.DROP_BEFORE, 1)])
async def test_an_answer_with_a_doubtful_outcome_is_sent_once_more(
    storage: Storage,
    sender: Sender,
    simulator: Simulator,
    clock: FixedClock,
    anna: Person,
    hello: Outgoing,
    kind: FaultKind,
    copies: int,
) -> None:
    simulator.faults.add(Fault(kind, method="sendMessage"))
    await send(storage, sender, hello)
    clock.advance(timedelta(seconds=1))
    await deliver(sender)
    assert texts(anna) == ["hello"] * copies
    assert (await rows(storage))["u1.1"][0] == "sent"


async def test_a_pause_that_telegram_asks_for_is_kept(
    storage: Storage, sender: Sender, simulator: Simulator, clock: FixedClock, anna: Person, hello: Outgoing
) -> None:
    simulator.faults.add(Fault(FaultKind.TOO_MANY, method="sendMessage", seconds=7))
    await send(storage, sender, replace(hello, kind=Kind.REMINDER))
    clock.advance(timedelta(seconds=6))
    await deliver(sender)
    assert texts(anna) == []
    clock.advance(timedelta(seconds=1))
    await deliver(sender)
    assert texts(anna) == ["hello"]


async def test_someone_who_blocked_us_gets_nothing_more(
    storage: Storage, sender: Sender, simulator: Simulator, anna: Person, hello: Outgoing
) -> None:
    async with storage.unit() as unit:
        await unit.people.add(anna.user_id, anna.user_id, "en", storage.clock.now())
    anna.block()
    await send(storage, sender, hello, replace(hello, idem="2"))
    assert await rows(storage) == {"u1.1": ("failed", None), "2": ("cancelled", None)}
    async with storage.look() as unit:
        person = await unit.people.by_telegram(anna.user_id)
    assert person is not None
    assert not person.reachable


async def test_a_message_that_telegram_refuses_does_not_stop_the_next(
    storage: Storage, sender: Sender, anna: Person, hello: Outgoing
) -> None:
    await send(storage, sender, replace(hello, screen=Screen("a" * 5000)), replace(hello, idem="2"))
    assert texts(anna) == ["hello"]
    assert (await rows(storage))["u1.1"] == ("failed", None)


async def test_a_revoked_token_ends_the_sender_and_keeps_the_message(
    storage: Storage, sender: Sender, simulator: Simulator, hello: Outgoing
) -> None:
    simulator.token = "1:revoked"
    async with storage.unit() as unit:
        await unit.outbox.add(hello, storage.clock.now())
    with pytest.raises(TokenRevoked):
        await sender.run()
    assert (await rows(storage))["u1.1"] == ("pending", None)


async def test_no_more_than_the_budget_is_taken(
    storage: Storage, bot: Bot, clock: FixedClock, seconds: Seconds, simulator: Simulator
) -> None:
    sender = Sender(bot, SqlQueue(storage), clock, owner="a", per_second=3, seconds=seconds)
    people = [simulator.add_person(f"P{n}", started=True) for n in range(5)]
    async with storage.unit() as unit:
        for n, person in enumerate(people):
            await unit.outbox.add(Outgoing(person.user_id, Screen("x"), Kind.REPLY, f"{n}"), clock.now())
    await deliver(sender)
    assert sum(len(texts(person)) for person in people) == 3
    seconds.at += 1
    await deliver(sender)
    assert sum(len(texts(person)) for person in people) == 5


async def test_an_attempt_ends_within_its_lease_and_counts_as_doubtful(
    storage: Storage,
    bot: Bot,
    simulator: Simulator,
    clock: FixedClock,
    seconds: Seconds,
    hello: Outgoing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def never_ends(*_args: object, **_kwargs: object) -> object:
        return await asyncio.Event().wait()

    sender = Sender(bot, SqlQueue(storage), clock, owner="a", attempt_seconds=0.01, seconds=seconds)
    monkeypatch.setattr(type(bot), "do_api_request", never_ends)
    await send(storage, sender, replace(hello, kind=Kind.REMINDER))
    assert await rows(storage) == {"u1.1": ("unknown", None)}
    assert timedelta(seconds=ATTEMPT_SECONDS) < LEASE


async def test_a_clock_that_jumps_takes_no_message_from_the_sender_that_is_sending_it(
    storage: Storage,
    bot: Bot,
    sender: Sender,
    clock: FixedClock,
    seconds: Seconds,
    anna: Person,
    hello: Outgoing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, may_end, real = asyncio.Event(), asyncio.Event(), type(bot).do_api_request

    async def slow(*arguments: Any, **more: Any) -> Any:
        begun.set()
        await may_end.wait()
        return await real(*arguments, **more)

    monkeypatch.setattr(type(bot), "do_api_request", slow)
    async with storage.unit() as unit:
        await unit.outbox.add(hello, storage.clock.now())
    await sender.turn()
    await begun.wait()
    clock.advance(2 * LEASE)
    seconds.at += RECOVER_EVERY_SECONDS
    assert await sender.turn() == 0
    may_end.set()
    await sender.settled()
    await deliver(sender)
    assert texts(anna) == ["hello"]
    assert await rows(storage) == {"u1.1": ("sent", anna.last().message_id)}


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.REMINDER])
async def test_what_was_held_for_too_long_is_given_back_unsent(
    storage: Storage, sender: Sender, clock: FixedClock, anna: Person, hello: Outgoing, kind: Kind
) -> None:
    """The process slept between taking and sending: someone else may be sending it by now."""
    async with storage.unit() as unit:
        await unit.outbox.add(replace(hello, kind=kind), storage.clock.now())
    await sender.turn()
    clock.advance(LEASE)
    await sender.settled()
    assert (texts(anna), await rows(storage)) == ([], {"u1.1": ("pending", None)})
    await deliver(sender)
    assert texts(anna) == ["hello"]
