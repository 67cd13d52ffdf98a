"""The numbers inside tips (H-30, H-60, H-61)."""

from __future__ import annotations

from rules.constants import P
from rules.sessions import Value, note
from rules.tips.context import TipContext
from rules.units import round_to_five

Values = tuple[tuple[str, Value], ...]


def values_of(tip_id: str, context: TipContext) -> Values:
    """The values of a tip's note, by name; empty for a tip without numbers or where its number is unknown."""
    known = {
        "T05": _gap,
        "T22": _refuelling,
        "T27": _protein,
        "T30": _protein,
        "T38": _score,
        "T50": _done,
    }
    return known[tip_id](context) if tip_id in known else ()


def _gap(context: TipContext) -> Values:
    missing = 60 * P.gap_hours.full - (context.gap_min or 0)
    return note("", minutes_short=missing).values


def _refuelling(context: TipContext) -> Values:
    """About 1 g of carbohydrate per kg and hour, as grams where the weight is known."""
    if context.weight_kg is None:
        return ()
    return note("", grams=round_to_five(context.weight_kg)).values


def _protein(context: TipContext) -> Values:
    if context.protein is None:
        return ()
    protein = context.protein
    return note("", grams=protein.grams, per_meal=protein.per_meal_grams, meals=protein.meals).values


def _score(context: TipContext) -> Values:
    return note("", score=context.score or 0, term=context.score_term, fix=context.score_fix).values


def _done(context: TipContext) -> Values:
    if context.done_last_week is None or context.planned_last_week is None:
        return ()
    return note("", done=context.done_last_week, planned=context.planned_last_week).values
