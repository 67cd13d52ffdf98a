"""The lessons of /learn: the coach's article and what research says of it, one idea a lesson (section A, B-90).

Notes (code: values) that templates phrase: lesson.<id>, and lesson.ask_doctor in the place of protein numbers and of
supplements for whom they are not (C-34, H-64).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist
from types import MappingProxyType

from rules import nutrition
from rules.athlete import Level, Profile
from rules.constants import P
from rules.decisions import Certainty
from rules.evidence import EVIDENCE, Evidence, RuleInfo, rule
from rules.packaged import fill, read_table
from rules.sessions import Note, note
from rules.state import Screening
from rules.units import round_half_up

# Standardised mean differences against strength training alone (B-03).
STRENGTH_SMD, SIZE_SMD, POWER_SMD = -0.06, -0.01, -0.28
# Minutes a week that health guidelines ask for, moderate or hard, and days of lifting (B-53).
HEALTH_MODERATE, HEALTH_HARD, HEALTH_LIFTING_DAYS = (150, 300), (75, 150), 2


class Topic(StrEnum):
    """What a lesson belongs to, in the order of the list."""

    HOW = "how"
    TRAIN = "train"
    MYTHS = "myths"
    FOOD = "food"
    STORIES = "stories"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson: topic, English title, how sure it is, the statement of the article and the evidence behind it."""

    id: str
    topic: Topic
    title: str
    certainties: tuple[Certainty, ...]
    rule_id: str
    sources: tuple[str, ...] = ()

    @property
    def rule(self) -> RuleInfo:
        """The statement of the article that it tells (section A)."""
        return rule(self.rule_id)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What is known beyond the article."""
        return tuple(EVIDENCE[i] for i in self.sources)


def pairs_in_100(smd: float) -> int:
    """A difference in words: of 100 pairs that differ in one thing only, in how many one side comes out ahead.

    Cohen's probability of superiority for a standardised mean difference; 50 is no difference at all.
    """
    return round_half_up(100 * NormalDist().cdf(abs(smd) / sqrt(2)))


def of_topic(topic: str) -> tuple[Lesson, ...]:
    """The lessons of a topic, in reading order."""
    return tuple(lesson for lesson in LESSONS.values() if lesson.topic == topic)


def neighbours(lesson_id: str) -> tuple[Lesson | None, Lesson | None]:
    """The lessons before and after one, across topics; None at either end."""
    order = [None, *LESSONS.values(), None]
    here = order.index(LESSONS[lesson_id])
    return order[here - 1], order[here + 1]


def lesson_on(rule_id: str) -> Lesson | None:
    """The lesson on the statement of the article that a rule carries; None where there is none."""
    return next((lesson for lesson in LESSONS.values() if rule(rule_id).id in lesson.rule.carried_by), None)


def told(lesson: Lesson, profile: Profile, screening: Screening) -> Note:
    """What a lesson says to this athlete: no protein numbers under C-34, no supplement where H-64 rules it out."""
    if lesson.id == "protein" and not nutrition.shows_numbers(profile, screening):
        return note("lesson.ask_doctor")
    if lesson.id == "supplements" and not nutrition.may_supplement(profile, screening):
        return note("lesson.ask_doctor")
    return NOTES[lesson.id]


def _notes() -> tuple[Note, ...]:
    return (*_about_training(), *_about_food(), *_stories())


def _about_training() -> tuple[Note, ...]:
    hiit, steady, gap = P.hiit, P.steady, P.gap_hours
    finisher, minutes, effort = steady.finisher, (steady.min, steady.max), steady.rpe
    whole = hiit.warmup + hiit.n_min * (hiit.work_s + hiit.rest_s) // 60 + hiit.cooldown
    return (
        note("lesson.concurrent", walk_min=P.counts.ignore_walk_max_min),
        note(
            "lesson.interference",
            stronger=pairs_in_100(STRENGTH_SMD),
            bigger=pairs_in_100(SIZE_SMD),
            faster=pairs_in_100(POWER_SMD),
        ),
        note("lesson.blocks", from_weeks=P.block_length.min, to_weeks=P.block_length.max),
        note("lesson.order", from_min=finisher[0], to_min=finisher[1]),
        note("lesson.gap", full_h=gap.full, partial_h=gap.partial),
        note(
            "lesson.pace",
            from_rpe=effort[0],
            to_rpe=effort[1],
            from_min=minutes[0],
            to_min=minutes[1],
            times=round(steady.per_week_max),
        ),
        note(
            "lesson.intervals",
            rounds=hiit.n_min,
            most_rounds=hiit.n_max,
            first_rounds=hiit.start[Level.NOVICE],
            work_s=hiit.work_s,
            rest_s=hiit.rest_s,
            whole_min=whole,
        ),
        note("lesson.myth_muscle", times=round(steady.per_week_max), from_min=minutes[0], to_min=minutes[1]),
        note(
            "lesson.myth_daily",
            from_min=HEALTH_MODERATE[0],
            to_min=HEALTH_MODERATE[1],
            from_hard_min=HEALTH_HARD[0],
            to_hard_min=HEALTH_HARD[1],
            lifting_days=HEALTH_LIFTING_DAYS,
            times=round(P.cardio_count_max.default),
        ),
        note("lesson.myth_lifting"),
    )


def _about_food() -> tuple[Note, ...]:
    before, before_h = nutrition.BEFORE_G_PER_KG, nutrition.BEFORE_H
    low, high = P.protein.range
    return (
        note("lesson.protein", enough_g_per_kg=low, margin_g_per_kg=high, meals=P.protein.meals),
        note(
            "lesson.carbohydrate",
            from_g_per_kg=before[0],
            to_g_per_kg=before[1],
            from_h=before_h[0],
            to_h=before_h[1],
            long_min=nutrition.FUEL_FROM_MIN,
            from_g_per_h=nutrition.DURING_G_PER_H[0],
            to_g_per_h=nutrition.DURING_G_PER_H[1],
            within_h=nutrition.REFUEL_WITHIN_H,
            refill_g_per_kg=nutrition.REFUEL_G_PER_KG,
        ),
        note("lesson.fluids"),
        note(
            "lesson.sleep",
            from_h=nutrition.SLEEP_H[0],
            to_h=nutrition.SLEEP_H[1],
            nap_min=nutrition.NAP_MAX_MIN,
            nap_before=nutrition.NAP_BEFORE,
        ),
        note(
            "lesson.supplements",
            from_g=nutrition.CREATINE_G[0],
            to_g=nutrition.CREATINE_G[1],
            max_mg=nutrition.CAFFEINE_MAX_MG,
            bed_gap_h=nutrition.BED_GAP_H,
        ),
    )


def _stories() -> tuple[Note, ...]:
    """Clients as the article tells them (A-04, A-09, A-17, A-33); their numbers are theirs alone (I-22)."""
    return (
        note("lesson.james", age=42, run_km=96.6),
        note("lesson.sarah", later_weeks=26),
        note("lesson.marcus", weeks=16, gained_kg=3.63, faster_min=2, gap_h=5, full_h=P.gap_hours.full),
    )


def _load() -> Mapping[str, Lesson]:
    entries = read_table("lessons").items()
    return MappingProxyType({i: fill(Lesson, {"id": i} | entry) for i, entry in entries})


LESSONS = _load()
NOTES: Mapping[str, Note] = MappingProxyType({n.code.partition(".")[2]: n for n in _notes()})
