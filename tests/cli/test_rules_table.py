"""The ledger of the rules is whole and fresh: every id has its code and its tests (issue 3, point 1)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.ledger.citations import gather, ids_in
from bot.ledger.table import table
from rules.evidence import EVIDENCE, RULES

ROOT = Path(__file__).resolve().parents[2]
FOUND = gather(ROOT)
OF_THE_SPECIFICATION = [info for info in RULES.values() if info.section in "CDEFGH"]


@pytest.mark.parametrize("rule_id", [info.id for info in OF_THE_SPECIFICATION])
def test_every_rule_has_its_code_and_its_tests(rule_id: str) -> None:
    assert FOUND.code[rule_id], f"no docstring in rules/, bot/coaching or handlers/ cites {rule_id}"
    assert FOUND.tests[rule_id], f"no test names {rule_id}"


@pytest.mark.parametrize("rule_id", [info.id for info in RULES.values() if info.section in "AI"])
def test_every_statement_is_carried_by_a_rule(rule_id: str) -> None:
    carried_by = RULES[rule_id].carried_by
    assert carried_by
    assert set(carried_by) <= set(RULES)


def test_every_piece_of_evidence_carries_something() -> None:
    used = {i for info in RULES.values() for i in info.evidence_ids}
    assert set(EVIDENCE) - used == set()


def test_the_page_holds_every_id() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\b[A-I]-\d\d\b", page)) >= {*(set(RULES) - {"B-90"}), *EVIDENCE}


def test_the_page_is_fresh() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == table(FOUND), "stale: run `python -m bot rules-table > docs/rules.md`"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("the gap (D-41, D-45)", ["D-41", "D-45"]),
        ("D-43 to D-45", ["D-43", "D-44", "D-45"]),
        ("F-20…F-22", ["F-20", "F-21", "F-22"]),
        ("E-30 to F-02", ["E-30", "F-02"]),
        ("D-48 and Z-10 are no rules", []),
    ],
)
def test_ids_are_read_from_prose(text: str, ids: list[str]) -> None:
    assert list(ids_in(text)) == ids
