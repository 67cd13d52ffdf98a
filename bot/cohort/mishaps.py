"""What gets in the way: illness, pain, travel, long breaks and warning signs, as days in which they last."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from bot.cohort.body import Body
from bot.cohort.traits import Traits
from rules.athlete import Region

SICK_A_WEEK, MILD_A_WEEK, TRAVEL_A_WEEK, BREAK_A_WEEK = 0.012, 0.02, 0.025, 0.006
PAIN_A_WEEK, PAIN_BY_STRAIN = 0.03, 0.15
RED_A_WEEK = 0.0008
BREAK_DAYS = (8, 10, 15, 20, 30, 45, 70, 100)


@dataclass(slots=True)
class Hurt:
    """A sore region: how much, and how fast it settles."""

    region: Region
    severity: float
    settles: float


@dataclass(slots=True)
class Mishaps:
    """What holds on which day. `away`: no training at all; `ill`: systemic; `mild`: a cold."""

    ill_until: date = date.min
    mild_until: date = date.min
    away_until: date = date.min
    hurt: Hurt | None = None
    red_flag: str | None = None

    def is_ill(self, day: date) -> bool:
        """Systemically ill on that day."""
        return day < self.ill_until

    def is_mild(self, day: date) -> bool:
        """A cold on that day."""
        return day < self.mild_until

    def is_away(self, day: date) -> bool:
        """Away from training on that day."""
        return day < self.away_until


def week_begins(mishaps: Mishaps, monday: date, body: Body, traits: Traits, dice: random.Random) -> None:
    """Draw what this week brings; frail and strained people get more of it."""
    frailty = 1 / traits.robustness
    begins = monday + timedelta(days=dice.randrange(7))
    if dice.random() < SICK_A_WEEK * frailty:
        mishaps.ill_until = begins + timedelta(days=dice.randint(2, 9))
    elif dice.random() < MILD_A_WEEK * frailty:
        mishaps.mild_until = begins + timedelta(days=dice.randint(2, 5))
    if dice.random() < BREAK_A_WEEK:
        mishaps.away_until = begins + timedelta(days=dice.choice(BREAK_DAYS))
    elif dice.random() < TRAVEL_A_WEEK:
        mishaps.away_until = begins + timedelta(days=dice.randint(3, 12))
    if mishaps.hurt is None and dice.random() < frailty * (
        PAIN_A_WEEK + PAIN_BY_STRAIN * max(0.0, body.strain - 1.2)
    ):
        severe = dice.choice((2, 3, 3, 4, 4, 5, 5, 6, 7, 8))
        mishaps.hurt = Hurt(dice.choice(list(Region)), float(severe), dice.uniform(0.4, 1.5))
    if dice.random() < RED_A_WEEK:
        mishaps.red_flag = dice.choice(("chest_pain", "fainting", "leg_swelling", "joint"))


def week_ends(mishaps: Mishaps) -> None:
    """Pain settles a little; the warning sign has been told."""
    mishaps.red_flag = None
    if mishaps.hurt is not None:
        mishaps.hurt.severity -= mishaps.hurt.settles
        if mishaps.hurt.severity < 1:
            mishaps.hurt = None
