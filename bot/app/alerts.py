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
DAY_SECONDS = 86_400
UNKNOWN_ALLOWED = 5
OLDEST_SECONDS = 60.0
RATE_LIMITED_ALLOWED = 20
CONFLICTS_ALLOWED = 2  # a poll that outlives its process ends one of the next's
TERMS_ALLOWED = 10
BACKUP_OLD_SECONDS = 2 * DAY_SECONDS
DISK_FREE_LEAST = 0.1
# Why a row expired through our fault; the other reasons are the athlete's (has trained already, holiday ...).
MISSED_BY_US = MISSED | {Reason.JOINED, "error"}
DAILY = frozenset({"backup"})  # no haste: once a day
# Told, but the queues go on: who listens for our silence has nothing to do.
ALIVE_ALL_THE_SAME = DAILY | {"markup", "unreadable"}


async def alert(uow: UnitOfWork, admin_chat_id: int | None, kind: str, text: str, now: datetime) -> bool:
    """Add an alert; False when there is no admin, or one of this kind went out in this quarter of an hour (day)."""
    if admin_chat_id is None:
        return False
    span = DAY_SECONDS if kind in DAILY else QUARTER_SECONDS
    idem = f"alert.{kind}.{int(now.timestamp()) // span}"
    return await uow.outbox.add(Outgoing(admin_chat_id, Screen(escape(text)), Kind.ALERT, idem), now)


def of_the_process(rate_limited: float, conflicts: float, disk_free: float) -> Iterator[tuple[str, str]]:
    """What an admin has to hear of one process.

    Refusals for speed and polls that another ended since the last look, the free share of its disk.
    """
    if conflicts > CONFLICTS_ALLOWED:
        yield "conflict", "another process, not of ours, polls with this bot's token"
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
    if signs.unreadable_last_hour:
        yield (
            "unreadable",
            f"{signs.unreadable_last_hour} updates of the last hour couldn't be read and were put aside",
        )
    if (signs.backup_age_seconds or 0.0) > BACKUP_OLD_SECONDS:
        yield "backup", f"the newest backup is {(signs.backup_age_seconds or 0.0) / DAY_SECONDS:.1f} days old"
    for reason, count in signs.missed.items():
        fresh = count - (missed_before or {}).get(reason, 0)
        if missed_before is not None and fresh > 0 and reason in MISSED_BY_US:
            yield "missed", f"{fresh} reminders were missed: {reason}"


def flapping(terms_before: Mapping[str, int], terms: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """What an admin has to hear of roles that change hands too often; `terms_before` are a quarter of an hour old."""
    for role, term in terms.items():
        changes = term - terms_before.get(role, term)
        if changes > TERMS_ALLOWED:
            yield "lease", f"the role {role} changed hands {changes} times in a quarter of an hour"
