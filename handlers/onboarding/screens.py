"""Which screen shows a place of the onboarding, and the values that its template needs."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.coaching import onboarding, revising
from bot.coaching.onboarding import Place, Preview
from handlers.context import Context
from rules import interview
from rules.draft import Part, Question
from rules.errors import OutOfRange

MONTHS_SHOWN = 12


async def screen(
    context: Context, place: Place, view: str = "", problem: str = "", refusal: OutOfRange | None = None
) -> tuple[str, dict[str, object]]:
    """The template's name and values: a question, a hold, or the preview."""
    if place.hold is not None:
        return f"setup/{place.hold}", {"draft": place.draft, "view": view}
    if place.question is None:
        changed = await revising.preview(context.uow, context.person, context.today)
        if changed is not None:
            return "setup/revision", week_values(changed, context.today)
        made = await onboarding.preview(context.uow, context.person, context.today)
        return "setup/preview", week_values(made, context.today)
    values = _question(context, place, place.question)
    return f"setup/{place.question}", values | {"view": view, "problem": problem, "refusal": refusal}


def week_values(made: Preview, today: date) -> dict[str, object]:
    """What the preview and the pinned week show."""
    return {"week": made.week, "state": made.state, "today": today}


def _question(context: Context, place: Place, question: Question) -> dict[str, object]:
    draft = place.draft
    zone = draft.time_zone or context.person.time_zone
    return {
        "draft": draft,
        "step": question.step,
        "bands": interview.AGE_BANDS,
        "parts": tuple(Part),
        "pairs": interview.PAIRS,
        "lengths": interview.SESSION_MINUTES,
        "lifts": interview.LIFTS_NOW,
        "cardio": interview.CARDIO_NOW,
        "months": _months(context.today),
        "dates": _dates(draft.event_month or context.today, context.today),
        "there": context.now.astimezone(ZoneInfo(zone)),
        "zone": zone,
        "hour": timedelta(hours=1),
    }


def _months(today: date) -> list[date]:
    first = today.replace(day=1)
    return [_plus_months(first, n) for n in range(MONTHS_SHOWN)]


def _plus_months(first: date, n: int) -> date:
    years, month = divmod(first.month - 1 + n, 12)
    return date(first.year + years, month + 1, 1)


def _dates(month: date, today: date) -> list[date]:
    length = calendar.monthrange(month.year, month.month)[1]
    return [day for n in range(1, length + 1) if (day := month.replace(day=n)) >= today]
