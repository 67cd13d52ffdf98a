"""Why a week looks as it does, as JSON: purpose, score, what gave way, the rules and their evidence (D-80)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import Field

from bot.documents.allowed import Document
from bot.documents.notes import CitedDocument
from bot.documents.week import WeekDocument
from rules.audit.advice import shares
from rules.citing import cited
from rules.decisions import Certainty
from rules.evidence import RULES, evidence_of
from rules.interference import band
from rules.plan import Week

RULE_ID = re.compile(r"[A-I]-\d\d")


class EvidenceDocument(Document):
    """A piece of evidence (section B)."""

    id: str
    citation: str


class RuleDocument(Document):
    """A rule that made something of the week."""

    title: str
    certainty: Certainty
    evidence: tuple[EvidenceDocument, ...]


class ScoreDocument(Document):
    """The interference score in words: a product heuristic, no validated index (D-60)."""

    total: int
    band: str
    largest_term: str = Field(description="P, V, Q, N or R: the largest share of its maximum")
    shares: dict[str, float]


class WhyDocument(Document):
    """What one session rests on."""

    id: str
    day: int
    type: str
    order_note: str | None
    pace_note: str | None
    rule_ids: tuple[str, ...]


class ExplanationDocument(Document):
    """The explanation of a week."""

    purpose: str | None
    milestone: str | None
    score: ScoreDocument
    notes: tuple[CitedDocument, ...]
    degradations: tuple[str, ...]
    sessions: tuple[WhyDocument, ...]
    rules: dict[str, RuleDocument]


class ExplainedWeekDocument(WeekDocument):
    """A week with its explanation."""

    explanation: ExplanationDocument


def explained(week: Week, printed: WeekDocument) -> ExplainedWeekDocument:
    """The printed week and why it looks like that."""
    ids = [i for s in week.sessions for i in s.rule_ids] + [d.rule_id for d in week.degradations]
    ids += [i for told in week.notes for i in cited(told)]
    explanation = ExplanationDocument(
        purpose=printed.purpose,
        milestone=printed.milestone,
        score=_score(week),
        notes=printed.notes,
        degradations=tuple(d.reason for d in printed.degradations),
        sessions=tuple(
            WhyDocument(
                id=s.id,
                day=s.day,
                type=s.type.value,
                order_note=s.order_note,
                pace_note=s.pace_note,
                rule_ids=s.rule_ids,
            )
            for s in printed.sessions
        ),
        rules=_rules(ids),
    )
    known = {name: getattr(printed, name) for name in WeekDocument.model_fields}
    return ExplainedWeekDocument(**known, explanation=explanation)


def _score(week: Week) -> ScoreDocument:
    parts = shares(week.score)
    largest = max(parts, key=lambda part: part[1])[0]
    return ScoreDocument(
        total=week.score.total,
        band=band(week.score.total),
        largest_term=largest,
        shares={term: round(share, 3) for term, share in parts},
    )


def _rules(ids: Iterable[str]) -> dict[str, RuleDocument]:
    """Every rule named, once, by its id without a point's number."""
    bare = {found.group() for i in ids if (found := RULE_ID.match(i)) and found.group() in RULES}
    return {
        i: RuleDocument(
            title=RULES[i].title,
            certainty=RULES[i].certainty,
            evidence=tuple(EvidenceDocument(id=e.id, citation=e.citations[0]) for e in evidence_of(i)),
        )
        for i in sorted(bare)
    }
