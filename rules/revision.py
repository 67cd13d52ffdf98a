"""A profile turned back into interview answers, so that any of them can be given anew (C-20)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rules.athlete import Profile
from rules.draft import Draft, Part, Question
from rules.exercises import PRESETS, expand_equipment
from rules.interview import profile_of

# What has to be asked together when one of them changes.
TOGETHER = {
    Question.EVENT: (Question.EVENT, Question.EVENT_MONTH, Question.EVENT_DATE),
    Question.DAYS: (Question.DAYS, Question.SLOT),
    Question.LIFTING: (Question.LIFTING, Question.LIFTS_NOW),
    Question.CARDIO: (Question.CARDIO, Question.CARDIO_NOW, Question.MODE),
}


def draft_of(profile: Profile, today: date, reopen: Question) -> Draft:
    """The answers that make this profile, all given but the reopened question and what belongs to it."""
    first = next((w for day in profile.availability for w in day if len(day) == 1), None)
    pair = next(((d[0].start, d[-1].start) for d in profile.availability if len(d) > 1), Draft().two)
    ahead = sorted((e for e in profile.events if e.date >= today), key=lambda e: e.date)
    event = ahead[0] if ahead else None
    part = next((p for p in Part if first is not None and p.start == first.start), Part.EVENING)
    draft = Draft(
        age_years=profile.age.years,
        age_exact=profile.age.exact,
        goal=profile.goal,
        event=event.type if event else None,
        event_date=event.date if event else None,
        others=tuple(ahead[1:]),
        days=tuple(len(day) for day in profile.availability),
        part=part,
        start=first.start if first is not None and first.start != part.start else None,
        minutes=max((w.max_minutes for day in profile.availability for w in day), default=60),
        two=pair,
        strength_months=profile.strength_months,
        lifts_per_week=profile.current_lifts_per_week,
        endurance_months=profile.endurance_months,
        cardio_minutes=profile.current_cardio_min_per_week,
        mode=profile.main_cardio_mode,
        equipment=_preset_of(profile.equipment),
        time_zone=profile.time_zone,
        reminder_time=profile.reminder_time,
    )
    asked = TOGETHER.get(reopen, (reopen,))
    return replace(draft, answered=tuple(q.value for q in Question if q not in asked))


def revised(profile: Profile, draft: Draft) -> Profile:
    """The profile with the interview's answers as they are now; all that it doesn't ask stays."""
    asked = profile_of(draft)
    return replace(
        profile,
        age=asked.age,
        goal=asked.goal,
        events=asked.events,
        availability=asked.availability,
        strength_months=asked.strength_months,
        current_lifts_per_week=asked.current_lifts_per_week,
        endurance_months=asked.endurance_months,
        current_cardio_min_per_week=asked.current_cardio_min_per_week,
        main_cardio_mode=draft.mode or profile.main_cardio_mode,
        equipment=profile.equipment if _preset_of(profile.equipment) == draft.equipment else asked.equipment,
        reminder_time=asked.reminder_time,
    )


def _preset_of(equipment: frozenset[str]) -> str:
    """The preset with the most in common with this equipment."""
    overlap = {
        name: len(equipment & expand_equipment(name)) - len(equipment ^ expand_equipment(name))
        for name in PRESETS
    }
    return max(overlap, key=lambda name: (overlap[name], name))
