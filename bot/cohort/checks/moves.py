"""What a move within the week owes: nothing stacked, every hard rule kept, the gap counted from the real finish."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cohort.checks.layout import DAY_MIN, SEPARATE_MIN, layout_findings
from bot.cohort.checks.terms import minutes, ours, without
from bot.cohort.findings import Finding
from bot.cohort.moving import Move
from rules.missed import MOVED, GapAnswer, Verdict
from rules.missed.gap import Quiet, is_quiet
from rules.plan import Week
from rules.state import TrainingState


def move_findings(state: TrainingState, move: Move, last: Week | None) -> Iterator[Finding]:
    """G-60 for one move; what was broken before it isn't blamed on it."""
    after = move.after
    for answer in move.answers:
        yield from _gap(state, move, answer)
    if after is None:
        return
    if minutes(ours(after.sessions)) > minutes(ours(move.before.sessions)):
        yield Finding("G-60", f"week {after.number}: more minutes after a move")
    if sum(MOVED in s.flags for s in after.sessions) > 2:
        yield Finding("G-60", f"week {after.number}: a third move")
    if after.deload and move.finished_minute is None:
        yield Finding("G-60", f"week {after.number}: a move in a deload week")
    late = frozenset(i for a in move.answers for i in a.session_ids)
    known = {f.rule for f in layout_findings(state, without(move.before, move.gone), last)}
    for found in layout_findings(state, without(after, move.gone), last, moved=late):
        if found.rule not in known:
            yield Finding(f"G-60 {found.rule}", found.detail)


def _gap(state: TrainingState, move: Move, answer: GapAnswer) -> Iterator[Finding]:
    """A moved outing keeps three hours from the real finish, its day, and the quiet hours (D-41, G-60 point 6)."""
    if answer.verdict is not Verdict.MOVED or move.finished_minute is None:
        return
    week, profile = move.before, state.profile
    pieces = [s for s in week.sessions if s.id in answer.session_ids]
    if not pieces:
        return
    told = f"week {week.number} day {pieces[0].day} at minute {answer.start_minute}"
    other_kind = any(s.is_strength != move.session.is_strength for s in pieces)
    if other_kind and 0 <= answer.start_minute - move.finished_minute < SEPARATE_MIN:
        yield Finding("G-60 gap", f"{told}, finished {move.finished_minute}")
    if answer.start_minute // DAY_MIN != pieces[0].day:
        yield Finding("G-60 day", told)
    length = pieces[-1].end_minute - pieces[0].start_minute
    quiet = Quiet(profile.quiet_from, profile.quiet_until)
    if is_quiet(answer.start_minute, answer.start_minute + length, quiet):
        yield Finding("G-60 quiet", told)
