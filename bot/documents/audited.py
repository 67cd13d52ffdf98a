"""From an audit document to the audit: the sessions or habits, what the athlete is, the windows (D-65)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents.audit import AuditDocument
from bot.documents.problems import BadInput
from bot.documents.session import SessionDocument, sessions_of
from rules.athlete import Window
from rules.audit import Audit, Habits, audit, pseudo_week
from rules.audit.habits import talk_failed_minutes
from rules.audit.told import with_intervals
from rules.hard import HardContext
from rules.sessions import Session
from rules.soft import Athlete


@dataclass(frozen=True, slots=True)
class Audited:
    """The week that was judged, and what was found."""

    week: tuple[Session, ...]
    audit: Audit


def audit_of(document: AuditDocument) -> Audited:
    """Judge the week of the document. Refuses with BadInput a document without sessions and habits."""
    week, failed = _week(document)
    context = HardContext(
        s_level=document.s_level, availability=_availability(document), race=document.race, any_length=True
    )
    athlete = Athlete(document.s_level, document.age, frozenset(document.long_session_days))
    found = audit(week, context, athlete, failed_easy_minutes=failed, hiit_allowed=document.hiit_allowed)
    return Audited(week, found)


def _week(document: AuditDocument) -> tuple[tuple[Session, ...], int]:
    if document.sessions:
        return tuple(map(with_intervals, _sessions(document.sessions))), document.failed_easy_minutes
    if document.habits is None:
        raise BadInput(["sessions: missing; allowed: a list of sessions, or habits in their place"])
    habits = Habits(**dict(document.habits))
    return pseudo_week(habits, document.s_level), talk_failed_minutes(habits)


def _sessions(documents: Sequence[SessionDocument]) -> tuple[Session, ...]:
    return sessions_of(documents, "session")


def _availability(document: AuditDocument) -> tuple[tuple[Window, ...], ...] | None:
    if document.availability is None:
        return None
    by_day = {int(day): windows for day, windows in document.availability.items()}
    return tuple(tuple(Window(w.start, w.max_minutes) for w in by_day.get(day, ())) for day in range(7))
