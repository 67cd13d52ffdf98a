"""The audit of any week someone does now: score, violations, the smallest repair, the one change (D-60, D-65)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.audit.advice import one_change, shares
from rules.audit.edits import Edit, EditStep
from rules.audit.habits import Habits, Order, pseudo_week, talk_failed_minutes
from rules.audit.repair import smallest_edit
from rules.hard import HardContext, violations
from rules.interference import band, score_week
from rules.plan import Score
from rules.sessions import Note, Session
from rules.soft import Athlete, week_terms
from rules.violation import Violation


@dataclass(frozen=True, slots=True)
class Audit:
    """What a week is like: its score with band and each term's share of its maximum, what it breaks, what it costs
    by term (D-50), the smallest edit that repairs it (None: nothing to repair, or no small edit), one change.
    """

    score: Score
    band: str
    shares: tuple[tuple[str, float], ...]
    violations: tuple[Violation, ...]
    terms: tuple[tuple[str, int], ...]
    edit: Edit | None
    change: Note


def audit(
    sessions: Sequence[Session],
    context: HardContext,
    athlete: Athlete,
    *,
    failed_easy_minutes: int = 0,
    hiit_allowed: bool = True,
) -> Audit:
    """Judge any week, not one of ours (D-65). Windows bind only where `context.availability` is given.

    `failed_easy_minutes` are minutes of easy sessions that failed the talk test.
    """
    week = tuple(sessions)
    score = score_week(week, context.s_level, failed_easy_minutes)
    found = violations(week, context)
    return Audit(
        score=score,
        band=band(score.total),
        shares=shares(score),
        violations=found,
        terms=week_terms(week, athlete),
        edit=smallest_edit(week, context, athlete) if found else None,
        change=one_change(week, score, hiit_allowed=hiit_allowed),
    )


def audit_habits(
    habits: Habits, context: HardContext, athlete: Athlete, *, hiit_allowed: bool = True
) -> Audit:
    """The self-assessment: the week that the seven answers stand for, judged (D-65)."""
    return audit(
        pseudo_week(habits, context.s_level),
        context,
        athlete,
        failed_easy_minutes=talk_failed_minutes(habits),
        hiit_allowed=hiit_allowed,
    )


__all__ = [
    "Audit",
    "Edit",
    "EditStep",
    "Habits",
    "Order",
    "audit",
    "audit_habits",
    "one_change",
    "pseudo_week",
    "smallest_edit",
]
