"""S2, S3: callback data, deep links, names and notes that mean harm; nothing fails, nothing is refused by Telegram."""

from __future__ import annotations

import random
import string

import pytest

from tests.handlers.town import Resident
from tests.reliability.harness.results import measured
from tests.reliability.harness.sizes import SEED, size, until_the_box_is_full
from tests.security.conftest import buttons_of, explore, held
from tests.security.test_ownership import failed

FORGED = size(150, 20_000)
SELECTION = "tests/security/test_hostile_input.py"
TEXTS = size(20, 2_000)
# fmt: off
HOSTILE = (
    "<b", "</b>", "<a href='tg://user?id=1'>you</a>", "&lt;", "&", '"', "'", "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "{% raw %}", "%s%n%(name)s", "\u202eabc\u202c", "\u2066x\u2069", "\u200b\u200d\ufeff", "e\u0301" * 60,
    "👩‍👩‍👧‍👦" * 30,
    "\ud83d\ude00", "𝕳" * 200, "\x00\x07\x1b[31m", "\n" * 50, "A" * 4096, "١٢٣", "0" * 400,
    "-1e309", "../../etc/passwd",
    "'; DROP TABLE person; --", "=HYPERLINK('x')", "\u0e47" * 100, "ﷺ" * 300, "null", "NaN",
)
# fmt: on


def mutated(data: str, dice: random.Random) -> str:
    """The data with a few characters changed, parts swapped or something hostile put in."""
    parts = data.split("|")
    match dice.randrange(5):
        case 0:
            parts[dice.randrange(len(parts))] = dice.choice(HOSTILE)[:20]
        case 1:
            parts = parts[: dice.randrange(len(parts) + 1)]
        case 2:
            dice.shuffle(parts)
        case 3:
            parts.append(dice.choice(string.printable))
        case _:
            place = dice.randrange(len(data))
            return data[:place] + dice.choice(string.printable) + data[place + 1 :]
    return "|".join(parts)


FINE = ("not modified", "to edit not found")


def refusals(resident: Resident) -> list[str]:
    """What Telegram refused of what we said to them.

    An edit that changes nothing is no fault, and one of a message that is gone becomes a new message.
    """
    calls = resident.town.simulator.ledger.calls(chat_id=resident.phone.user_id)
    bad = [c for c in calls if c.outcome != "accepted" and not any(fine in c.outcome for fine in FINE)]
    return [f"{c.method}: {c.outcome}" for c in bad]


async def test_forged_buttons_do_nothing_that_a_person_may_not(owner: Resident, bob: Resident) -> None:
    dice = random.Random(SEED)
    known = sorted(await explore(owner, 12))
    before = await held(owner)
    with measured("S2", "forged buttons of somebody else (SQLite)", SELECTION) as result:
        for result.runs in until_the_box_is_full(FORGED):
            await bob.forges(mutated(dice.choice(known), dice))
        result.runs += 1
        assert await failed(owner.town) == 0
        assert await held(owner) == before
        assert refusals(bob) == []
        result.note = "taps; accepted 0, exceptions 0; lost and duplicated don't apply"


@pytest.mark.parametrize("command", ["start", "why", "log", "plan", "today", "cancel"])
async def test_whatever_follows_a_command_is_harmless(owner: Resident, command: str) -> None:
    for text in HOSTILE:
        await owner.says(f"/{command} {text}")
    assert await failed(owner.town) == 0
    assert refusals(owner) == []


async def test_hostile_texts_are_read_back_whole_and_never_break_a_message(owner: Resident) -> None:
    dice = random.Random(SEED)
    with measured("S3", "hostile texts said, logged and shown again (SQLite)", SELECTION) as result:
        for number in until_the_box_is_full(TEXTS):
            words = " ".join(dice.sample(HOSTILE, k=dice.randint(1, 3)))
            await owner.says(f"run {20 + number % 40} min easy, {words}"[:4096])
            if any("Save" in label for label in owner.phone.last().labels):
                await owner.taps("Save")
            if words.strip():  # nobody can send nothing
                await owner.says(words[:4096])
            await owner.says("/today")
            await owner.says("/week")
            result.runs += 1
        assert await failed(owner.town) == 0
        assert refusals(owner) == []
        result.note = "texts; refused 0, exceptions 0; lost and duplicated don't apply"


async def test_a_hostile_name_is_only_a_name(owner: Resident) -> None:
    for name in HOSTILE:
        evil = owner.town.arrives(name[:64], "Europe/London", "en-GB")
        await evil.says("/start")
        for data in sorted(buttons_of(evil)):
            await evil.forges(data)
        assert refusals(evil) == []
    assert await failed(owner.town) == 0
