"""The kinds of cardio, by the names that watches and web sites give them."""

from __future__ import annotations

from rules.athlete import Mode

# The first word found in a sport's name decides: "indoor_cycling", "Trail Run", "VirtualRide".
WORDS: tuple[tuple[str, Mode], ...] = (
    ("row", Mode.ROW),
    ("ellipt", Mode.ELLIPTICAL),
    ("swim", Mode.SWIM),
    ("walk", Mode.WALK),
    ("hik", Mode.WALK),
    ("ride", Mode.BIKE),
    ("cycl", Mode.BIKE),
    ("bik", Mode.BIKE),
    ("run", Mode.RUN),
    ("treadmill", Mode.RUN),
)


def mode_of(name: str | None) -> Mode | None:
    """The mode that a sport's name stands for; None when it names none of ours."""
    lowered = (name or "").lower()
    return next((mode for word, mode in WORDS if word in lowered), None)
