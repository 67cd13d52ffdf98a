"""A mixed load, and how five processes share the roles."""

from __future__ import annotations

import random

from bot.app.roles import ALL_ROLES, Role
from bot.simulator.core import Person

ALONE = (ALL_ROLES,)
FIVE = (
    frozenset({Role.POLL}),
    frozenset({Role.WORK}),
    frozenset({Role.WORK, Role.TICK}),
    frozenset({Role.SEND, Role.TICK}),
    frozenset({Role.SEND}),
)


def load(people: list[Person], dice: random.Random) -> None:
    """About one update a person: texts in bursts, taps, a pin, reminders asked for."""
    for person in people:
        for _ in range(dice.choice((0, 1, 1, 2))):
            person.say(dice.choice(("hello", "hello", "squat 3x5", "pin")))
        if dice.random() < 0.3 and person.from_bot():
            person.tap("Again")
    dice.choice(people).say("remind 3")
