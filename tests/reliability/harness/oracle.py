"""The oracle: what people did and what Telegram saw, against the rows that the bots left behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields

from sqlalchemy import select

from bot.simulator.core.ledger import Call
from bot.storage.database import Storage, open_storage
from bot.storage.tables import inbox, outbox, reminder
from tests.reliability.harness.counting import EFFECT
from tests.reliability.harness.results import Result
from tests.reliability.harness.scene import Scene


@dataclass(slots=True)
class Findings:
    """What went wrong, counted; `unknown` and the duplicated replies are what the policies allow."""

    updates: int = 0
    effects_lost: int = 0
    effects_duplicated: int = 0
    effects_disordered: int = 0
    replies_never: int = 0
    replies_duplicated: int = 0
    replies_more_than_twice: int = 0
    replies_disordered: int = 0
    reminders: int = 0
    reminders_duplicated: int = 0
    reminders_never: int = 0
    never_without_unknown: int = 0
    unknown: int = 0
    parked: int = 0
    examples: list[str] = field(default_factory=list)

    def __add__(self, other: Findings) -> Findings:
        """Both together."""
        return Findings(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def broken(self) -> dict[str, int]:
        """The promises that did not hold."""
        counts = asdict(self)
        names = (
            "effects_lost effects_duplicated effects_disordered replies_more_than_twice replies_disordered"
            " reminders_duplicated never_without_unknown"
        )
        return {name: counts[name] for name in names.split() if counts[name]}

    def tell(self, result: Result) -> None:
        """Write the counts into a result."""
        result.runs = self.updates + self.reminders
        result.lost = self.effects_lost + self.never_without_unknown
        result.duplicated = self.effects_duplicated + self.reminders_duplicated
        result.note = (
            f"{self.updates:,} updates, {self.reminders:,} reminders ({self.reminders_never} never, each `unknown`);"
            f" answers twice {self.replies_duplicated}, never {self.replies_never}"
        )


@dataclass(frozen=True, slots=True)
class Rows:
    """What the queues say in the end: what became of each message, and of each update."""

    fates: dict[str, str]
    updates: dict[int, str]
    reminders: Sequence[tuple[str, str]]


async def audit(scene: Scene, *, erased: Iterable[int] = (), but: Iterable[int] = ()) -> Findings:
    """Compare, after all bots have ended. `erased` are chats without effects; `but` updates that cannot have one."""
    found = Findings()
    excused = set(but)
    async with open_storage(scene.config, scene.clock) as storage:
        rows = await read_rows(storage)
        for chat in {update.chat_id for update in scene.updates.queued}:
            if chat > 0 and chat not in set(erased):
                wanted = [number for number in scene.updates.of(chat) if number not in excused]
                compare_effects(found, wanted, await effects(storage, chat))
                compare_replies(found, wanted, scene.simulator.ledger.accepted("sendMessage", chat), rows)
    compare_reminders(found, scene.simulator.ledger.accepted("sendMessage"), rows)
    found.unknown = Counter(rows.fates.values())["unknown"]
    found.parked = Counter(rows.updates.values())["parked"]
    return found


async def effects(storage: Storage, chat: int) -> list[tuple[int, int]]:
    """The effects on a person, in their order: number of the update, and the count after it."""
    async with storage.look() as unit:
        person = await unit.people.by_telegram(chat)
        notes = await unit.training.notes(person.id, EFFECT) if person else []
    return [(int(str(note["update"])), int(str(note["count"]))) for note in notes]


async def read_rows(storage: Storage) -> Rows:
    """The queues as they stand."""
    async with storage.connection() as connection:
        fates = (await connection.execute(select(outbox.c.idem, outbox.c.status))).all()
        updates = (await connection.execute(select(inbox.c.update_id, inbox.c.status))).all()
        planned = (
            await connection.execute(select(reminder.c.kind, reminder.c.slot, reminder.c.status))
        ).all()
    return Rows(
        {row.idem: row.status for row in fates},
        {row.update_id: row.status for row in updates},
        [(f"{row.kind}.{row.slot}", row.status) for row in planned],
    )


def compare_effects(found: Findings, wanted: Sequence[int], there: Sequence[tuple[int, int]]) -> None:
    """Each update once, in order, and a counter that never skipped or repeated."""
    times = Counter(number for number, _ in there)
    lost = [number for number in wanted if number not in times]
    twice = sum(count - 1 for count in times.values())
    found.updates += len(wanted)
    found.effects_lost += len(lost)
    found.effects_duplicated += twice
    in_order = [number for number, _ in there] == sorted(number for number, _ in there)
    counted = [count for _, count in there] == list(range(1, len(there) + 1))
    found.effects_disordered += not (in_order and (counted or lost or twice))
    found.examples += [f"lost effect of update {number}" for number in lost[:3]]


def compare_replies(found: Findings, wanted: Sequence[int], calls: Sequence[Call], rows: Rows) -> None:
    """Each answer at least once unless its outcome is unknown, at most twice, first copies in order."""
    said = [int(call.text.partition(":")[0]) for call in calls if call.text.partition(":")[0].isdecimal()]
    times = Counter(said)
    firsts = list(dict.fromkeys(said))
    found.replies_duplicated += sum(count - 1 for count in times.values())
    found.replies_more_than_twice += sum(count > 2 for count in times.values())
    found.replies_disordered += firsts != sorted(firsts)
    never = [number for number in wanted if number not in times]
    found.replies_never += len(never)
    silent = [number for number in never if rows.fates.get(f"u{number}.1") != "unknown"]
    found.never_without_unknown += len(silent)
    found.examples += [
        f"no answer to update {number}: {rows.fates.get(f'u{number}.1')}" for number in silent[:3]
    ]


def compare_reminders(found: Findings, calls: Sequence[Call], rows: Rows) -> None:
    """Each promise at most once, and never only where the outcome is unknown."""
    said = Counter(call.text.removeprefix("reminder ") for call in calls if call.text.startswith("reminder "))
    fates = {idem.split(".", 2)[-1]: fate for idem, fate in rows.fates.items() if idem.startswith("r")}
    found.reminders += len(rows.reminders)
    found.reminders_duplicated += sum(count - 1 for count in said.values())
    never = [key for key, _ in rows.reminders if key not in said]
    found.reminders_never += len(never)
    silent = [key for key in never if fates.get(key) != "unknown"]
    found.never_without_unknown += len(silent)
    found.examples += [f"reminder {key} never came: {fates.get(key)}" for key in silent[:3]]
