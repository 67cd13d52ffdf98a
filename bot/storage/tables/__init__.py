"""The tables. Clear are ids, states and instants that the machinery needs; everything about a person is sealed.

A column named `body`, `payload` or `attachment` holds sealed bytes (see `bot.storage.sealing`).
Nobody outside bot.storage sees a table.
"""

from bot.storage.tables.base import keys_metadata, metadata
from bot.storage.tables.calendars import feed
from bot.storage.tables.keys import erasure, keys_meta, user_key
from bot.storage.tables.people import audit, consent, dialogue, erasure_todo, person
from bot.storage.tables.queues import inbox, meta, outbox, reminder, role_lease, send_limit
from bot.storage.tables.training import (
    checkin,
    draft,
    live,
    note,
    review,
    state,
    tip,
    week,
    week_record,
    wellness,
)

__all__ = [
    "keys_metadata",
    "metadata",
    "person",
    "consent",
    "dialogue",
    "draft",
    "live",
    "audit",
    "erasure_todo",
    "state",
    "week",
    "week_record",
    "checkin",
    "wellness",
    "review",
    "note",
    "tip",
    "feed",
    "meta",
    "reminder",
    "inbox",
    "outbox",
    "role_lease",
    "send_limit",
    "user_key",
    "erasure",
    "keys_meta",
]
