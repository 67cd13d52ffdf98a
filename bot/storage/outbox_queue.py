"""The outbox as the sender sees it: claims under a lease, marks fenced by the attempt, holds for all processes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    Text,
    and_,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.coaching.delivering import Claimed, Fate, Verdict
from bot.coaching.people import Status
from bot.coaching.ports import ReminderStatus
from bot.crashpoints import Point, crash
from bot.storage import leases
from bot.storage.database import Storage
from bot.storage.dialects import upsert
from bot.storage.fields import Fields
from bot.storage.outbox import open_outgoing
from bot.storage.reminders import put_back
from bot.storage.sealing import KeyGone, Unreadable
from bot.storage.tables import outbox, person, reminder, send_limit

log = structlog.get_logger("tandem.storage")

LEASE = timedelta(seconds=60)
SENDER_LEASE = timedelta(seconds=30)
DOUBTS_ALLOWED = 2
EVERYWHERE = "all"
GONE: dict[str, Any] = {"body": None, "attachment": None}


class SqlQueue:
    """What `bot.coaching.delivering.Queue` asks for."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def claim(self, now: datetime, limit: int, owner: str) -> Sequence[Claimed]:
        """Take up to `limit` messages: answers first, in order within a chat, one at a time per chat."""
        async with self._storage.reader.connect() as connection:
            if (await connection.execute(_claimable(now).limit(1))).first() is None:
                return []
        async with self._storage.connection() as connection:
            await _expire(connection, now)
            ids = (
                await connection.execute(_claimable(now).limit(limit).with_for_update(skip_locked=True))
            ).scalars()
            lease = {"status": "sending", "lease_until": now + LEASE, "lease_owner": owner}
            take = (
                update(outbox).where(outbox.c.id.in_(ids.all())).values(attempt=outbox.c.attempt + 1, **lease)
            )
            rows = (await connection.execute(take.returning(outbox))).all()
            crash(Point.OUTBOX_CLAIMED)
            fields = Fields(connection, self._storage.vault, now)
            wanted = await _still_wanted(connection, rows, now)
            opened = [await self._open(connection, fields, row, now) for row in sorted(wanted, key=_order)]
        crash(Point.OUTBOX_CLAIM_COMMITTED)
        return [one for one in opened if one is not None]

    async def settle(self, claimed: Claimed, verdict: Verdict, now: datetime) -> bool:
        """Mark a message; False when another sender has taken it meanwhile.

        What was sent and isn't marked comes twice, or nobody ever knows: this waits for a database that is away.
        """
        values: dict[str, Any] = {"status": verdict.fate.value, "last_error": verdict.error or None}
        if verdict.doubt:
            values["doubts"] = outbox.c.doubts + 1
        if verdict.fate is Fate.PENDING:
            values["not_before"] = verdict.not_before
        else:
            values |= {**GONE, "settled_at": now, "message_id": verdict.message_id}
        mine = and_(
            outbox.c.id == claimed.id, outbox.c.attempt == claimed.attempt, outbox.c.status == "sending"
        )
        kept = await self._storage.insist(lambda: self._mark(mine, values, claimed, verdict, now))
        crash(Point.OUTBOX_SETTLE_COMMITTED)
        return kept

    async def _mark(
        self,
        mine: ColumnElement[bool],
        values: dict[str, Any],
        claimed: Claimed,
        verdict: Verdict,
        now: datetime,
    ) -> bool:
        async with self._storage.connection() as connection:
            kept = (await connection.execute(update(outbox).where(mine).values(values))).rowcount > 0
            if kept:
                await _remember(connection, claimed, verdict, now)
            crash(Point.OUTBOX_SETTLED)
        return kept

    async def recover(self, now: datetime, mine: Sequence[int] = ()) -> int:
        """Settle what a dead sender left: unasked messages become unknown, replies get their second attempt.

        `mine` are the rows that the caller is sending: whatever the clock says of their leases, it isn't dead.
        """
        again = and_(outbox.c.unasked.is_(False), outbox.c.doubts + 1 < DOUBTS_ALLOWED)
        over = or_(outbox.c.lease_until < now, outbox.c.lease_until > now + LEASE + leases.SKEW)
        lost = and_(outbox.c.status == "sending", over, outbox.c.id.not_in(mine))
        final = and_(lost, ~again)
        async with self._storage.connection() as connection:
            given_up = (
                update(outbox)
                .where(final)
                .values(status="unknown", last_error="lease ran out", settled_at=now, **GONE)
            )
            count = (await connection.execute(given_up)).rowcount
            retried = (
                update(outbox)
                .where(lost)
                .values(status="pending", doubts=outbox.c.doubts + 1, not_before=now)
            )
            return int(count + (await connection.execute(retried)).rowcount)

    async def hold(self, chat_id: int, until: datetime, now: datetime) -> None:
        """Telegram asked for a pause: no process sends to this chat; to none at all once two chats are held."""
        async with self._storage.connection() as connection:
            await upsert(connection, send_limit, {"scope": str(chat_id), "not_before": until})
            held = (
                select(func.count())
                .select_from(send_limit)
                .where(send_limit.c.not_before > now, send_limit.c.scope != EVERYWHERE)
            )
            if (await connection.execute(held)).scalar_one() >= 2:
                await upsert(connection, send_limit, {"scope": EVERYWHERE, "not_before": until})

    async def live_senders(self, owner: str, now: datetime) -> int:
        """How many senders share the budget; says that this one lives."""
        async with self._storage.connection() as connection:
            await leases.renew(connection, f"sender:{owner}", owner, now, SENDER_LEASE)
            return await leases.living(connection, "sender:", now)

    async def _open(
        self, connection: AsyncConnection, fields: Fields, row: Row[Any], now: datetime
    ) -> Claimed | None:
        try:
            outgoing = await open_outgoing(fields, row)
        except (KeyGone, Unreadable) as error:
            log.error("a message doesn't open", corr=row.idem, reason=type(error).__name__)
            failed = {"status": "failed", "last_error": type(error).__name__, "settled_at": now, **GONE}
            await connection.execute(update(outbox).where(outbox.c.id == row.id).values(failed))
            return None
        return Claimed(row.id, row.attempt, row.doubts, row.created_at, outgoing)


def _order(row: Row[Any]) -> tuple[int, int]:
    return row.priority, row.id


def _claimable(now: datetime) -> Any:
    other = outbox.alias("other")
    before = and_(
        other.c.status == "pending",
        other.c.priority <= outbox.c.priority,
        other.c.id < outbox.c.id,
        or_(other.c.not_before <= now, other.c.attempt > 0, _at_once(other)),
    )
    in_the_way = exists().where(
        other.c.chat_id == outbox.c.chat_id,
        other.c.id != outbox.c.id,
        or_(other.c.status == "sending", before),
    )
    held = exists().where(
        send_limit.c.not_before > now,
        or_(send_limit.c.scope == EVERYWHERE, send_limit.c.scope == cast(outbox.c.chat_id, Text)),
    )
    query = select(outbox.c.id).where(
        outbox.c.status == "pending",
        or_(outbox.c.not_before <= now, and_(_at_once(outbox), outbox.c.attempt == 0)),
        ~in_the_way,
        ~held,
    )
    return query.order_by(outbox.c.priority, outbox.c.id)


def _at_once(row: FromClause) -> ColumnElement[bool]:
    """An answer that was never to wait: it doesn't, nor is it overtaken, where the clock went back since."""
    return and_(row.c.unasked.is_(False), row.c.not_before <= row.c.created_at)


async def _still_wanted(
    connection: AsyncConnection, rows: Sequence[Row[Any]], now: datetime
) -> Sequence[Row[Any]]:
    """Without those whose person blocked us, or paused, while they were under way before: these are cancelled."""
    silent = or_(
        person.c.reachable.is_(False), and_(person.c.status == Status.PAUSED.value, outbox.c.unasked)
    )
    query = select(outbox.c.id).join(person, person.c.id == outbox.c.person_id)
    gone = set(
        (await connection.execute(query.where(outbox.c.id.in_([row.id for row in rows]), silent))).scalars()
    )
    if gone:
        cancelled = {"status": "cancelled", "settled_at": now, **GONE}
        await connection.execute(update(outbox).where(outbox.c.id.in_(gone)).values(cancelled))
    return [row for row in rows if row.id not in gone]


async def _expire(connection: AsyncConnection, now: datetime) -> None:
    """What has waited for too long isn't sent; a reminder, which never left, goes back to be judged anew."""
    late = and_(outbox.c.status == "pending", outbox.c.expires_at <= now)
    rows = (await connection.execute(select(outbox.c.idem, outbox.c.person_id).where(late))).all()
    if not rows:
        return
    back = await put_back(connection, {row.idem for row in rows}, {row.person_id for row in rows}, now)
    await connection.execute(delete(outbox).where(late, outbox.c.idem.in_(back)))
    await connection.execute(update(outbox).where(late).values(status="expired", settled_at=now, **GONE))


async def _remember(connection: AsyncConnection, claimed: Claimed, verdict: Verdict, now: datetime) -> None:
    outgoing = claimed.outgoing
    whose = person.c.chat_id == outgoing.chat_id
    if verdict.fate is Fate.SENT and outgoing.pin:
        await connection.execute(update(person).where(whose).values(pinned_message_id=verdict.message_id))
    if verdict.gone:  # whoever deletes the pinned week isn't sent another
        pinned = person.c.pinned_message_id == outgoing.edit_message_id
        await connection.execute(update(person).where(whose, pinned).values(pinned_message_id=None))
    if verdict.unreachable:
        await connection.execute(update(person).where(whose).values(reachable=False, planned_until=None))
        waiting = update(outbox).where(outbox.c.chat_id == outgoing.chat_id, outbox.c.status == "pending")
        await connection.execute(waiting.values(status="cancelled", settled_at=now, **GONE))
        people = select(person.c.id).where(whose)
        planned = update(reminder).where(
            reminder.c.person_id.in_(people), reminder.c.status == ReminderStatus.PLANNED.value
        )
        await connection.execute(planned.values(status=ReminderStatus.CANCELLED.value, reason="unreachable"))
