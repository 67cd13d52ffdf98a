"""Every refusal of the rules: one base class, one subclass each; the docstring is the meaning."""

from __future__ import annotations


class TandemError(Exception):
    """Something the coach refuses to do."""


class OutOfRange(TandemError):
    """A value lies outside the range the specification allows (C-10)."""

    def __init__(self, field: str, value: object, allowed: str) -> None:
        super().__init__(f"{field}: {value!r} is not allowed; allowed: {allowed}")
        self.field = field
        self.value = value
        self.allowed = allowed


class MissingField(TandemError):
    """A field that a plan needs has no value yet (C-10, column R)."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field}: a value is needed")
        self.field = field


class TooYoung(TandemError):
    """The person is under 18: no plan, and nothing is stored (C-35)."""


class OnHold(TandemError):
    """A health hold is active: no plan and no exercise advice (C-31, C-36, U13)."""

    def __init__(self, hold: str) -> None:
        super().__init__(f"a hold is active: {hold}")
        self.hold = hold


class NoPlacement(TandemError):
    """No week satisfies the hard constraints, not even after every degradation step (D-55)."""

    def __init__(self, conflicts: tuple[str, ...], steps: tuple[str, ...] = ()) -> None:
        tried = f"; tried: {', '.join(steps)}" if steps else ""
        super().__init__("no valid week; in conflict: " + ", ".join(conflicts) + tried)
        self.conflicts = conflicts
        self.steps = steps


class UnknownSession(TandemError):
    """The session named isn't in this week."""

    def __init__(self, session_id: str) -> None:
        super().__init__(f"no session {session_id!r} in this week")
        self.session_id = session_id


class CannotOverrule(TandemError):
    """The change follows from health, the calendar or another change, so it can't be declined (G-50)."""

    def __init__(self, rule_id: str) -> None:
        super().__init__(f"a change of rule {rule_id} can't be overruled")
        self.rule_id = rule_id
