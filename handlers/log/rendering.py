"""An entry in the notation that people type, so that reading it gives the same entry back."""

from __future__ import annotations

from bot.coaching.entries import Entry, Lifted, Moved
from bot.week_filters import per_hand
from handlers.log.vocabulary import folded
from rules.athlete import Units
from rules.checkin import TalkTest
from rules.exercises import EXERCISES
from rules.sessions import SessionType
from rules.units import kg_to_lb, km_to_miles

_TALK = {
    TalkTest.COMFORTABLE: "talk ok",
    TalkTest.BORDERLINE: "short phrases",
    TalkTest.NOT_COMFORTABLE: "single words",
}
_TYPES = {
    SessionType.EASY: "easy",
    SessionType.LONG: "long",
    SessionType.TEMPO: "tempo",
    SessionType.HIIT: "intervals",
}


def typed_form(entry: Entry, units: Units) -> str:
    """The entry as it could have been typed: `back squat 3x5 100kg rpe8`."""
    parts = _lifted(entry, units) if isinstance(entry, Lifted) else _moved(entry, units)
    return " ".join(part for part in parts if part)


def _lifted(entry: Lifted, units: Units) -> list[str]:
    even = len(set(entry.reps)) == 1
    sets = f"{len(entry.reps)}x{entry.reps[0]}" if even else "/".join(str(n) for n in entry.reps)
    return [
        _name(entry.exercise_id),
        sets,
        _load(entry, units),
        f"rpe{entry.rpe:g}" if entry.rpe is not None else "",
        f"rir{entry.rir}" if entry.rir is not None else "",
    ]


def _name(exercise_id: str) -> str:
    """The library's name, or the shorter one of its id where a number or an "and" would cut it in two."""
    name = EXERCISES[exercise_id].name
    cut = " and " in name or any(c.isdigit() for c in name)
    return folded(exercise_id if cut else name)


def _load(entry: Lifted, units: Units) -> str:
    if entry.load_kg is None:
        return "bw" if entry.bodyweight else "reps"
    metric = units is Units.METRIC
    amount = entry.load_kg if metric else round(kg_to_lb(entry.load_kg), 2)
    each = " a hand" if per_hand(entry.exercise_id) else ""
    return f"{'bw+' if entry.bodyweight else ''}{_digits(amount, 2)}{'kg' if metric else 'lb'}{each}"


def _moved(entry: Moved, units: Units) -> list[str]:
    return [
        entry.mode.value,
        _intervals(entry),
        _distance(entry, units),
        _time(entry.seconds) if entry.seconds is not None else "",
        _TYPES.get(entry.type, "") if entry.type else "",
        f"rpe{entry.rpe:g}" if entry.rpe is not None else "",
        _TALK[entry.talk] if entry.talk else "",
    ]


def _intervals(entry: Moved) -> str:
    if entry.intervals is None:
        return ""
    work = f"{entry.work_m} metres" if entry.work_m is not None else f"{entry.work_s}s"
    return f"{entry.intervals}x{work}" + (f" r{entry.rest_s}s" if entry.rest_s is not None else "")


def _distance(entry: Moved, units: Units) -> str:
    if entry.distance_km is None:
        return ""
    if units is Units.METRIC:
        return f"{_digits(entry.distance_km, 3)}km"
    return f"{_digits(km_to_miles(entry.distance_km), 4)}mi"


def _time(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _digits(amount: float, decimals: int) -> str:
    return f"{amount:.{decimals}f}".rstrip("0").rstrip(".")
