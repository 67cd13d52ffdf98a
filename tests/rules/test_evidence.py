"""Every rule and every piece of evidence of the specification is in the registries, and they fit together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rules.decisions import Certainty
from rules.evidence import EVIDENCE, RULES, evidence_of, rule

EXCERPTS = Path(__file__).with_name("excerpts")
DEFINITIONS = (
    r"^#{2,3} ([A-I]-\d\d)",  # a heading
    r"^\| ([AI]-\d\d) \|",  # a row of the article's tables
    r"\*\*(?:Algorithm )?([A-I]-\d\d)\b[^*]*\*\*",  # a bold opening
)


def defined_ids() -> set[str]:
    """Every id at a place of definition in the specification."""
    text = (EXCERPTS / "definitions.md").read_text(encoding="utf-8")
    return {i for pattern in DEFINITIONS for i in re.findall(pattern, text, re.MULTILINE)}


def evidence_lines() -> dict[str, str]:
    """The lines of section B by id."""
    text = (EXCERPTS / "evidence.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^- \*\*(B-\d\d)\*\* (.*)$", text, re.MULTILINE))


def test_index_holds_every_rule_and_no_other() -> None:
    assert set(RULES) == defined_ids()
    assert len(RULES) > 200


def test_registry_holds_every_entry_of_section_b() -> None:
    assert len(EVIDENCE) > 50
    assert set(EVIDENCE) == set(evidence_lines())


@pytest.mark.parametrize("evidence_id", EVIDENCE)
def test_entry_says_what_the_specification_says(evidence_id: str) -> None:
    entry = EVIDENCE[evidence_id]
    line = evidence_lines()[evidence_id]

    assert entry.citations
    assert entry.findings
    assert entry.effect.split(".")[0].split(";")[0] in line
    assert set(re.findall(r"\b(?:19|20)\d\d\b(?=,)", line)) <= set(
        re.findall(r"\d{4}", " ".join(entry.citations))
    )
    assert re.search(rf"\b{'/'.join(entry.certainties[:1])}\b", line.split("→")[1])


@pytest.mark.parametrize("evidence_id", EVIDENCE)
def test_reading_marks_of_the_authors_are_not_shown(evidence_id: str) -> None:
    entry = EVIDENCE[evidence_id]

    assert not re.search(r"\[[SK]\b", " ".join((*entry.citations, *entry.findings, entry.effect)))


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_is_complete(rule_id: str) -> None:
    info = rule(rule_id)

    assert (info.id, info.section, info.name_code) == (rule_id, rule_id[0], f"rule.{rule_id}")
    assert 3 < len(info.title) <= 60
    assert len(evidence_of(rule_id)) == len(info.evidence_ids)


@pytest.mark.parametrize("rule_id", [i for i in RULES if not RULES[i].evidence_ids])
def test_without_evidence_a_rule_is_the_coachs_own(rule_id: str) -> None:
    assert RULES[rule_id].certainty is Certainty.D


def test_titles_avoid_the_forbidden_words() -> None:
    words = {w for info in RULES.values() for w in re.findall(r"[a-z]+", info.title.lower())}

    assert not words & {"always", "guaranteed", "kills", "destroys"}


@pytest.mark.parametrize(
    ("rule_id", "certainty", "evidence"),
    [
        ("D-41", Certainty.B, ("B-07", "B-08", "B-09")),
        ("D-60", Certainty.D, ("B-02", "B-03", "B-05")),
        ("F-31", Certainty.B, ("B-26",)),
        ("D-50 W3", Certainty.D, ("B-03", "B-05", "B-10")),
    ],
)
def test_rule_names_its_sources(rule_id: str, certainty: Certainty, evidence: tuple[str, ...]) -> None:
    assert (rule(rule_id).certainty, rule(rule_id).evidence_ids) == (certainty, evidence)


def test_mixed_certainty_is_told_cautiously() -> None:
    assert EVIDENCE["B-23"].certainty is Certainty.B
    assert EVIDENCE["B-23"].code == "evidence.B-23"


def test_unknown_rule_is_refused() -> None:
    with pytest.raises(KeyError):
        rule("Z-99")
