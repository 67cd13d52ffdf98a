"""Any week someone does now as JSON, and what the audit says of it (`audit`, D-60, D-65)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from bot.documents.allowed import Day, Document, Weekday, between
from bot.documents.notes import SaidDocument, said
from bot.documents.profile import WindowDocument
from bot.documents.session import Say, SessionDocument, session_document
from bot.documents.week import (
    AroundWeekDocument,
    CountsDocument,
    ScoreTermsDocument,
    counts_document,
    terms_document,
)
from rules.athlete import Level, Mode
from rules.audit import Audit, Edit, EditStep, Order
from rules.interference import counts
from rules.plan import PhaseName
from rules.sessions import Session
from rules.violation import Violation


class HabitsDocument(Document):
    """The seven answers instead of sessions (D-65)."""

    lifts: Annotated[int, between(0, 7)]
    cardio_sessions: Annotated[int, between(0, 7)]
    cardio_minutes: Annotated[int, between(0, 1500)]
    order: Order
    gap_hours: Annotated[int, between(0, 12)] = 0
    rest_days: Annotated[int, between(0, 6)]
    can_talk: bool
    mode: Mode = Mode.RUN


def _something_to_audit(habits: HabitsDocument | None, info: ValidationInfo) -> HabitsDocument | None:
    if habits is None and info.data.get("sessions") == ():
        raise PydanticCustomError("missing", "neither sessions nor habits")
    return habits


class AuditDocument(AroundWeekDocument):
    """A week to audit: `sessions`, or `habits` in their place. What is printed around a week is not read."""

    start: Day | None = None
    phase: PhaseName | None = None
    sessions: tuple[SessionDocument, ...] = Field(
        default=(), description="a HIIT without `intervals` is taken to have (minutes - 8) / 2 of them"
    )
    habits: Annotated[HabitsDocument | None, AfterValidator(_something_to_audit)] = Field(
        default=None, validate_default=True, description="the seven answers, where there are no sessions"
    )
    s_level: Level = Level.INTERMEDIATE
    age: Annotated[int, between(18, 90)] = 35
    availability: dict[Literal["0", "1", "2", "3", "4", "5", "6"], tuple[WindowDocument, ...]] | None = Field(
        default=None, description="windows bind only where they are given"
    )
    long_session_days: tuple[Weekday, ...] = (5, 6)
    race: bool = Field(default=False, description="the week prepares for a race")
    hiit_allowed: bool = True
    failed_easy_minutes: Annotated[int, between(0, 1500)] = Field(
        default=0, description="minutes of easy sessions that failed the talk test"
    )
    explanation: dict[str, Any] | None = Field(default=None, description="not read")


class ViolationDocument(Document):
    """A hard constraint that the week breaks."""

    rule_id: str
    sessions: tuple[str, ...]
    sentence: str


class StepDocument(Document):
    """One change of the smallest edit; `after` is null where the session goes."""

    kind: Literal["move", "easier", "shorter", "drop"]
    before: SessionDocument
    after: SessionDocument | None


class EditDocument(Document):
    """The smallest edit: its changes, what it costs (D-50), the week after it."""

    steps: tuple[StepDocument, ...]
    cost: int
    sessions: tuple[SessionDocument, ...]


class AuditResultDocument(Document):
    """What the audit says."""

    score: int
    band: str
    score_terms: ScoreTermsDocument
    shares: dict[str, float] = Field(description="each term as a share of its maximum")
    counts: CountsDocument
    cardio_minutes: int
    violations: tuple[ViolationDocument, ...]
    cost: int
    cost_terms: dict[str, int]
    smallest_edit: EditDocument | None
    one_change: SaidDocument = Field(description="the one change of this week (D-65)")
    sessions: tuple[SessionDocument, ...]


def result_document(audit: Audit, week: tuple[Session, ...], say: Say) -> AuditResultDocument:
    """The audit as printed."""
    return AuditResultDocument(
        score=audit.score.total,
        band=audit.band,
        score_terms=terms_document(audit.score),
        shares={term: round(share, 3) for term, share in audit.shares},
        counts=counts_document(counts(week)),
        cardio_minutes=sum(s.minutes for s in week if s.is_cardio),
        violations=tuple(_violation(v, say) for v in audit.violations),
        cost=sum(cost for _, cost in audit.terms),
        cost_terms=dict(audit.terms),
        smallest_edit=_edit(audit.edit, say) if audit.edit is not None else None,
        one_change=said(audit.change, say(audit.change)),
        sessions=tuple(session_document(s, say) for s in week),
    )


def _violation(violation: Violation, say: Say) -> ViolationDocument:
    return ViolationDocument(
        rule_id=violation.rule_id, sessions=violation.session_ids, sentence=say(violation.note)
    )


def _edit(edit: Edit, say: Say) -> EditDocument:
    return EditDocument(
        steps=tuple(_step(s, say) for s in edit.steps),
        cost=edit.cost,
        sessions=tuple(session_document(s, say) for s in edit.sessions),
    )


def _step(step: EditStep, say: Say) -> StepDocument:
    after = session_document(step.after, say) if step.after is not None else None
    return StepDocument(kind=step.kind, before=session_document(step.before, say), after=after)  # type: ignore[arg-type]  # one of the four
