"""A week as JSON: the same form in a plan, alone, as next week of a review, and fed back as a lived one."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bot.documents.allowed import Day, Document, between
from bot.documents.notes import CitedDocument, told
from bot.documents.session import Say, SessionDocument, session_document, sessions_of
from rules.athlete import Level
from rules.interference import counts, score_week
from rules.plan import Counts, PhaseName, Score, Week
from rules.sessions import Note


class CountsDocument(Document):
    """Session counts (0.6)."""

    S: float = Field(description="strength")
    C: float = Field(description="cardio")
    HIIT: int


class ScoreTermsDocument(Document):
    """The terms of the interference score (D-60)."""

    V: float = Field(description="volume, of 40")
    N: float = Field(description="number of cardio sessions, of 15")
    P: float = Field(description="order and spacing, of 25")
    R: float = Field(description="rest, of 10")
    Q: float = Field(description="pace, of 10")


class DegradationDocument(Document):
    """What gave way so that a week became possible (D-52, D-55, D-75)."""

    step: str
    reason: str
    rule_id: str
    conflicts: tuple[str, ...] = Field(
        default=(), description="the hard constraints in conflict (D-40 to D-47)"
    )
    tried: tuple[str, ...] = Field(default=(), description="where nothing fits: every step that was tried")


class AroundWeekDocument(Document):
    """What is printed around a week's sessions; read back, only number, week_in_phase, deload and flags matter."""

    number: Annotated[int, between(1, 1000)] = 1
    week_in_phase: Annotated[int, between(1, 1000)] = 1
    deload: bool = False
    counts: CountsDocument | None = None
    cardio_minutes: int = 0
    score: int = 0
    score_terms: ScoreTermsDocument | None = None
    degradations: tuple[DegradationDocument, ...] = ()
    optional_easy_minutes: int = 0
    protein_g: int | None = Field(default=None, description="a day (H-60); null without weight or under C-34")
    purpose: str | None = None
    milestone: str | None = None
    notes: tuple[CitedDocument, ...] = ()
    flags: tuple[str, ...] = ()


class WeekDocument(AroundWeekDocument):
    """One week."""

    start: Day = Field(description="its Monday")
    phase: PhaseName
    sessions: tuple[SessionDocument, ...]


def week_document(week: Week, say: Say, protein_g: int | None = None) -> WeekDocument:
    """The week as printed; its Notes are phrased by `say`."""
    return WeekDocument(
        number=week.number,
        start=week.start,
        phase=week.phase,
        week_in_phase=week.week_in_phase,
        deload=week.deload,
        sessions=tuple(session_document(s, say) for s in week.sessions),
        counts=counts_document(week.counts),
        cardio_minutes=week.cardio_minutes,
        score=week.score.total,
        score_terms=terms_document(week.score),
        degradations=tuple(
            DegradationDocument(
                step=d.step,
                reason=say(d.reason),
                rule_id=d.rule_id,
                conflicts=_listed(d.reason, "conflict"),
                tried=_listed(d.reason, "tried"),
            )
            for d in week.degradations
        ),
        optional_easy_minutes=week.optional_easy_minutes,
        protein_g=protein_g,
        purpose=_said(week.purpose, say),
        milestone=_said(week.milestone, say),
        notes=tuple(told(n, say) for n in week.notes),
        flags=tuple(sorted(week.flags)),
    )


def week_of(document: WeekDocument, s_level: Level) -> Week:
    """The week that was printed; counts and score are computed anew from its sessions."""
    sessions = sessions_of(document.sessions, f"{document.start:%Y%m%d}")
    return Week(
        start=document.start,
        number=document.number,
        phase=document.phase,
        week_in_phase=document.week_in_phase,
        deload=document.deload,
        sessions=sessions,
        counts=counts(sessions),
        cardio_minutes=sum(s.minutes for s in sessions if s.is_cardio),
        score=score_week(sessions, s_level),
        optional_easy_minutes=document.optional_easy_minutes,
        flags=frozenset(document.flags),
    )


def counts_document(made: Counts) -> CountsDocument:
    """Counts by the letters of the specification."""
    return CountsDocument(S=made.strength, C=made.cardio, HIIT=made.hiit)


def terms_document(score: Score) -> ScoreTermsDocument:
    """The score's terms by their letters, to two decimals."""
    terms = (score.volume, score.number, score.pairing, score.rest, score.quality)
    v, n, p, r, q = (round(term, 2) for term in terms)
    return ScoreTermsDocument(V=v, N=n, P=p, R=r, Q=q)


def _listed(note: Note, name: str) -> tuple[str, ...]:
    value = dict(note.values).get(name)
    return tuple(str(value).split(", ")) if value else ()


def _said(note: Note | None, say: Say) -> str | None:
    return None if note is None else say(note)
