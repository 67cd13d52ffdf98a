"""The health screen: who may train, and under which limits on a given day (C-30 to C-36, D-47)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.athlete import Age
from rules.calendar import WEEK, monday_of
from rules.constants import P
from rules.errors import OutOfRange, TooYoung
from rules.levels import does_little
from rules.remembering import remembered_of
from rules.state import Screening, Standing

BLOCKING = frozenset({"Q1", "Q2", "Q3", "Q4"})
LIGHTENING = frozenset({"Q5", "Q6"})
STATEMENTS = BLOCKING | LIGHTENING | {"Q7"}
LIMITS = frozenset({"no_hiit", "no_heavy", "no_running", "only_supervised"})

CAREFUL_WEEKS = 4  # LIGHT after an unlock (C-31), no impact after a birth (C-36)
BIRTH_HOLD_WEEKS = 12
BIRTH_CARE_WEEKS = 52
VALID_DAYS = 365  # a clearance (C-31) and a screen (C-33)
LIGHT_RPE = 3
LIGHT_MINUTES = 30
LIGHT_RIR = 4


@dataclass(frozen=True, slots=True)
class Restrictions:
    """What the screen forbids on a day. `hold` "medical" or "pregnancy" forbids every session (U13).

    `light` (C-32) carries its numbers: cardio effort at most `max_cardio_rpe` for at most `max_cardio_minutes` a
    session, at least `min_rir` reps in reserve; besides no exercise loading an injured region, whatever its
    severity, and no event plan faster than finishing comfortably.
    """

    light: bool = False
    no_hiit: bool = False
    no_tempo: bool = False
    no_heavy: bool = False
    no_running: bool = False
    no_jumping: bool = False
    hold: str | None = None
    max_cardio_rpe: int | None = None
    max_cardio_minutes: int | None = None
    min_rir: int | None = None
    postpartum: bool = False  # the stop rule of C-36 is shown


def check_age(age: Age) -> None:
    """Refuses under 18 (TooYoung, C-35) and over 90 (OutOfRange, C-10)."""
    if age.years < P.age.min:
        raise TooYoung
    if age.years > P.age.max:
        raise OutOfRange("age", age.years, f"{P.age.min}-{P.age.max}")


def screen(
    ticked: frozenset[str],
    profile_age: Age,
    current_lifts: float,
    current_cardio: int,
    today: date,
) -> Screening:
    """The outcome of the health screen (C-30, C-31, C-32, C-35, C-36).

    `ticked` holds statements "Q1" to "Q7"; lifts and cardio minutes a week are those of now. Refuses ages outside
    18-90 (TooYoung, OutOfRange) and unknown statements (OutOfRange). Q7 holds until `clear` says otherwise.
    """
    check_age(profile_age)
    _check_known("screening", ticked, STATEMENTS)
    old_and_inactive = profile_age.years >= P.age.light_if_inactive and does_little(
        current_lifts, current_cardio
    )
    standing = Standing.CLEAR
    if ticked & BLOCKING:
        standing = Standing.HOLD_MEDICAL
    elif "Q7" in ticked:
        standing = Standing.HOLD_PREGNANCY
    elif ticked & LIGHTENING or old_and_inactive:
        standing = Standing.LIGHT
    return Screening(standing=standing, ticked=ticked, screened_on=today)


def clear(
    screening: Screening,
    cleared_on: date,
    limits: frozenset[str],
    today: date,
    birth_weeks_ago: int | None = None,
) -> Screening:
    """The screening after "a doctor has cleared me" on a date, with the limits named (C-31, C-32, C-36).

    A medical hold opens to four LIGHT weeks; "only_supervised" stays held; LIGHT is lifted except for the limits.
    Where Q7 is ticked the hold stays while pregnant (`birth_weeks_ago` None) and for 12 weeks after a birth; up to a
    year after it four weeks follow without running, jumping and HIIT, and Q7 is answered for good. Refuses a date in
    the future or older than twelve months, and unknown limits (OutOfRange).
    """
    _check_known("limits", limits, LIMITS)
    _check_clearance_date(cleared_on, today)
    cleared = replace(screening, limits=limits, cleared_on=cleared_on, light_until=None)
    if "only_supervised" in limits:
        return replace(cleared, standing=Standing.HOLD_MEDICAL)
    if "Q7" in screening.ticked and (birth_weeks_ago is None or birth_weeks_ago < BIRTH_HOLD_WEEKS):
        return replace(cleared, standing=Standing.HOLD_PREGNANCY)
    careful_until = _end_of_careful_weeks(today)
    cleared = replace(cleared, ticked=screening.ticked - {"Q7"})
    if birth_weeks_ago is not None and birth_weeks_ago <= BIRTH_CARE_WEEKS:
        cleared = replace(cleared, postpartum_until=careful_until)
    if screening.standing is Standing.HOLD_MEDICAL or screening.ticked & BLOCKING:
        return replace(cleared, standing=Standing.LIGHT, light_until=careful_until)
    return replace(cleared, standing=Standing.CLEAR)


def hold_for_red_flag(screening: Screening, emergency: bool) -> Screening:
    """The screening after a red flag: RED-1 holds everything (C-41), RED-2 leaves LIGHT until checked (C-42)."""
    if emergency:
        return replace(screening, standing=Standing.HOLD_MEDICAL, light_until=None)
    if screening.standing in (Standing.HOLD_MEDICAL, Standing.HOLD_PREGNANCY):
        return screening
    return replace(screening, standing=Standing.LIGHT, light_until=None)


@remembered_of(16)  # a week is looked at once to see what grows, and once to be built
def effective(screening: Screening, day: date) -> Restrictions:
    """What the screening forbids on a date (C-31, C-32, C-36, D-47)."""
    if screening.standing is Standing.HOLD_MEDICAL:
        return Restrictions(hold="medical")
    if screening.standing is Standing.HOLD_PREGNANCY:
        return Restrictions(hold="pregnancy")
    light = screening.standing is Standing.LIGHT and _is_before(day, screening.light_until, otherwise=True)
    postpartum = _is_before(day, screening.postpartum_until, otherwise=False)
    return Restrictions(
        light=light,
        no_hiit=light or postpartum or "no_hiit" in screening.limits,
        no_tempo=light,
        no_heavy=light or "no_heavy" in screening.limits,
        no_running=postpartum or "no_running" in screening.limits,
        no_jumping=light or postpartum,
        max_cardio_rpe=LIGHT_RPE if light else None,
        max_cardio_minutes=LIGHT_MINUTES if light else None,
        min_rir=LIGHT_RIR if light else None,
        postpartum=postpartum,
    )


def needs_rescreen(screening: Screening, today: date, days_untrained: int = 0) -> bool:
    """Whether the screen is asked again: after twelve months or a break of twelve weeks (C-33).

    The other two cases of C-33, a red flag and /health, ask at once and are not a matter of dates.
    """
    if screening.screened_on is None:
        return True
    return (today - screening.screened_on).days > VALID_DAYS or days_untrained >= P.break_days[-1]


def _check_known(field: str, given: frozenset[str], known: frozenset[str]) -> None:
    unknown = sorted(given - known)
    if unknown:
        raise OutOfRange(field, ", ".join(unknown), ", ".join(sorted(known)))


def _check_clearance_date(cleared_on: date, today: date) -> None:
    oldest = today - timedelta(days=VALID_DAYS)
    if not oldest <= cleared_on <= today:
        raise OutOfRange("cleared_on", cleared_on.isoformat(), f"{oldest.isoformat()} to {today.isoformat()}")


def _end_of_careful_weeks(today: date) -> date:
    """The Monday after four full plan weeks, so that a plan starting next Monday has all four."""
    first_monday = monday_of(today + WEEK - timedelta(days=1))
    return first_monday + CAREFUL_WEEKS * WEEK


def _is_before(day: date, until: date | None, *, otherwise: bool) -> bool:
    return otherwise if until is None else day < until
