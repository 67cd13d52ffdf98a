"""The one change of this week: the term of the score with the largest share of its maximum (D-65, A-36).

Note codes, each with `share` (percent of the term's maximum) and `term` (P, V, Q, N, R): `advice.lift_first`,
`advice.six_hours`, `advice.other_day`, `advice.drop_easy` (minutes a week), `advice.swap_hiit`, `advice.cut_longest`
(cut_minutes, minutes), `advice.slow_down`, `advice.rest_day`, `advice.rest_between` (there is a rest day, but hard days
follow each other); `advice.first_block` where nothing stands out.
"""

from __future__ import annotations

from collections.abc import Sequence

from rules.constants import P
from rules.days import FULL_GAP_MIN, SEPARATE_GAP_MIN, clock, clock_end, week_facts
from rules.interference import HARD_TYPES
from rules.plan import Score
from rules.sessions import Note, Session, SessionType, note

FEW_PERCENT = 15
MUCH_CARDIO_MIN = 240
ENOUGH_HIIT = 2
CUT_MIN = 20


def shares(score: Score) -> tuple[tuple[str, float], ...]:
    """Each term as a share of its maximum, in the order that breaks ties: P, V, Q, N, R (D-65)."""
    return (
        ("P", score.pairing / P.score.p_max),
        ("V", score.volume / P.score.v_max),
        ("Q", score.quality / P.score.q_max),
        ("N", score.number / P.score.n_max),
        ("R", score.rest / P.score.r_max),
    )


def one_change(sessions: Sequence[Session], score: Score, *, hiit_allowed: bool) -> Note:
    """Exactly one change for the term with the largest share (D-65)."""
    term, share = max(shares(score), key=lambda item: item[1])
    if share * 100 < FEW_PERCENT:
        return note("advice.first_block")
    values: dict[str, str | int] = {"term": term, "share": round(share * 100)}
    if term == "P":
        return note(_about_pairing(sessions), **values)
    if term == "Q":
        return note("advice.slow_down", **values)
    if term == "R":
        return note("advice.rest_between" if _has_rest_day(sessions) else "advice.rest_day", **values)
    return _about_volume(sessions, values, hiit_allowed=hiit_allowed)


def _has_rest_day(sessions: Sequence[Session]) -> bool:
    return not all(day.trains for day in week_facts(sessions))


def _about_pairing(sessions: Sequence[Session]) -> str:
    pairs = [(s, c) for day in week_facts(sessions) for s in day.strength for c in day.cardio]
    if any(clock(c) < clock(s) < clock_end(c) + FULL_GAP_MIN for s, c in pairs):
        return "advice.lift_first"
    gaps = [clock(c) - clock_end(s) for s, c in pairs if c.type in HARD_TYPES or c.minutes > CUT_MIN]
    if any(gap < SEPARATE_GAP_MIN for gap in gaps):
        return "advice.other_day"
    return "advice.six_hours" if any(gap < FULL_GAP_MIN for gap in gaps) else "advice.other_day"


def _about_volume(sessions: Sequence[Session], values: dict[str, str | int], *, hiit_allowed: bool) -> Note:
    cardio = [s for s in sessions if s.is_cardio]
    minutes = sum(s.minutes for s in cardio)
    if minutes > MUCH_CARDIO_MIN:
        return note("advice.drop_easy", minutes=minutes, **values)
    if hiit_allowed and sum(s.type is SessionType.HIIT for s in cardio) < ENOUGH_HIIT:
        return note("advice.swap_hiit", **values)
    longest = max(s.minutes for s in cardio)
    return note("advice.cut_longest", minutes=longest, cut_minutes=CUT_MIN, **values)
