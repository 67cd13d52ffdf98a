"""Two plans side by side as JSON: phases, weeks, means, what is lost and gained (`whatif`)."""

from __future__ import annotations

from itertools import zip_longest

from pydantic import Field

from bot.documents.allowed import Day, Document
from bot.documents.notes import CitedDocument, SaidDocument, said, told
from bot.documents.plan import PhaseDocument
from bot.documents.session import Say
from rules.plan import Model, PhaseName, Plan, Week
from rules.whatif import Numbers, WhatIf, numbers_of


class PhasePlanDocument(Document):
    """A plan's outline."""

    model: Model
    start: Day
    phases: tuple[PhaseDocument, ...]
    warnings: tuple[CitedDocument, ...]


class NumbersDocument(Document):
    """A week, or the mean loading week, in numbers."""

    S: float
    C: float
    HIIT: float
    strength_minutes: float
    cardio_minutes: float
    score: float


class WeekNumbersDocument(NumbersDocument):
    """A week of one of the plans."""

    phase: PhaseName
    deload: bool


class WeekPairDocument(Document):
    """The same week in both plans."""

    number: int
    start: Day
    before: WeekNumbersDocument | None
    after: WeekNumbersDocument | None


class ComparisonDocument(Document):
    """The difference; nothing is saved."""

    before: PhasePlanDocument
    after: PhasePlanDocument
    same_phases: bool
    mean_before: NumbersDocument
    mean_after: NumbersDocument
    lost: tuple[SaidDocument, ...]
    gained: tuple[SaidDocument, ...]
    unchanged: tuple[CitedDocument, ...] = Field(description="why nothing changes, where nothing does")
    weeks: tuple[WeekPairDocument, ...]


def comparison_document(found: WhatIf, say: Say) -> ComparisonDocument:
    """The comparison as printed."""
    pairs = zip_longest(found.before.weeks, found.after.weeks)
    return ComparisonDocument(
        before=_outline(found.before, say),
        after=_outline(found.after, say),
        same_phases=found.same_phases,
        mean_before=_numbers(found.mean_before),
        mean_after=_numbers(found.mean_after),
        lost=tuple(said(n, say(n)) for n in found.lost),
        gained=tuple(said(n, say(n)) for n in found.gained),
        unchanged=tuple(told(n, say) for n in found.unchanged),
        weeks=tuple(_pair(before, after) for before, after in pairs),
    )


def _outline(plan: Plan, say: Say) -> PhasePlanDocument:
    return PhasePlanDocument(
        model=plan.model,
        start=plan.start,
        phases=tuple(PhaseDocument(name=p.name, weeks=p.weeks) for p in plan.phases),
        warnings=tuple(told(n, say) for n in plan.warnings),
    )


def _numbers(n: Numbers) -> NumbersDocument:
    return NumbersDocument(**{name: getattr(n, name) for name in NumbersDocument.model_fields})


def _week(week: Week | None) -> WeekNumbersDocument | None:
    if week is None:
        return None
    return WeekNumbersDocument(**dict(_numbers(numbers_of(week))), phase=week.phase, deload=week.deload)


def _pair(before: Week | None, after: Week | None) -> WeekPairDocument:
    one = before or after
    assert one is not None
    return WeekPairDocument(number=one.number, start=one.start, before=_week(before), after=_week(after))
