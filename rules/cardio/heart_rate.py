"""Heart rate as a helper: the easy zone, and when none is shown (F-04)."""

from __future__ import annotations

from rules.athlete import Profile
from rules.constants import P
from rules.sessions import Band
from rules.units import round_half_up

HR_UNFIT = "hr_unfit"  # the athlete said that the range doesn't fit
HIDDEN_FOR = frozenset({"pregnant", "atrial_arrhythmia", HR_UNFIT})


def max_hr(profile: Profile) -> float | None:
    """Highest heart rate in bpm: as told, else 208 - 0.7 x age; None where only an age band is known."""
    if profile.max_hr is not None:
        return float(profile.max_hr)
    return P.hr.a - P.hr.b * profile.age.years if profile.age.exact else None


def easy_zone(profile: Profile, down_bpm: int = 0) -> Band | None:
    """The easy zone in bpm; `down_bpm` lowers its ceiling after failed talk tests (F-04, G-41).

    None for an age band without a known maximum, with a beta blocker, in pregnancy, with an atrial arrhythmia or
    where the athlete said that it doesn't fit.
    """
    top = max_hr(profile)
    if top is None or profile.beta_blocker or profile.conditions & HIDDEN_FOR:
        return None
    if profile.resting_hr is not None:
        low, high = (profile.resting_hr + share * (top - profile.resting_hr) for share in P.hr.easy_hrr)
    else:
        low, high = (share * top for share in P.hr.easy_pct)
    floor = round_half_up(low)
    return Band(floor, max(floor, round_half_up(high) - down_bpm))
