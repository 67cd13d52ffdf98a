"""A plan as JSON: model, levels, phases, warnings and weeks; without weeks while a hold is active (U13)."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from bot.documents.allowed import Day, Document
from bot.documents.athlete import Athlete
from bot.documents.notes import CitedDocument, resting_on, told
from bot.documents.session import Say
from bot.documents.week import WeekDocument, week_document
from rules.athlete import Level, Overall, Priority
from rules.nutrition import protein
from rules.plan import Model, PhaseName, Plan
from rules.sessions import note
from rules.state import Standing

HOLDS = {Standing.HOLD_MEDICAL: "C-31", Standing.HOLD_PREGNANCY: "C-36"}


class PhaseDocument(Document):
    """A run of weeks; `event` names what it leads to."""

    name: PhaseName
    weeks: int
    event: str | None = None


class PlanDocument(Document):
    """The way ahead, as if everything gets done."""

    state: Standing = Field(description="outcome of the health screen; no plan while it is a hold")
    model: Model | None
    level: Overall | None
    s_level: Level | None
    e_level: Level | None
    priority: Priority | None
    start: Day | None = Field(description="the Monday of the first week")
    phases: tuple[PhaseDocument, ...]
    warnings: tuple[CitedDocument, ...]
    weeks: tuple[WeekDocument, ...]


def plan_document(plan: Plan, athlete: Athlete, say: Say) -> PlanDocument:
    """The plan as printed."""
    events = sorted(athlete.profile.events, key=lambda e: e.date)
    return PlanDocument(
        state=athlete.screening.standing,
        model=plan.model,
        level=plan.level,
        s_level=plan.s_level,
        e_level=plan.e_level,
        priority=plan.priority,
        start=plan.start,
        phases=tuple(
            PhaseDocument(
                name=p.name,
                weeks=p.weeks,
                event=None if p.event_index is None else events[p.event_index].type.value,
            )
            for p in plan.phases
        ),
        warnings=tuple(told(n, say) for n in plan.warnings),
        weeks=tuple(week_document(w, say, protein_g(athlete, w.start)) for w in plan.weeks),
    )


def hold_document(athlete: Athlete, message: str) -> PlanDocument:
    """What is printed instead of a plan while a hold is active: no weeks, and why (C-31, C-36)."""
    standing = athlete.screening.standing
    return PlanDocument(
        state=standing,
        model=None,
        level=None,
        s_level=None,
        e_level=None,
        priority=None,
        start=None,
        phases=(),
        warnings=(resting_on(note(standing.value), message, HOLDS[standing]),),
        weeks=(),
    )


def protein_g(athlete: Athlete, day: date) -> int | None:
    """Grams of protein a day (H-60); None without a weight and under C-34."""
    found = protein(athlete.profile, athlete.screening, day)
    return found.grams if found is not None else None
