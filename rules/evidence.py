"""What stands behind each rule: the evidence registry and the index of every rule (sections A to I, 0.8, B-90).

Template codes: rule.<id> and evidence.<id>; the English titles stand in data/rules.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rules.decisions import Certainty
from rules.packaged import fill, read_table


@dataclass(frozen=True, slots=True)
class Evidence:
    """One entry of section B: citations, what they found, what it changes here, and how sure that is.

    More than one certainty means that it differs by finding; `certainty` is the most cautious.
    """

    id: str
    citations: tuple[str, ...]
    findings: tuple[str, ...]
    effect: str
    certainties: tuple[Certainty, ...]
    topic: str = ""

    @property
    def code(self) -> str:
        """The entry's code for templates."""
        return f"evidence.{self.id}"

    @property
    def certainty(self) -> Certainty:
        """The most cautious of its certainties."""
        return max(self.certainties)


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule of the specification: section, short English title, evidence ids and certainty (0.1, 0.8).

    Statements of the article (A) and their resolutions (I) are `carried_by` the rules that rest on them.
    """

    id: str
    section: str
    title: str
    evidence_ids: tuple[str, ...] = field(metadata={"key": "evidence"})
    certainty: Certainty
    carried_by: tuple[str, ...] = ()

    @property
    def name_code(self) -> str:
        """The code of the rule's short name for templates."""
        return f"rule.{self.id}"


def rule(rule_id: str) -> RuleInfo:
    """The rule with this id; "D-50 W3" finds D-50. Refuses an id that the specification doesn't define (KeyError)."""
    return RULES[rule_id.partition(" ")[0]]


def evidence_of(rule_id: str) -> tuple[Evidence, ...]:
    """The evidence entries that a rule rests on, in the order of the index."""
    return tuple(EVIDENCE[i] for i in rule(rule_id).evidence_ids)


def _load_evidence() -> Mapping[str, Evidence]:
    entries = read_table("evidence").items()
    return MappingProxyType({i: fill(Evidence, {"id": i} | entry) for i, entry in entries})


def _load_rules() -> Mapping[str, RuleInfo]:
    found = {}
    for section, entries in read_table("rules").items():
        for rule_id, entry in entries.items():
            found[rule_id] = fill(RuleInfo, {"id": rule_id, "section": section} | entry)
    return MappingProxyType(found)


EVIDENCE = _load_evidence()
RULES = _load_rules()
