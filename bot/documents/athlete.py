"""From a profile document to the rules' values: the profile, and the outcome of the health screen (C-10, C-30)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.documents.profile import ProfileDocument
from rules.athlete import (
    Age,
    Event,
    FixedSession,
    Injury,
    Profile,
    RecentLift,
    RecentRace,
    Window,
)
from rules.exercises import expand_equipment
from rules.screening import clear, screen
from rules.state import Screening
from rules.windows import usable_windows

YOUNGEST_OF_BAND = {"18-34": 18, "35-44": 35, "45-59": 45, "60-69": 60, "70+": 70}


@dataclass(frozen=True, slots=True)
class Athlete:
    """A profile and the outcome of its health screen on the day the plan is made."""

    profile: Profile
    screening: Screening


def athlete_of(document: ProfileDocument, today: date) -> Athlete:
    """The values of a profile document that was read on that day (C-10)."""
    profile = _profile(document)
    return Athlete(profile, _screening(document, profile, today))


def _profile(document: ProfileDocument) -> Profile:
    race = document.recent_race
    return Profile(
        age=_age(document),
        goal=document.goal,
        strength_months=document.strength_months,
        endurance_months=document.endurance_months,
        availability=_availability(document),
        equipment=expand_equipment(document.equipment),
        time_zone=document.time_zone,
        sex=document.sex,
        weight_kg=document.weight_kg,
        height_cm=document.height_cm,
        strength_focus=document.strength_focus,
        events=tuple(Event(e.type, e.date, e.rank, e.target_time) for e in document.events),
        current_lifts_per_week=document.current_lifts_per_week,
        current_cardio_min_per_week=document.current_cardio_min_per_week,
        current_run_min_per_week=document.current_run_min_per_week,
        longest_session_30d_min=document.longest_session_30d_min,
        main_cardio_mode=document.main_cardio_mode,
        max_training_days=document.max_training_days,
        fixed_sessions=tuple(
            FixedSession(f.day, f.start, f.minutes, f.kind, f.rpe) for f in document.fixed_sessions
        ),
        load_steps_kg=tuple(sorted(document.load_steps.items())),
        injuries=tuple(Injury(i.region, i.severity, i.since) for i in document.injuries),
        resting_hr=document.resting_hr,
        max_hr=document.max_hr,
        beta_blocker=document.beta_blocker,
        recent_race=RecentRace(race.distance_m, race.time_s, race.date) if race is not None else None,
        recent_lifts=tuple(
            RecentLift(x.exercise_id, x.load, x.reps, x.rir, x.date) for x in document.recent_lifts
        ),
        sleep_usual_h=document.sleep_usual_h,
        long_session_days=frozenset(document.long_session_days),
        cut_phase=document.cut_phase,
        likes=frozenset(document.likes),
        dislikes=frozenset(document.dislikes),
        conditions=frozenset(document.conditions),
        prefers_cardio=document.prefers_cardio,
        wants_three_hiit=document.wants_three_hiit,
        supplements_opt_in=document.supplements_opt_in,
        units=document.units,
        quiet_from=document.quiet_hours[0],
        quiet_until=document.quiet_hours[1],
        reminder_lead_min=document.reminder_lead_min,
        reminder_time=None if isinstance(document.reminder_time, str) else document.reminder_time,
    )


def _age(document: ProfileDocument) -> Age:
    if isinstance(document.age, int):
        return Age(document.age)
    return Age(YOUNGEST_OF_BAND[document.age], exact=False)


def _availability(document: ProfileDocument) -> tuple[tuple[Window, ...], ...]:
    by_day = {
        int(day): tuple(Window(w.start, w.max_minutes) for w in windows)
        for day, windows in document.availability.items()
    }
    return tuple(usable_windows(by_day.get(day, ())) for day in range(7))


def _screening(document: ProfileDocument, profile: Profile, today: date) -> Screening:
    found = screen(
        frozenset(document.screening),
        profile.age,
        profile.current_lifts_per_week,
        profile.current_cardio_min_per_week,
        today,
    )
    word = document.clearance
    if word is None:
        return found
    return clear(found, word.date, frozenset(word.limits), today, word.birth_weeks_ago)
