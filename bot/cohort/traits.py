"""What a synthetic athlete is like: how they train, sleep, recover, and how true their reports are."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum


class Reporter(StrEnum):
    """How true a person's log is."""

    HONEST = "honest"
    OPTIMIST = "optimist"  # feels better, hurts less and lifted easier than was so
    PESSIMIST = "pessimist"
    LIAR = "liar"  # reports what was planned, whatever was done
    SPARSE = "sparse"  # often reports nothing


REPORTERS = (
    *([Reporter.HONEST] * 10),
    *([Reporter.OPTIMIST] * 4),
    *([Reporter.PESSIMIST] * 2),
    *([Reporter.LIAR] * 2),
    *([Reporter.SPARSE] * 2),
)


@dataclass(frozen=True, slots=True)
class Traits:
    """`diligence`: share of sessions that are done in an ordinary week. `robustness` 0.5 to 1.5 makes illness and pain
    rarer. `talent` scales gains. `haste`: share of easy sessions run too fast. `mover`: chance to move a missed
    session. `lateness`: chance that a first session of two ends late. `extra`: chance of unplanned training a week.
    `agrees`: chance of a yes to a proposal; else half silence, half no. `contrary`: chance to overrule a review.
    """

    reporter: Reporter
    diligence: float
    robustness: float
    talent: float
    sleep_h: float
    haste: float
    mover: float
    lateness: float
    extra: float
    agrees: float
    contrary: float


def draw_traits(dice: random.Random) -> Traits:
    """Traits of one person."""
    return Traits(
        reporter=dice.choice(REPORTERS),
        diligence=min(1.0, dice.betavariate(6, 1.6) + 0.05),
        robustness=dice.uniform(0.5, 1.5),
        talent=dice.uniform(0.5, 1.5),
        sleep_h=dice.gauss(7.2, 0.7),
        haste=dice.choice((0.0, 0.05, 0.1, 0.3, 0.7)),
        mover=dice.random(),
        lateness=dice.choice((0.0, 0.1, 0.4)),
        extra=dice.choice((0.0, 0.0, 0.05, 0.3)),
        agrees=dice.random(),
        contrary=dice.choice((0.0, 0.0, 0.05, 0.2)),
    )
