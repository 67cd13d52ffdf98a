"""Next week's changes as objects: what, from, to, the data, the rule, the evidence, the certainty (G-90).

Codes of `what` (values): change.decision (decision), change.phase (phase), change.kind (session), change.added
(session), change.removed (session), change.minutes (session), change.hiit_n, change.mode (session), change.moved
(session), change.heavy (session), change.rir (session), change.effort (session), change.pace (session),
change.heart_rate (session), change.load (exercise, reps), change.loads (count), change.sets (exercise),
change.sets_total, change.scheme (count, exercise), change.reps (exercise), change.exercise_in (exercise),
change.exercise_out (exercise), change.optional, change.same. From and to of change.moved are "day hh:mm", day 0
Monday; of bands "low-high"; of change.loads percent; of change.decision planned minutes of the week.
Codes of `because` made here: because.phase (phase), because.back_to_targets, because.placed_again, because.turns,
because.ramp, because.cut_back, because.block_plan, because.alternate, because.modes, because.consequence, and those of
`giving_way`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import fmean

from rules.decisions import Change, Decision
from rules.plan import Week
from rules.review.causes import Cause, change
from rules.review.decide import Verdict
from rules.review.differences import Difference, differences, in_own_unit, total_sets
from rules.review.giving_way import SIMPLIFY, gave_way, given_back
from rules.review.metrics import LOWERED
from rules.sessions import Note, SessionType, note

STRENGTH_DETAILS = frozenset({"load", "sets", "reps", "rir", "heavy", "effort"})
IMPORTANCE = (
    "decision", "phase", "days", "session_minutes", "model", "window", "extended",
    "kind", "removed", "added", "hiit_n", "minutes", "stays",
    "loads", "load", "sets_total", "sets", "scheme", "pace", "heart_rate", "easy_pace", "mode", "heavy",
    "exercise_out", "exercise_in", "moved", "reps", "rir", "effort", "optional", "same",
)  # fmt: skip
RESTORED = frozenset({"kind", "added", "removed", "heavy", "rir", "effort", "reps", "exercise_in"})
BY_KIND = {
    "minutes": ("D-75", "because.ramp"),
    "mode": ("F-10", "because.modes"),
    **dict.fromkeys(("exercise_in", "exercise_out"), ("E-03", "because.turns")),
    **dict.fromkeys(STRENGTH_DETAILS, ("E-11", "because.block_plan")),
    **dict.fromkeys(("added", "removed", "kind", "moved", "heavy"), ("D-51", "because.placed_again")),
}
TAKING_TURNS = {SessionType.HIIT.value, SessionType.TEMPO.value}
STRENGTH_LAST = 1  # minutes of strength sessions come after those of cardio


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the review knows about the reasons: the verdict, whether this week was a lowered one, and causes.

    `causes` has keys "kind" and "kind:target", e.g. "load:back_squat", "minutes:C_LONG", "mode".
    """

    verdict: Verdict
    was_lowered: bool = False
    causes: Mapping[str, Cause] = field(default_factory=dict)


def changes_between(before: Week, after: Week, reasons: Reasons) -> tuple[Change, ...]:
    """Every difference as a Change, most important first; a week without any has one too (G-90).

    A start that only follows from another session's new length is none.
    """
    found = [d for d in differences(before, after) if not d.is_small_shift]
    wholesale = before.phase is not after.phase or reasons.was_lowered or reasons.verdict.decision in LOWERED
    details = [d for d in found if d.kind in STRENGTH_DETAILS]
    others = [d for d in found if d.kind not in STRENGTH_DETAILS]
    made = [*_decision(before, after, reasons)]
    made += [_change(d, before, after, reasons) for d in others]
    if wholesale:
        made += _summed(details, before, after, reasons)
    else:
        made += [_change(d, before, after, reasons) for d in details]
    if not made:
        made = [change(note("change.same"), _minutes(before), _minutes(after), _main(reasons))]
    return in_order(made)


def in_order(made: Iterable[Change]) -> tuple[Change, ...]:
    """Most important first; ties by target and time (G-90)."""
    return tuple(sorted(dict.fromkeys(made), key=_rank))


def _rank(made: Change) -> tuple[int, int, tuple[tuple[str, str], ...], str]:
    code = made.what.code.removeprefix("change.")
    values = dict(made.what.values)
    strength = str(values.get("session", "")).startswith("S_")
    return (
        IMPORTANCE.index(code),
        STRENGTH_LAST if strength else 0,
        tuple((name, str(value)) for name, value in made.what.values),
        str(made.before),
    )


def _decision(before: Week, after: Week, reasons: Reasons) -> Iterator[Change]:
    """The decision itself, except PROGRESS, which shows in what rises (G-90)."""
    decision = reasons.verdict.decision
    if decision is Decision.PROGRESS:
        return
    what = note("change.decision", decision=decision.value)
    yield change(what, _minutes(before), _minutes(after), _main(reasons))


def _change(d: Difference, before: Week, after: Week, reasons: Reasons) -> Change:
    cause = _cause(d, before, after, reasons)
    return change(_what(d, after), d.before, d.after, cause)


def _what(d: Difference, after: Week) -> Note:
    code = f"change.{d.kind}"
    if d.kind == "phase":
        return note(code, phase=d.target)
    if d.kind == "load":
        first = in_own_unit(e for s in after.sessions for e in s.exercises if e.exercise_id == d.target)[0]
        return note(code, exercise=d.target, reps=first.reps_target or first.reps_low)
    if d.kind in ("sets", "reps", "exercise_in", "exercise_out"):
        return note(code, exercise=d.target)
    return note(code, session=d.target) if d.target else note(code)


def _cause(d: Difference, before: Week, after: Week, reasons: Reasons) -> Cause:
    known = reasons.causes.get(f"{d.kind}:{d.target}") or reasons.causes.get(d.kind)
    main = _main(reasons)
    if before.phase is not after.phase:
        return Cause("D-20", note("because.phase", phase=after.phase.value), can_decline=False)
    if reasons.verdict.decision in LOWERED and not d.rises:
        return Cause(main.rule_id, main.because, can_decline=False)
    given = gave_way(d, before, after, reasons.causes.get(SIMPLIFY))
    if given is None and not reasons.was_lowered:
        given = given_back(d, before, after)
    given = given or known
    if given is not None:
        return given
    if reasons.was_lowered and (d.rises or d.kind in RESTORED):
        return Cause("G-50", note("because.back_to_targets"), can_decline=False)
    return _by_kind(d, main)


def _by_kind(d: Difference, main: Cause) -> Cause:
    """The rule that makes this kind of difference where no trigger did: placement, ramp, turns, cut-back."""
    rule_id, code = BY_KIND.get(d.kind, (main.rule_id, "because.consequence"))
    if d.kind == "minutes" and d.target == SessionType.LONG and not d.rises:
        rule_id, code = "F-31", "because.cut_back"
    if d.kind == "minutes" and SessionType(d.target).is_strength:
        rule_id, code = BY_KIND["moved"]
    if d.kind == "kind" and {d.before, d.after} == TAKING_TURNS:
        rule_id, code = "F-50", "because.alternate"
    return Cause(rule_id, note(code), can_decline=False)


def _summed(details: list[Difference], before: Week, after: Week, reasons: Reasons) -> Iterator[Change]:
    """A whole week's sets and loads in one line each, where the week as a whole was lowered, raised or renewed."""
    loads = [d for d in details if d.kind == "load"]
    shares = [_share(d) for d in loads if _share(d)]
    if shares:
        percent = round(100 * fmean(shares))
        what = note("change.loads", count=len(shares))
        yield change(what, 100, percent, _cause(loads[0], before, after, reasons))
    sets = Difference("sets", "", total_sets(before), total_sets(after))
    if sets.before != sets.after:
        yield change(note("change.sets_total"), sets.before, sets.after, _cause(sets, before, after, reasons))
    reps = [d for d in details if d.kind == "reps"]
    if reps:
        what = note("change.scheme", count=len(reps), exercise=reps[0].target)
        yield change(what, reps[0].before, reps[0].after, _cause(reps[0], before, after, reasons))
    yield from (_change(d, before, after, reasons) for d in details if d.kind in ("rir", "heavy", "effort"))


def _share(d: Difference) -> float:
    numbers = isinstance(d.before, int | float) and isinstance(d.after, int | float)
    return float(d.after or 0) / float(d.before) if numbers and d.before else 0.0


def _main(reasons: Reasons) -> Cause:
    reason = reasons.verdict.reason
    return Cause(reason.rule_id, reason.because, can_decline=_overrulable(reasons.verdict))


def _overrulable(verdict: Verdict) -> bool:
    """A decrease that isn't of G-01 levels 1 to 4 nor the calendar's (G-50)."""
    return verdict.decision in (Decision.DELOAD, Decision.REDUCE, Decision.REPEAT)


def _minutes(week: Week) -> int:
    return sum(s.minutes for s in week.sessions if s.is_strength or s.is_cardio)
