"""Which of next week's degradations took a session, or part of it: that rule is the reason, and no other (D-55, G-90).

Codes: because.ceiling, because.load_bound, because.fixed, because.below, because.window (minutes), because.day_full
(minutes), because.conflict (conflict), because.ramp, because.ramp_run (most).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rules.plan import Degradation, Week
from rules.review.causes import Cause
from rules.review.differences import Difference
from rules.sessions import Note, SessionType, Value, note

GONE, SHORTER = ("removed",), ("minutes", "kind")
SIMPLIFY = "simplify"
KINDS = {
    SIMPLIFY: GONE,
    "ceiling": GONE,
    "fixed": GONE,
    "below": GONE,
    "left_out": GONE,
    "ramp_drop": GONE,
    "drop_unit": GONE,
    "drop_easy": GONE,
    "merge_easy": GONE,
    "drop_primer": GONE,
    "drop_active": GONE,
    "load": (*GONE, *SHORTER),
    "shorten": SHORTER,
    "ramp_shorten": SHORTER,
    "ease": SHORTER,
    "ramp_mode": ("mode",),
    "moderate": ("heavy",),
}
TYPES = {
    "drop_easy": SessionType.EASY,
    "merge_easy": SessionType.EASY,
    "drop_primer": SessionType.PRIMER,
    "drop_active": SessionType.ACTIVE,
}
STAND_INS = tuple(  # each is planned as another where it isn't allowed or isn't its turn (G-37, F-50, D-25)
    kind.value for kind in (SessionType.EASY, SessionType.LONG, SessionType.TEMPO, SessionType.HIIT)
)
BARE = {
    "ceiling": "because.ceiling",
    "fixed": "because.fixed",
    "below": "because.below",
    "load": "because.load_bound",
}
RAMPS = frozenset({"ramp_drop", "ramp_shorten"})
RETURNED = {
    **dict.fromkeys(RAMPS, Cause("D-75", note("because.ramp"))),
    "load": Cause("G-40", note("because.load_bound")),
    SIMPLIFY: Cause("G-15", note("because.back_to_targets")),
}


def gave_way(d: Difference, before: Week, after: Week, simpler: Cause | None = None) -> Cause | None:
    """The rule that took this from next week and hadn't taken it from this one; None where none did.

    `simpler`: why next week is a simpler one (G-15).
    """
    if d.rises:
        return None
    steps = [step for step in _new(before, after) if _takes(step, d.kind)]
    others = STAND_INS if d.kind in GONE and d.target in STAND_INS else ()
    names = (d.target, *(name for name in others if _lost(name, steps, before, after)))
    step = next((step for name in names for step in steps if name in _targets(step)), None)
    if step is None:
        return None
    if step.step == SIMPLIFY:
        return simpler
    return Cause(step.rule_id.partition(".")[0], _because(step), can_decline=False)


def given_back(d: Difference, before: Week, after: Week) -> Cause | None:
    """The rule that had taken this from this week and takes it no longer; the athlete may decline it (G-50)."""
    if not d.rises or d.kind not in ("minutes", "added"):
        return None
    for step in before.degradations:
        if step.step in RETURNED and step not in after.degradations and d.target in _targets(step):
            return RETURNED[step.step]
    return None


def _new(before: Week, after: Week) -> Iterator[Degradation]:
    """The steps of next week that this week hadn't."""
    had = Counter(map(_key, before.degradations))
    for step in after.degradations:
        if had[_key(step)] > 0:
            had[_key(step)] -= 1
        else:
            yield step


def _takes(step: Degradation, kind: str) -> bool:
    """Does the step make this kind of difference? What the load only shortens is still there (G-40)."""
    still_there = bool(dict(step.reason.values).get("to_minutes"))
    return kind in KINDS.get(step.step, ()) and not (kind in GONE and still_there)


def _lost(name: str, steps: Iterable[Degradation], before: Week, after: Week) -> bool:
    """Did the steps take more sessions of this type than went, so that one of them stood for another type?"""
    taken = sum(name in _targets(step) for step in steps)
    went = Counter(s.type.value for s in before.sessions) - Counter(s.type.value for s in after.sessions)
    return taken > went[name]


def _key(step: Degradation) -> tuple[str, tuple[str, ...], Value | None]:
    """What a step took, and down to how many minutes: the same rule may have taken more this time."""
    return step.step, tuple(_targets(step)), dict(step.reason.values).get("to_minutes")


def _targets(step: Degradation) -> Iterator[str]:
    """The types of session that a step takes from."""
    values = dict(step.reason.values)
    if step.step in TYPES:
        yield TYPES[step.step].value
    yield from str(values.get("types") or values.get("type") or "").split("+")


def _because(step: Degradation) -> Note:
    values = dict(step.reason.values)
    if step.step in BARE:
        return note(BARE[step.step])
    if step.step in RAMPS:
        return note("because.ramp")
    if step.step == "ramp_mode":
        return note("because.ramp_run", most=values["most"])
    if "conflict" in values:
        return note("because.conflict", conflict=values["conflict"])
    code = "because.day_full" if step.rule_id == "D-42" else "because.window"
    return note(code, minutes=values["most"])
