"""The lessons of /learn: what they rest on, for whom they change, and the sizes they tell (section A, B-90, C-34)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.evidence import EVIDENCE
from rules.lessons import (
    LESSONS,
    NOTES,
    POWER_SMD,
    SIZE_SMD,
    STRENGTH_SMD,
    Topic,
    lesson_on,
    neighbours,
    of_topic,
    pairs_in_100,
    told,
)
from rules.state import Screening, Standing
from tests.rules.builders import INTERMEDIATE

CLEAR = Screening()


def test_each_lesson_has_its_note_and_each_topic_its_lessons() -> None:
    assert LESSONS.keys() == NOTES.keys()
    assert [lesson.id for topic in Topic for lesson in of_topic(topic)] == list(LESSONS)


def test_no_lesson_is_surer_than_what_it_rests_on() -> None:
    for lesson in LESSONS.values():
        behind = [lesson.rule.certainty, *(c for e in lesson.evidence for c in e.certainties)]
        assert min(lesson.certainties) >= min(behind), lesson.id


def test_sizes_of_the_interference_effect_are_those_of_the_evidence() -> None:
    finding = " ".join(EVIDENCE["B-03"].findings)
    for size in (STRENGTH_SMD, SIZE_SMD, POWER_SMD):
        assert f"\N{MINUS SIGN}{abs(size):.2f}" in finding


@pytest.mark.parametrize(("smd", "pairs"), [(0.0, 50), (-0.06, 52), (-0.28, 58), (0.28, 58), (-0.8, 71)])
def test_a_difference_told_in_pairs(smd: float, pairs: int) -> None:
    """0.8 is Cohen's large effect, 71 of 100 in his table of superiority."""
    assert pairs_in_100(smd) == pairs


@pytest.mark.parametrize("condition", ["kidney", "pregnant"])
def test_protein_numbers_and_supplements_are_a_doctors_matter_under_c34(condition: str) -> None:
    profile = replace(INTERMEDIATE, conditions=frozenset({condition}))
    for lesson_id in ("protein", "supplements"):
        assert told(LESSONS[lesson_id], profile, CLEAR).code == "lesson.ask_doctor"
    assert told(LESSONS["sleep"], profile, CLEAR).code == "lesson.sleep"


def test_supplements_alone_are_left_out_with_a_heart_condition_or_in_doubt() -> None:
    doubtful = Screening(standing=Standing.LIGHT, ticked=frozenset({"Q1"}))
    heart = replace(INTERMEDIATE, conditions=frozenset({"heart"}))
    for profile, screening in ((heart, CLEAR), (INTERMEDIATE, doubtful)):
        assert told(LESSONS["supplements"], profile, screening).code == "lesson.ask_doctor"
        assert told(LESSONS["protein"], profile, screening).code == "lesson.protein"


def test_a_walk_through_all_lessons_ends_at_both_ends() -> None:
    first, *_, last = LESSONS
    assert neighbours(first)[0] is None
    assert neighbours(last)[1] is None
    seen, lesson = [first], neighbours(first)[1]
    while lesson is not None:
        seen.append(lesson.id)
        lesson = neighbours(lesson.id)[1]
    assert seen == list(LESSONS)


@pytest.mark.parametrize(
    ("rule_id", "lesson_id"), [("F-22", "intervals"), ("D-41", "order"), ("G-41", "pace"), ("E-30", None)]
)
def test_a_rule_leads_to_the_lesson_on_what_it_carries(rule_id: str, lesson_id: str | None) -> None:
    found = lesson_on(rule_id)
    assert (found.id if found else None) == lesson_id
