"""The response model: how training, sleep, illness and time change a synthetic body.

Two impulse responses (Banister): fitness with a time constant of 42 days and fatigue with one of 7, each fed by
minutes x RPE. Strength gains shrink with the endurance work that stands close to the lift (interference), at most by
a third. Strain, the fatigue beside what the body is used to, drives effort, soreness and missed repetitions; a quick
rise of load makes pain more likely. Numbers are plausible, not fitted: the model exists to push the rules around.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

from rules.exercises import EXERCISES

FITNESS_DAYS, FATIGUE_DAYS, HABIT_DAYS = 42.0, 7.0, 28.0
STRENGTH_GAIN, ENDURANCE_GAIN = 4e-5, 4e-5  # share of capacity for each AU of load
MOST_INTERFERENCE = 1 / 3
NEAR_HOURS = 6.0
LEAST_HABIT = 60.0  # AU a day
SPREAD = (0.85, 1.30)  # of one exercise beside another in the same body
USUAL_ANCHOR = 0.10  # share of bodyweight, where the library has no anchor


@dataclass(slots=True)
class Body:
    """What no one sees directly. Loads in AU (minutes x RPE) a day; capacities as shares of those at the start."""

    dice: random.Random
    talent: float
    weight_kg: float
    skill: float  # first one-repetition maxima beside the library's start loads
    fatigue: float
    habit: float
    strength: float = 1.0
    endurance: float = 1.0
    today: float = 0.0  # load of the day so far
    cardio_near: float = 0.0  # share of today's cardio that stood close to a lift
    best_kg: dict[str, float] = field(default_factory=dict)  # e1RM at strength 1.0

    @property
    def strain(self) -> float:
        """Fatigue beside what the body is used to; 1 in balance."""
        return self.fatigue / max(LEAST_HABIT, self.habit)

    def train(self, minutes: float, rpe: float, *, strength: bool, near: bool) -> None:
        """One session; `near`: within six hours of the other kind."""
        load = minutes * rpe
        self.today += load
        if strength:
            kept = 1 - MOST_INTERFERENCE * (1.0 if near else 0.0)
            self.strength += STRENGTH_GAIN * load * self.talent * kept / self.strength**4
        else:
            self.endurance += ENDURANCE_GAIN * load * self.talent / self.endurance**4

    def sleep_over(self) -> None:
        """A night: fatigue and habit take in the day, capacities fade a little."""
        self.fatigue += (self.today - self.fatigue) / FATIGUE_DAYS
        self.habit += (self.today - self.habit) / HABIT_DAYS
        self.strength -= (self.strength - 0.9) * (1 - math.exp(-1 / (8 * FITNESS_DAYS)))
        self.endurance -= (self.endurance - 0.8) * (1 - math.exp(-1 / (3 * FITNESS_DAYS)))
        self.today = 0.0

    def effort(self, expected: int, *, short_night: bool, ill: bool) -> float:
        """The true effort of a session planned at this effort."""
        drift = 1.6 * (self.strain - 1) + (0.6 if short_night else 0.0) + (2.0 if ill else 0.0)
        return min(10.0, max(1.0, expected + drift + self.dice.gauss(0, 0.6)))

    def soreness(self) -> float:
        """Of the legs, 0 to 10."""
        return min(10.0, max(0.0, 1.5 + 4 * (self.strain - 1) + self.dice.gauss(0, 1.2)))

    def repetitions(self, exercise_id: str, load_kg: float) -> float:
        """Repetitions to failure today at a load."""
        if exercise_id not in self.best_kg:
            anchor = EXERCISES[exercise_id].anchor
            share = anchor[-1] / 100 if anchor else USUAL_ANCHOR
            self.best_kg[exercise_id] = share * self.weight_kg * self.skill * self.dice.uniform(*SPREAD)
        today = self.best_kg[exercise_id] * self.strength * (1 - 0.04 * max(0.0, self.strain - 1))
        return 30 * (today / load_kg - 1) + self.dice.gauss(0, 0.5)
