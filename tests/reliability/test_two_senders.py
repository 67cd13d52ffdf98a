"""D5: the statements of two senders in every order; none claims what the other has, no late mark counts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

import pytest
from sqlalchemy import delete, select

from bot.coaching.delivering import Claimed, Fate, Verdict
from bot.coaching.outgoing import Kind, Outgoing, Screen
from bot.storage.database import Storage
from bot.storage.outbox_queue import LEASE, SqlQueue
from bot.storage.tables import outbox
from tests.reliability.harness.results import measured
from tests.reliability.harness.sizes import SEED, SOAK, until_the_box_is_full
from tests.reliability.harness.turns import gate, interleave
from tests.storage.conftest import NOW

LATER = NOW + LEASE + timedelta(seconds=1)
# An answer is tried again, now or (while its row is locked) at the next look; a reminder never is.
STEPS = {Kind.REPLY: 9, Kind.REMINDER: 5}  # to recover, and to claim what is there again
RECOVERED = {Kind.REPLY: [(1, "sending", 2), (0, "pending", 1)], Kind.REMINDER: [(0, "unknown", 1)]}
DRAWN = 50
SELECTION = "tests/reliability/test_two_senders.py"
POSTGRES = pytest.param("postgresql", marks=pytest.mark.postgres)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(0),
    pytest.mark.parametrize("config", [POSTGRES], indirect=True),
]


def orders(first: int, second: int) -> Iterator[tuple[int, ...]]:
    """Every order of so many steps of two sessions; in a small run some of them, one after the other among them."""
    both = first + second
    found = [tuple(int(n not in mine) for n in range(both)) for mine in combinations(range(both), first)]
    chosen = [found[0], found[-1], *random.Random(SEED).sample(found, len(found) if SOAK else DRAWN)]
    return (chosen[n] for n in until_the_box_is_full(len(chosen)))


async def only_message(storage: Storage, kind: Kind) -> None:
    async with storage.unit() as unit:
        await unit.outbox.add(Outgoing(42, Screen("x"), kind, "one"), NOW)


async def fate(storage: Storage) -> tuple[str, int]:
    """Status and attempt of the message, which is taken away."""
    async with storage.connection() as connection:
        row = (await connection.execute(select(outbox.c.status, outbox.c.attempt))).one()
        await connection.execute(delete(outbox))
    return row.status, row.attempt


async def test_two_senders_never_hold_the_same_message(storage: Storage) -> None:
    queue = SqlQueue(storage)
    gate(storage.engine)

    async def send() -> int:
        claimed = await queue.claim(NOW, 1, "someone")
        for one in claimed:
            assert await queue.settle(one, Verdict(Fate.SENT, 7), NOW)
        return len(claimed)

    with measured("D5", "claim and mark of two senders, every order", SELECTION) as result:
        for order in orders(8, 8):
            await only_message(storage, Kind.REPLY)
            held = sum(await interleave([send, send], order))
            assert (held, await fate(storage)) == (1, ("sent", 1)), order
            result.runs += 1
        result.note = "orders"


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.REMINDER])
async def test_a_late_mark_never_counts(storage: Storage, kind: Kind) -> None:
    queue = SqlQueue(storage)
    gate(storage.engine)

    with measured("D5", f"a late mark beside recovery and a second claim ({kind})", SELECTION) as result:
        for order in orders(3, STEPS[kind]):
            await only_message(storage, kind)
            (stale,) = await queue.claim(NOW, 1, "slow")

            async def wake(held: Claimed = stale) -> bool:
                return await queue.settle(held, Verdict(Fate.SENT, 7), LATER)

            async def recover() -> int:
                await queue.recover(LATER)
                return len(await queue.claim(LATER, 1, "other"))

            kept, taken = await interleave([wake, recover], order)
            status, attempt = await fate(storage)
            if kept:
                assert (taken, status, attempt) == (0, "sent", 1), order
            else:
                assert (taken, status, attempt) in RECOVERED[kind], order
            result.runs += 1
        result.note = "orders"
