"""Why something is different next week: a rule, the data, and whether the athlete may overrule it (G-50, G-90)."""

from __future__ import annotations

from dataclasses import dataclass

from rules.decisions import Change, Modifier
from rules.evidence import rule
from rules.sessions import Note, Value


@dataclass(frozen=True, slots=True)
class Cause:
    """A rule and the data it looked at. `can_decline` False: G-01 levels 1 to 4, the calendar, or a consequence."""

    rule_id: str
    because: Note
    can_decline: bool = True


def change(what: Note, before: Value | None, after: Value | None, cause: Cause, **more: bool) -> Change:
    """A Change with the evidence and the certainty of its rule (0.8, G-90)."""
    info = rule(cause.rule_id)
    return Change(
        what=what,
        before=before,
        after=after,
        because=cause.because,
        rule_id=cause.rule_id,
        evidence_ids=info.evidence_ids,
        certainty=info.certainty,
        can_decline=cause.can_decline,
        needs_yes=more.get("needs_yes", False),
    )


def modifier(kind: str, target: str, value: Value | None, cause: Cause) -> Modifier:
    """A Modifier of that cause (G-01)."""
    return Modifier(kind, target, value, cause.rule_id, cause.because)


def key_of(made: Change) -> str:
    """What names a change when the athlete declines it: its code and its target, e.g. "load:back_squat"."""
    values = dict(made.what.values)
    target = next(
        (str(values[name]) for name in ("exercise", "session", "quantity", "mode") if name in values), ""
    )
    code = made.what.code.removeprefix("change.")
    return f"{code}:{target}" if target else code
