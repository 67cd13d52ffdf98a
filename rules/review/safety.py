"""What stops the review before anything else: holds, red flags, pain of 8 and more (C-31, C-40 to C-44, G-01).

Codes: because.red_flag (flag), because.hold (hold).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rules.checkin import CheckIn
from rules.red_flags import RedLevel, scan, topics
from rules.review.pain import is_red
from rules.screening import effective, hold_for_red_flag
from rules.sessions import Note, note
from rules.state import Screening


@dataclass(frozen=True, slots=True)
class Alarm:
    """The screening after the week's red flags, why everything stops (None: it doesn't), what to have checked."""

    screening: Screening
    stop: Note | None = None
    see_soon: Note | None = None


def alarm(screening: Screening, checkins: Iterable[CheckIn], monday: date) -> Alarm:
    """Red flags of the week that no doctor has cleared since, then the holds in force (C-31, C-41, C-42).

    A check-in's `red_flag` is a topic, a level or the words themselves; "" means the athlete was asked and meant
    something else, so its text is not looked at again (C-43).
    """
    cleared = screening.cleared_on or date.min
    flags = [flag for c in sorted(checkins, key=lambda c: c.date) if c.date > cleared for flag in _flags(c)]
    urgent = next((name for level, name in flags if level is RedLevel.RED1), None)
    if urgent is not None:
        held = hold_for_red_flag(screening, emergency=True)
        return Alarm(held, stop=note("because.red_flag", flag=urgent))
    hold = effective(screening, monday).hold
    if hold is not None:
        return Alarm(screening, stop=note("because.hold", hold=hold))
    if flags:
        lighter = hold_for_red_flag(screening, emergency=False)
        return Alarm(lighter, see_soon=note("because.red_flag", flag=flags[0][1]))
    return Alarm(screening)


def _flags(checkin: CheckIn) -> Iterator[tuple[RedLevel, str]]:
    if checkin.red_flag:
        yield level_of(checkin.red_flag), checkin.red_flag
    elif checkin.red_flag is None:
        found = scan(checkin.free_text)
        if found is not None:
            yield found.level, found.topic
    yield from ((RedLevel.RED2, f"pain_{p.region}") for p in checkin.pain if is_red(p))


def level_of(flag: str) -> RedLevel:
    """The level of a stored flag; what can't be read counts as an emergency."""
    if flag in topics():
        return topics()[flag].level
    plain = flag.upper().replace("-", "").replace("_", "")
    if plain in RedLevel.__members__:
        return RedLevel[plain]
    found = scan(flag)
    return found.level if found is not None else RedLevel.RED1
