"""A review as JSON: the decision, each change with its data, rule, evidence and sentence, and next week (G-90)."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import ConfigDict, Field

from bot.documents.allowed import Document
from bot.documents.notes import NoteDocument, note_document
from bot.documents.session import Say
from bot.documents.week import WeekDocument, week_document
from rules.adaptation import Review
from rules.decisions import Certainty, Change, Decision, Modifier, Proposal
from rules.plan import PhaseName
from rules.sessions import Value

Tell = Callable[[Change], str]


class ChangeDocument(Document):
    """One change of next week (G-90)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)

    what: NoteDocument
    before: Value | None = Field(alias="from")
    after: Value | None = Field(alias="to")
    because: NoteDocument
    rule_id: str
    evidence_ids: tuple[str, ...]
    certainty: Certainty
    sentence: str
    can_decline: bool
    needs_yes: bool


class ModifierDocument(Document):
    """A swap, move, slow-down or cap beside the decision (G-01)."""

    kind: str
    target: str
    value: Value | None
    rule_id: str
    sentence: str


class ProposalDocument(Document):
    """A change of the structure that waits for an answer (G-15, D-12)."""

    kind: str
    value: Value | None
    rule_id: str
    silence_days: int | None
    sentence: str


class MetricsDocument(Document):
    """The numbers of the week (G-11, G-20)."""

    adherence: float
    logged_share: float
    planned_minutes: int
    done_minutes: int
    planned_load: int
    executed_load: int
    baseline_load: int | None
    drpe: float | None
    fatigue: int


class NextDocument(Document):
    """Where the plan stands after the review."""

    phase: PhaseName
    week_in_phase: int
    hiit_n: int
    long_min: int | None


class ReviewDocument(Document):
    """The answer of `adapt`. `next_week` is null while a hold or a new start waits."""

    decision: Decision
    changes: tuple[ChangeDocument, ...]
    modifiers: tuple[ModifierDocument, ...]
    next_week: WeekDocument | None
    proposal: ProposalDocument | None
    metrics: MetricsDocument
    position: NextDocument


def review_document(review: Review, say: Say, tell: Tell, protein_g: int | None) -> ReviewDocument:
    """The review as printed; `tell` makes a change's sentence."""
    week, state = review.next_week, review.state
    return ReviewDocument(
        decision=review.decision,
        changes=tuple(_change(c, tell) for c in review.changes),
        modifiers=tuple(_modifier(m, say) for m in review.modifiers),
        next_week=week_document(week, say, protein_g) if week is not None else None,
        proposal=_proposal(review.proposal, say) if review.proposal is not None else None,
        metrics=_metrics(review),
        position=NextDocument(
            phase=state.phases[state.phase_index].name,
            week_in_phase=state.week_in_phase,
            hiit_n=state.hiit_n,
            long_min=state.long_min,
        ),
    )


def _change(change: Change, tell: Tell) -> ChangeDocument:
    return ChangeDocument(
        what=note_document(change.what),
        before=change.before,
        after=change.after,
        because=note_document(change.because),
        rule_id=change.rule_id,
        evidence_ids=change.evidence_ids,
        certainty=change.certainty,
        sentence=tell(change),
        can_decline=change.can_decline,
        needs_yes=change.needs_yes,
    )


def _modifier(made: Modifier, say: Say) -> ModifierDocument:
    return ModifierDocument(
        kind=made.kind, target=made.target, value=made.value, rule_id=made.rule_id, sentence=say(made.reason)
    )


def _proposal(made: Proposal, say: Say) -> ProposalDocument:
    return ProposalDocument(
        kind=made.kind,
        value=made.value,
        rule_id=made.rule_id,
        silence_days=made.silence_days,
        sentence=say(made.reason),
    )


def _metrics(review: Review) -> MetricsDocument:
    m = review.metrics
    return MetricsDocument(
        adherence=round(m.adherence, 3),
        logged_share=round(m.logged_share, 3),
        planned_minutes=m.planned_minutes,
        done_minutes=m.done_minutes,
        planned_load=round(m.planned_load),
        executed_load=round(m.executed_load),
        baseline_load=None if m.baseline_load is None else round(m.baseline_load),
        drpe=None if m.drpe is None else round(m.drpe, 2),
        fatigue=review.fatigue.total,
    )
