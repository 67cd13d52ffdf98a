"""The invariants I1 to I12 of reliability 4, each as a question to the world; a broken one names its rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.coaching.people import Settings
from bot.storage.account import OWNED
from rules.calendar import in_quiet_hours
from rules.lateness import AS_IT_IS, AT_THE_LATEST
from tests.reliability.machine.world import Attempt, World

MINUTE = timedelta(minutes=1)
QUIET = (Settings().quiet_from, Settings().quiet_until)
TERMINAL = {"done", "parked"}


def hold(world: World) -> None:
    """What is true after every step."""
    for promise in (
        each_update_ends_once,
        effects_come_with_done,
        chats_stay_in_order,
        rows_are_their_owners,
    ):
        promise(world)
    copies_are_bounded(world)
    planned_dates_only_grow(world)
    for attempt in world.seen.attempts:
        nobody_is_written_to_who_is_gone(attempt)
        unasked_messages_keep_their_time(world, attempt)
    world.seen.attempts.clear()


def each_update_ends_once(world: World) -> None:
    """I1: an update never leaves its terminal state, and has one row."""
    rows = world.rows("SELECT update_id, status, count(*) AS copies FROM inbox GROUP BY update_id")
    for row in rows:
        ended = world.seen.ended.setdefault(row["update_id"], row["status"])
        assert row["copies"] == 1, f"update {row['update_id']} has {row['copies']} rows"
        assert ended not in TERMINAL or ended == row["status"], f"update {row['update_id']}: {ended} no more"
        world.seen.ended[row["update_id"]] = row["status"]


def effects_come_with_done(world: World) -> None:
    """I2: while an update waits there is no message of it, and what is done has been answered."""
    waiting = world.rows(
        "SELECT o.idem FROM outbox o JOIN inbox i ON o.idem LIKE 'u' || i.update_id || '.%' WHERE i.status = 'new'"
    )
    assert not waiting, f"effects before their update was done: {[row['idem'] for row in waiting]}"
    answered = {row["idem"].partition(".")[0] for row in world.rows("SELECT idem FROM outbox")}
    for update in world.updates.queued:
        if update.kind != "message" or world.seen.ended.get(update.update_id) not in TERMINAL:
            continue
        forgotten = any(update.update_id <= last for last in world.seen.erased.get(update.chat_id, ()))
        assert forgotten or f"u{update.update_id}" in answered, (
            f"update {update.update_id} is done, unanswered"
        )


def chats_stay_in_order(world: World) -> None:
    """I10: in a chat no update is done before an older one, and first copies of answers keep the updates' order."""
    overtaken = world.rows(
        "SELECT a.update_id FROM inbox a JOIN inbox b ON a.chat_key = b.chat_key AND a.seq < b.seq"
        " WHERE a.status = 'new' AND b.status = 'done'"
    )
    assert not overtaken, f"overtaken: {[row['update_id'] for row in overtaken]}"
    chats: dict[int, list[tuple[int, str]]] = {}
    owner = {update.update_id: update.chat_id for update in world.updates.queued}
    for idem in world.seen.order:
        number, _, part = idem[1:].partition(".")
        if idem.startswith("u") and part.isdecimal():
            chats.setdefault(owner[int(number)], []).append((int(number), part))
    for chat, said in chats.items():
        assert said == sorted(said), f"chat {chat}: {said}"


def rows_are_their_owners(world: World) -> None:
    """I11: a message that belongs to a person goes to that person's chat only. I3: one row a reminder's key."""
    astray = world.rows(
        "SELECT o.idem FROM outbox o JOIN person p ON p.id = o.person_id WHERE o.chat_id <> p.chat_id"
    )
    assert not astray, f"in someone else's chat: {[row['idem'] for row in astray]}"
    twice = world.rows(
        "SELECT kind FROM reminder GROUP BY person_id, local_date, kind, slot HAVING count(*) > 1"
    )
    assert not twice, "two rows for one promise"


def copies_are_bounded(world: World) -> None:
    """I4: what nobody asked for arrives once at most, an answer twice at most."""
    for idem, copies in world.seen.delivered.items():
        assert copies <= (1 if idem.startswith("r") else 2), f"{idem} arrived {copies} times"


def planned_dates_only_grow(world: World) -> None:
    """I9: of each kind and slot the dates that have gone out strictly increase."""
    if world.seen.went_back:
        return
    promises: dict[tuple[str, str, str], list[str]] = {}
    for idem in world.seen.order:
        if idem.startswith("r"):
            person, day, kind, slot = idem.split(".")
            promises.setdefault((person, kind, slot), []).append(day)
    for key, days in promises.items():
        assert all(a < b for a, b in pairwise(days)), f"{key}: {days}"


def nobody_is_written_to_who_is_gone(attempt: Attempt) -> None:
    """I7: nothing is sent to who has blocked us, paused (nothing unasked) or been erased; a sleeper is excused."""
    outgoing, person = attempt.outgoing, attempt.person
    if attempt.stalled or outgoing.person_id is None:
        return
    assert person is not None, f"{outgoing.idem} is for someone who was erased"
    assert person["reachable"], f"{outgoing.idem} is for someone who has blocked us"
    if outgoing.kind.unasked:
        assert person["status"] != "paused", f"{outgoing.idem} is for someone who pauses"


def unasked_messages_keep_their_time(world: World, attempt: Attempt) -> None:
    """I8: nothing unasked goes out early, after the catch-up window, or late into quiet hours."""
    row, person = attempt.reminder, attempt.person
    if not attempt.outgoing.kind.unasked or row is None or person is None or attempt.stalled:
        return
    late = attempt.at - datetime.fromisoformat(row["due_utc"]).replace(tzinfo=UTC)
    said = f"{attempt.outgoing.idem}, due {row['due_utc']}, sent at {attempt.at}"
    assert late >= -MINUTE or world.seen.went_back, f"early: {said}"
    assert late <= AT_THE_LATEST, f"too late: {said}"
    if late > AS_IT_IS and row["time_zone"] == person["time_zone"]:
        local = attempt.at.astimezone(ZoneInfo(person["time_zone"])).time()
        assert not in_quiet_hours(local, *QUIET), f"in quiet hours: {said}"


def leases_end(world: World) -> None:
    """I5: after a sender has looked, nothing is being sent whose lease has run out."""
    now = world.clock.now().replace(tzinfo=None).isoformat(sep=" ")
    overdue = world.rows("SELECT idem FROM outbox WHERE status = 'sending' AND lease_until < ?", now)
    assert not overdue, f"sent for ever: {[row['idem'] for row in overdue]}"


def nothing_is_left_of(world: World, person_id: int, chat_id: int, keys: set[bytes]) -> None:
    """I12: after an erasure there is no row and, once nothing of theirs waits any more, no key."""
    for table in OWNED:
        rows = world.rows(f"SELECT 1 FROM {table.name} WHERE person_id = ?", person_id)
        assert not rows, f"rows of an erased person in {table.name}"
    if world.rows("SELECT 1 FROM erasure_todo WHERE owner = ?", chat_id):
        return
    left = {row[0] for row in world.keys.execute("SELECT key_id FROM user_key")}
    assert not keys & left, "a key of an erased person is still there"


def all_is_done(world: World) -> None:
    """What is true in the end, when everything works again."""
    ended = world.seen.ended
    for update in world.updates.queued:
        assert ended.get(update.update_id) in TERMINAL, (
            f"update {update.update_id}: {ended.get(update.update_id)}"
        )
    for row in world.rows("SELECT idem, status, doubts FROM outbox"):
        idem, fate = row["idem"], row["status"]
        assert fate not in {"pending", "sending"}, f"{idem} is still {fate}"
        # A tap settles a doubt by guess: what was sent before an erasure is unknown after it, and a tap on it may err.
        guessed = row["doubts"] > 0
        assert fate != "sent" or guessed or world.seen.delivered[idem], (
            f"{idem} counts as sent and never arrived"
        )
