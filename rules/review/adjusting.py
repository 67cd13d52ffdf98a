"""The modifiers of a review: pace, run-walk, regions, modes, sleep, simplification beside the decision (G-01).

Kinds of Modifier: slow_down (pace, percent), speed_up (pace, percent), hr_down (easy, bpm), run_walk (run, level),
swap_mode (mode, mode), easy_to_non_impact (easy), watch_region, modify_region, block_region (region, severity),
mode_share (region, percent), no_hiit_growth (hiit), rir_plus_one (heavy_lower, 1), simplify (week, minutes),
cue_harder (hiit), advise (professional, doctor, clinician, energy, walking (D-22), light, new_start), tip (talk_test).
Codes: because.disliked (mode).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rules.athlete import Mode
from rules.cardio.mode_context import mode_context, run_walk_level
from rules.cardio.modes import non_impact_mode
from rules.constants import P
from rules.decisions import Modifier
from rules.plan import PhaseName
from rules.review import discipline, pain, wellbeing
from rules.review.adherence import disliked_mode, simplify_to, why_simpler
from rules.review.causes import Cause, modifier
from rules.review.decide import CALENDAR
from rules.review.reading import read_record
from rules.review.view import View
from rules.sessions import note
from rules.state import Adjustments

SLOWEST, LOWEST_BPM = 0.15, 15
PACE_KEYS = frozenset({"pace", "heart_rate", "easy_pace"})
MODE_KEY = "mode"


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What is in force next week beside the decision, the modifiers that say so, and the cause by kind of change."""

    adjustments: Adjustments
    modifiers: tuple[Modifier, ...] = ()
    causes: tuple[tuple[str, Cause], ...] = ()

    def with_(self, adjustments: Adjustments, *made: Modifier, **causes: Cause) -> Adjusted:
        """The same with more."""
        return Adjusted(adjustments, self.modifiers + made, self.causes + tuple(causes.items()))


def adjust(view: View, following: PhaseName, declined: frozenset[str] = frozenset()) -> Adjusted:
    """All modifiers of the week (G-01). `declined` are keys of changes the athlete overruled (G-50).

    A taper and a recovery are prescribed by the calendar, which comes before adherence, so they aren't simplified.
    """
    adjusted = Adjusted(replace(view.state.adjustments, drop_pieces_to_minutes=None))
    adjusted = _pace(adjusted, view, declined)
    adjusted = _regions(adjusted, view)
    adjusted = _sleep(adjusted, view)
    if MODE_KEY not in declined:
        adjusted = _disliked(adjusted, view)
    return adjusted if {view.week.phase, following} & CALENDAR.keys() else _simplified(adjusted, view)


def _pace(adjusted: Adjusted, view: View, declined: frozenset[str]) -> Adjusted:
    """Slower by 5 % and 5 bpm after a week above talking pace, back by as much after a clean one (G-41, F-03)."""
    tests = discipline.answers(view.logged)
    cause = Cause("G-41", discipline.talk_note(tests))
    slow = discipline.too_fast(tests) and not declined & PACE_KEYS
    adjusted = _ladder(adjusted, view, slow)
    if slow:
        return _slower(adjusted, view, cause)
    before = adjusted.adjustments
    eased = replace(before, easy_to_non_impact=False)
    if discipline.tip_only(tests):
        return adjusted.with_(eased, modifier("tip", "talk_test", None, cause))
    if before.pace_slow and len(tests) >= discipline.MIN_ANSWERS and not discipline.fail_rate(tests):
        after = replace(
            eased,
            pace_slow=max(0.0, round(before.pace_slow - P.talk.pace_slow, 4)),
            hr_down_bpm=max(0, before.hr_down_bpm - P.talk.hr_down),
        )
        made_up = modifier("speed_up", "pace", round(100 * after.pace_slow), cause)
        return adjusted.with_(after, made_up, pace=cause, heart_rate=cause)
    return adjusted.with_(eased)


def _slower(adjusted: Adjusted, view: View, cause: Cause) -> Adjusted:
    """5 % and 5 bpm slower; in the second week running one easy run without impact as well (G-41)."""
    before = adjusted.adjustments
    after = replace(
        before,
        pace_slow=min(SLOWEST, round(before.pace_slow + P.talk.pace_slow, 4)),
        hr_down_bpm=min(LOWEST_BPM, before.hr_down_bpm + P.talk.hr_down),
        easy_to_non_impact=discipline.too_fast(discipline.answers(view.before)),
    )
    made = [
        modifier("slow_down", "pace", round(100 * after.pace_slow), cause),
        modifier("hr_down", "easy", after.hr_down_bpm, cause),
    ]
    causes = {"pace": cause, "heart_rate": cause}
    if after.easy_to_non_impact:
        made.append(modifier("easy_to_non_impact", "easy", None, cause))
        causes["mode:C_EASY"] = cause
    return adjusted.with_(after, *made, **causes)


def _ladder(adjusted: Adjusted, view: View, slow: bool) -> Adjusted:
    before = adjusted.adjustments
    level = run_walk_level(view.state.profile, view.levels.endurance, before.run_walk_level)
    after = discipline.ladder(level, view.logged, slow_down=slow)
    if level is None and slow and _runs_cannot_talk(view):
        after = discipline.CONTINUOUS - 1
    if after is None or after == level:
        return adjusted
    cause = Cause("F-03", discipline.talk_note(discipline.answers(view.logged)))
    return adjusted.with_(
        replace(before, run_walk_level=after), modifier("run_walk", Mode.RUN, after, cause), ladder=cause
    )


def _runs_cannot_talk(view: View) -> bool:
    """The talk test can't be passed while running, two weeks in a row (F-03)."""
    return all(
        discipline.too_fast(discipline.answers(x for x in week if x.session.mode is Mode.RUN))
        for week in (view.logged, view.before)
    )


def _regions(adjusted: Adjusted, view: View) -> Adjusted:
    limits = pain.region_limits(view.all_checkins, view.today)
    made: list[Modifier] = []
    for limit in limits:
        cause = Cause("G-33", pain.because(limit, view.all_checkins), can_decline=False)
        made.append(modifier(f"{limit.action}_region", limit.region, None, cause))
        if limit.mode_share < 1:
            made.append(modifier("mode_share", limit.region, round(100 * limit.mode_share), cause))
        advice = pain.needs_professional(view.all_checkins, limit.region, view.today)
        if advice is not None:
            made.append(modifier("advise", "professional", None, Cause("G-33", advice)))
    return adjusted.with_(replace(adjusted.adjustments, regions=limits), *made)


def _sleep(adjusted: Adjusted, view: View) -> Adjusted:
    because = wellbeing.short_sleep(view.metrics)
    short = because is not None
    after = replace(adjusted.adjustments, no_hiit_growth=short, heavy_rir_plus_one=short)
    if because is None:
        return adjusted.with_(after)
    cause = Cause("G-21", because)
    return adjusted.with_(
        after,
        modifier("no_hiit_growth", "hiit", None, cause),
        modifier("rir_plus_one", "heavy_lower", 1, cause),
        rir=cause,
    )


def _disliked(adjusted: Adjusted, view: View) -> Adjusted:
    before = adjusted.adjustments
    weeks = (view.logged, *(read_record(r) for r in view.state.history[-3:]))
    mode = disliked_mode(weeks)
    if mode is None or mode in dict(before.mode_swaps):
        return adjusted
    context = mode_context(view.state.profile, view.levels, view.week.phase, adjustments=before)
    instead = non_impact_mode(replace(context, usable=context.usable - {mode}))
    cause = Cause("G-15", note("because.disliked", mode=mode.value))
    after = replace(before, mode_swaps=(*before.mode_swaps, (mode, instead)))
    return adjusted.with_(after, modifier("swap_mode", mode, instead.value, cause), mode=cause)


def _simplified(adjusted: Adjusted, view: View) -> Adjusted:
    minutes = simplify_to(view.metrics.adherence, view.metrics.done_minutes)
    if minutes is None:
        return adjusted
    cause = Cause("G-15", why_simpler(view.metrics.adherence, view.metrics.logged_share, minutes))
    after = replace(adjusted.adjustments, drop_pieces_to_minutes=minutes)
    return adjusted.with_(after, modifier("simplify", "week", minutes, cause), simplify=cause)


def advice(view: View, fatigue: int) -> Iterator[Modifier]:
    """Advice to see somebody, which no decision carries (G-20, G-27)."""
    again = wellbeing.tired_again(view.state.history, fatigue)
    if again is not None:
        yield modifier("advise", "doctor", None, Cause("G-20", again))
    energy = wellbeing.low_energy(view.state.profile, view.all_wellness, fatigue, view.today)
    if energy is not None:
        yield modifier("advise", "energy", None, Cause("G-27", energy))
