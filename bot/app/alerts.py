"""Words to the admin, through the outbox: one of a kind in a quarter of an hour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape

from bot.coaching.outgoing import Kind, Outgoing, Screen
from bot.coaching.ports import UnitOfWork
from bot.storage.vital_signs import VitalSigns
from rules.lateness import MISSED, Reason

QUARTER_SECONDS = 900
UNKNOWN_ALLOWED = 5
OLDEST_SECONDS = 60.0
RATE_LIMITED_ALLOWED = 20
DISK_FREE_LEAST = 0.1
# Why a row expired through our fault; the other reasons are the athlete's (has trained already, holiday ...).
MISSED_BY_US = MISSED | {Reason.JOINED, "error"}


async def alert(uow: UnitOfWork, admin_chat_id: int | None, kind: str, text: str, now: datetime) -> bool:
    """Add an alert; False when there is no admin, or one of this kind went out in this quarter of an hour."""
    if admin_chat_id is None:
        return False
    idem = f"alert.{kind}.{int(now.timestamp()) // QUARTER_SECONDS}"
    return await uow.outbox.add(Outgoing(admin_chat_id, Screen(escape(text)), Kind.ALERT, idem), now)


def of_the_process(rate_limited: float, disk_free: float) -> Iterator[tuple[str, str]]:
    """What an admin has to hear of one process: refusals for speed since the last look, the free share of its disk."""
    if rate_limited > RATE_LIMITED_ALLOWED:
        yield "rate", f"Telegram asked {rate_limited:.0f} times in a minute to slow down"
    if disk_free < DISK_FREE_LEAST:
        yield "disk", f"the disk is nearly full: {disk_free:.0%} free"


def alarms(signs: VitalSigns, missed_before: Mapping[str, int] | None) -> Iterator[tuple[str, str]]:
    """What an admin has to hear of the vital signs: kind and words (docs/operations.md says what to do)."""
    if signs.inbox_oldest_seconds > OLDEST_SECONDS:
        yield (
            "inbox",
            f"the oldest of {signs.inbox_depth} updates waits for {signs.inbox_oldest_seconds:.0f} s",
        )
    if signs.outbox_oldest_seconds > OLDEST_SECONDS:
        yield "outbox", f"a message is late by {signs.outbox_oldest_seconds:.0f} s"
    if signs.unknown_last_hour > UNKNOWN_ALLOWED:
        yield (
            "unknown",
            f"the outcome of {signs.unknown_last_hour} messages of the last hour isn't known",
        )
    if signs.plain_last_hour:
        yield (
            "markup",
            f"Telegram refused the markup of {signs.plain_last_hour} messages; they went out plain",
        )
    for reason, count in signs.missed.items():
        fresh = count - (missed_before or {}).get(reason, 0)
        if missed_before is not None and fresh > 0 and reason in MISSED_BY_US:
            yield "missed", f"{fresh} reminders were missed: {reason}"
