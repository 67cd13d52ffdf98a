"""What the review tells: next week's differences with their causes, growth held back, changes of structure (G-90).

Codes: change.window (day, start), change.days, change.session_minutes, change.model, change.extended (phase),
change.easy_pace (from and to in percent slower), because.no_answer (days), because.skipped_weekday (day, start),
because.low_adherence (percent), because.consequence.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.decisions import Change, Decision
from rules.exercises import EXERCISES, load_kind
from rules.injuries import RESTRICTING, injury_limits
from rules.plan import Week
from rules.planning import advance
from rules.review import pain
from rules.review.adherence import mean_recent
from rules.review.aftermath import Findings
from rules.review.causes import Cause, change
from rules.review.changes import Reasons, changes_between, in_order
from rules.review.progress import growth_causes, stays
from rules.review.structure import FEWER_DAYS, SHORTER
from rules.sessions import Note, note
from rules.state import TrainingState
from rules.weeks.standing import usual_days

RANGES = frozenset({"change.pace", "change.heart_rate"})
STRUCTURE_CODES = {FEWER_DAYS: "change.days", SHORTER: "change.session_minutes"}


def told(found: Findings, after: TrainingState, week: Week | None) -> tuple[Change, ...]:
    """All changes, most important first (G-90)."""
    structural = tuple(_structural(found))
    if week is None:
        reason = found.verdict.reason
        what = note("change.decision", decision=found.verdict.decision.value)
        cause = Cause(reason.rule_id, reason.because, can_decline=False)
        minutes = sum(s.minutes for s in found.view.week.sessions if s.is_strength or s.is_cardio)
        return (change(what, minutes, 0, cause),)
    reasons = Reasons(found.verdict, found.was_lowered, _causes(found, after, week))
    made = changes_between(found.view.week, week, reasons)
    held_back: tuple[Change, ...] = ()
    if found.verdict.decision is Decision.PROGRESS and found.vetoes.causes:
        free = advance(found.start, found.record)
        held_back = stays(found.view.state, free, after, found.vetoes)
    by_feel = tuple(_by_feel(found, after, made))
    if structural or held_back or by_feel:
        made = tuple(c for c in made if c.what.code != "change.same")
    return in_order((*made, *held_back, *by_feel, *structural))


def _causes(found: Findings, after: TrainingState, week: Week) -> dict[str, Cause]:
    causes = {key: cause for key, cause in found.adjusted.causes if key != "ladder"}
    causes |= growth_causes(found.view.state, after, found.view, found.vetoes)
    causes |= found.lifts.causes
    causes |= _of_regions(found, after, week)
    if found.structure.applied is not None and found.structure.applied.kind == FEWER_DAYS:
        fewer = Cause(found.structure.applied.rule_id, note("because.consequence"), can_decline=False)
        causes |= dict.fromkeys(("moved", "added", "removed", "kind"), fewer)
    if found.structure.removed_window is not None:
        moved = Cause("G-15", _window_note(found.structure.removed_window), can_decline=False)
        causes |= dict.fromkeys(("moved", "added", "removed"), moved)
    return causes


def _of_regions(found: Findings, after: TrainingState, week: Week) -> dict[str, Cause]:
    """Exercises and modes that a sore region changes (G-33, C-60)."""
    sore = [limit for limit in after.adjustments.regions if limit.action in RESTRICTING]
    if not sore:
        return {}
    cause = Cause("G-33", pain.because(sore[0], found.view.all_checkins), can_decline=False)
    limits = injury_limits(after.profile.injuries, after.adjustments.regions)
    equipment, chosen = after.profile.equipment, dict(after.block_exercises).values()
    causes = {"mode": cause, "kind": cause}
    for exercise_id in {e.exercise_id for s in found.view.week.sessions for e in s.exercises}:
        exercise = EXERCISES[exercise_id]
        if limits.blocks(exercise, load_kind(exercise, equipment)):
            causes[f"exercise_out:{exercise_id}"] = cause
        elif limits.strains(exercise):
            causes[f"load:{exercise_id}"] = cause
    new = {e.exercise_id for s in week.sessions for e in s.exercises} - set(chosen)
    return causes | {f"exercise_in:{exercise_id}": cause for exercise_id in new}


def _by_feel(found: Findings, after: TrainingState, made: tuple[Change, ...]) -> Iterator[Change]:
    """The easy pace where neither its range nor a heart rate is shown: it moves without a watch too (G-41)."""
    before, now = found.view.state.adjustments.pace_slow, after.adjustments.pace_slow
    cause = dict(found.adjusted.causes).get("pace")
    if before == now or cause is None or any(c.what.code in RANGES for c in made):
        return
    yield change(note("change.easy_pace"), round(100 * before), round(100 * now), cause)


def _structural(found: Findings) -> Iterator[Change]:
    applied, window = found.structure.applied, found.structure.removed_window
    if applied is not None:
        because = note("because.no_answer", days=(found.view.today - applied.offered_on).days)
        code = STRUCTURE_CODES.get(applied.kind, "change.model")
        before = usual_days(found.view.state, found.view.levels) if applied.kind == FEWER_DAYS else None
        yield change(note(code), before, applied.value, Cause(applied.rule_id, because))
    if window is not None:
        because = _window_note(window)
        what = note("change.window", day=window[0], start=window[1])
        yield change(what, f"{window[0]} {window[1]}", None, Cause("G-15", because))
    if found.start != found.view.state:
        phase = found.view.state.phases[found.view.state.phase_index]
        mean = mean_recent(found.view.state.history, found.view.metrics.adherence)
        because = note("because.low_adherence", percent=int(100 * mean + 0.5))
        what = note("change.extended", phase=phase.name.value)
        yield change(what, phase.weeks, phase.weeks + 1, Cause("G-16", because, can_decline=False))
    offered = found.structure.offered
    if offered is not None and offered is not found.view.state.proposal:
        code = STRUCTURE_CODES.get(offered.kind, "change.model")
        cause = Cause(offered.rule_id, offered.reason)
        yield change(note(code), None, offered.value, cause, needs_yes=True)


def _window_note(window: tuple[int, int]) -> Note:
    return note("because.skipped_weekday", day=window[0], start=window[1])
