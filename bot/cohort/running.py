"""Running many athletes, over as many processes as there are cores; the sum doesn't depend on how many."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from os import cpu_count

from bot.cohort.people import draw_person
from bot.cohort.tally import Tally
from bot.cohort.year import year_of

CHUNK = 4


def run_cohort(athletes: int, weeks: int, seed: int, processes: int | None = None) -> Tally:
    """The tally of so many athletes, numbered from 0, over so many weeks each."""
    one = partial(run_athlete, weeks=weeks, seed=seed)
    total = Tally()
    count = min(processes or cpu_count() or 1, athletes)
    if count == 1:
        for number in range(athletes):
            total.add(one(number))
        return total
    with ProcessPoolExecutor(count) as pool:
        for tally in pool.map(one, range(athletes), chunksize=CHUNK):
            total.add(tally)
    return total


def run_athlete(number: int, weeks: int, seed: int) -> Tally:
    """The tally of one athlete."""
    return year_of(draw_person(seed, number), seed).run(weeks)
