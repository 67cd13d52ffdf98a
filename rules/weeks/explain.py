"""What a week is for, what comes next, and what to know about it (D-80).

Emits `purpose.<phase>` in lower case, `purpose.deload`, `purpose.return`, `purpose.illness`, `purpose.onramp`,
`purpose.micro` (each: phase, week, of); `purpose.taper` also event, weeks; `milestone.event` (event, date, weeks),
`milestone.deload` (weeks), `milestone.phase` (phase, weeks), `milestone.graduation` (weeks);
`warn.score_target` (term, total, target, fix), `tip.score_term` (band, term, total), `because.stepdown` (current,
planned, optional), `because.high_volume` (current), `because.one_day`, `because.phase_order` (lead, then),
`because.hiit_ceiling` (most), `warn.take_part` (event), `tip.micro`, `warn.no_rest_day`, `warn.clearance`.
"""

from __future__ import annotations

from rules.athlete import Level
from rules.constants import P
from rules.fixed import COUNTED_FROM_MIN
from rules.interference import band
from rules.phases import Fixture, upcoming
from rules.phases.calendar import Kind, kinds_of
from rules.plan import PhaseName, Score, Week
from rules.sessions import Note, note
from rules.weeks.intervals import ceiling
from rules.weeks.situation import Situation

FIXES = {
    "pairing": "space_sessions",
    "volume": "drop_easy",
    "quality": "slow_down",
    "number": "drop_easy",
    "rest": "rest_day",
}
MAXIMA = {
    "pairing": P.score.p_max,
    "volume": P.score.v_max,
    "quality": P.score.q_max,
    "number": P.score.n_max,
    "rest": P.score.r_max,
}
GRADUATION_WEEKS = 8


def purpose_of(s: Situation) -> Note:
    """What the week is for."""
    values: dict[str, str | int] = {"phase": s.name.value, "week": s.week, "of": s.phase.weeks}
    if s.name is PhaseName.TAPER and s.event is not None:
        return note("purpose.taper", event=s.event.type.value, weeks=s.phase.weeks - s.week, **values)
    special = (
        (s.ill, "illness"),
        (s.returning, "return"),
        (s.deload, "deload"),
        (s.onramp_week > 0, "onramp"),
        (s.micro, "micro"),
    )
    code = next((name for holds, name in special if holds), s.name.value.lower())
    return note(f"purpose.{code}", **values)


def milestone_of(s: Situation) -> Note | None:
    """The nearest thing to look forward to: the event, a lighter week, graduation or the next phase."""
    event = next((f for f in upcoming(s.state.profile, s.monday) if f.peak), None)
    candidates = [
        (_weeks_until(s, event), 0, _event_note(s, event)) if event is not None else None,
        _deload(s),
        _next_phase(s),
        _graduation(s),
    ]
    known = [c for c in candidates if c is not None]
    return min(known, key=lambda c: (c[0], c[1]))[2] if known else None


Candidate = tuple[int, int, Note]


def _weeks_until(s: Situation, fixture: Fixture) -> int:
    return (fixture.date - s.monday).days // 7


def _event_note(s: Situation, fixture: Fixture) -> Note:
    weeks = _weeks_until(s, fixture)
    return note("milestone.event", event=fixture.type.value, date=fixture.date.isoformat(), weeks=weeks)


def _deload(s: Situation) -> Candidate | None:
    kinds = kinds_of(s.state.phases, s.age)
    now = sum(p.weeks for p in s.state.phases[: s.state.phase_index]) + s.week
    weeks = next((i for i, kind in enumerate(kinds[now:], start=1) if kind is Kind.DELOAD), None)
    return None if weeks is None else (weeks, 1, note("milestone.deload", weeks=weeks))


def _next_phase(s: Situation) -> Candidate | None:
    following = s.state.phase_index + 1
    if following >= len(s.state.phases):
        return None
    weeks = s.phase.weeks - s.week + 1
    return weeks, 2, note("milestone.phase", phase=s.state.phases[following].name.value, weeks=weeks)


def _graduation(s: Situation) -> Candidate | None:
    weeks = GRADUATION_WEEKS - s.week + 1
    if s.name is not PhaseName.BEGINNER or s.phase.event_index is not None or weeks < 1:
        return None
    return weeks, 3, note("milestone.graduation", weeks=weeks)


def week_notes(s: Situation, week: Week) -> tuple[Note, ...]:
    """Everything else the athlete should know about the week, the most important first."""
    if not week.sessions:
        return ()
    return (*_warnings(s), *_reasons(s, week), *score_notes(s.name, week.score))


def _warnings(s: Situation) -> list[Note]:
    found = [note("warn.take_part", event=f.type.value) for _, f in s.around.events if not f.peak]
    if s.restrictions.light:
        found.append(note("warn.clearance"))
    if len({f.day for f in s.fixed if f.minutes >= COUNTED_FROM_MIN}) == 7:
        found.append(note("warn.no_rest_day"))
    return found


def _reasons(s: Situation, week: Week) -> list[Note]:
    current = s.state.profile.current_cardio_min_per_week
    optional = week.optional_easy_minutes
    planned = week.cardio_minutes
    found: list[Note] = []
    if s.stepdown and s.state.week_number <= 2:
        found.append(note("because.stepdown", current=current, planned=planned, optional=optional))
    if s.high_volume:
        found.append(note("because.high_volume", current=current))
    if s.days == 1:
        found.append(note("because.one_day"))
    if s.micro:
        found.append(note("tip.micro"))
    if s.beginner and s.levels.endurance is Level.NOVICE and week.counts.hiit:
        found.append(note("because.hiit_ceiling", most=ceiling(s)))
    return found


def score_notes(phase: PhaseName, score: Score) -> list[Note]:
    """Band and largest term of the score; the cheapest fix where the phase's target is missed (D-60)."""
    term = largest_term(score)
    found = [note("tip.score_term", band=band(score.total), term=term, total=score.total)]
    target = P.score_targets.get(phase.value)
    total = score.total
    if phase is PhaseName.B3:
        target, total = P.score_targets["B3_PRQ"], round(score.pairing + score.rest + score.quality)
    if target is not None and total > target:
        fix = FIXES[term]
        found.append(note("warn.score_target", term=term, total=total, target=target, fix=fix))
    return found


def largest_term(score: Score) -> str:
    """The term with the largest share of its maximum; ties in the order P, V, Q, N, R (D-65)."""
    return max(MAXIMA, key=lambda term: getattr(score, term) / MAXIMA[term])
