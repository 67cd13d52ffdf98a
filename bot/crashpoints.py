"""Named places where a test may kill the process; inert unless CRASH_AT=name:nth is set (reliability 4, R1)."""

from __future__ import annotations

import os
import signal
from enum import StrEnum
from functools import cache


class Point(StrEnum):
    """Every place; named for what has just happened."""

    FETCHED = "fetched"
    INBOX_INSERTED = "inbox_inserted"
    INBOX_COMMITTED = "inbox_committed"
    ACKNOWLEDGED = "acknowledged"
    UPDATE_CLAIMED = "update_claimed"
    UPDATE_DISPATCHED = "update_dispatched"
    UPDATE_DONE = "update_done"
    UPDATE_COMMITTED = "update_committed"
    CALLBACK_ANSWERED = "callback_answered"
    UPDATE_FAILED = "update_failed"
    UPDATE_PARKED = "update_parked"
    OUTBOX_CLAIMED = "outbox_claimed"
    OUTBOX_CLAIM_COMMITTED = "outbox_claim_committed"
    SENT = "sent"
    PINNED = "pinned"
    OUTBOX_SETTLED = "outbox_settled"
    OUTBOX_SETTLE_COMMITTED = "outbox_settle_committed"
    REMINDER_CLAIMED = "reminder_claimed"
    REMINDER_FIRED = "reminder_fired"
    REMINDER_COMMITTED = "reminder_committed"
    PLANNED_AHEAD = "planned_ahead"
    KEY_MADE = "key_made"
    ROWS_ERASED = "rows_erased"
    ERASURE_COMMITTED = "erasure_committed"
    KEYS_DESTROYED = "keys_destroyed"
    MIGRATION_LOCKED = "migration_locked"
    MIGRATED = "migrated"
    HOUSEKEPT = "housekept"
    DATA_BACKED_UP = "data_backed_up"
    SCHEMA_RESTORED = "schema_restored"
    DATA_RESTORED = "data_restored"
    RESTORE_NOTICED = "restore_noticed"
    KEY_FILE_WRITTEN = "key_file_written"
    KEYS_REWRAPPED = "keys_rewrapped"


class _Target:
    """The place named by CRASH_AT, and how often it is still to be passed."""

    def __init__(self, setting: str) -> None:
        name, _, nth = setting.partition(":")
        self.point = Point(name)
        self.left = int(nth or "1")


@cache
def _target() -> _Target | None:
    setting = os.environ.get("CRASH_AT", "")
    return _Target(setting) if setting else None


def crash(point: Point) -> None:
    """Kill this process here, as `kill -9` would, when CRASH_AT says so; otherwise do nothing."""
    target = _target()
    if target is None or target.point is not point:
        return
    target.left -= 1
    if target.left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
