"""Illness: when training may begin again, and how far along the way back is (G-32).

Codes: because.illness (last_day), because.illness_steps (done, of), because.long_illness (days).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from rules.athlete import Window
from rules.checkin import CheckIn, Illness, Status, Wellness
from rules.constants import P
from rules.plan import Week
from rules.sessions import Note, note

EASY_DAYS, HALF_DAYS = 2, 4
LONG_ILLNESS_DAYS = 7
UNKNOWN_DAYS = timedelta(days=2)
FORGOTTEN_DAYS = 28


@dataclass(frozen=True, slots=True)
class Episode:
    """A systemic illness. `train_from` is local and naive; None while no symptom-free report has come.

    `steps` are the training days since; `week_of_fifth` the last day of the week that held the fifth.
    """

    first_day: date
    last_day: date
    train_from: datetime | None
    hiit_from: date
    steps: int
    fifth_day: date | None

    @property
    def days(self) -> int:
        """Days ill."""
        return (self.last_day - self.first_day).days + 1

    def is_over(self, week_start: date) -> bool:
        """Whether the week beginning on this Monday is back at 100 %: the fifth training day lies before it."""
        return self.fifth_day is not None and self.fifth_day < week_start

    @property
    def because(self) -> Note:
        """The data behind the decision."""
        if self.steps:
            return note("because.illness_steps", done=self.steps, of=HALF_DAYS)
        return note("because.illness", last_day=self.last_day.isoformat())


def latest_episode(wellness: Iterable[Wellness], checkins: Iterable[CheckIn], today: date) -> Episode | None:
    """The latest systemic illness of the last four weeks; `wellness` in any order (G-32)."""
    known = sorted((w for w in wellness if w.date <= today), key=lambda w: w.date)
    ill = [w for w in known if is_systemic(w)]
    if not ill or (today - ill[-1].date).days > FORGOTTEN_DAYS:
        return None
    last_day = ill[-1].date
    train_from = _train_from(known, last_day)
    trained = _training_days(checkins, train_from)
    fever_days = [w.date for w in ill if w.fever is not False]
    return Episode(
        first_day=_first_day(known, last_day),
        last_day=last_day,
        train_from=train_from,
        hiit_from=(fever_days or [last_day])[-1] + timedelta(days=P.illness.hiit_after_fever_days),
        steps=len(trained),
        fifth_day=trained[HALF_DAYS] if len(trained) > HALF_DAYS else None,
    )


def is_systemic(wellness: Wellness) -> bool:
    """Systemic illness or fever on that day (G-32)."""
    return wellness.illness is Illness.SYSTEMIC or wellness.fever is True


def share_on(step: int) -> float | None:
    """Share of minutes and sets on a training day, counted from 0; None: 20 min easy instead (G-32)."""
    if step < EASY_DAYS:
        return None
    return 0.5 if step < HALF_DAYS else 0.7


def needs_clinician(episode: Episode) -> Note | None:
    """More than 7 days ill: advise a clinician (G-32)."""
    return note("because.long_illness", days=episode.days) if episode.days > LONG_ILLNESS_DAYS else None


def first_training_day(episode: Episode, monday: date, availability: tuple[tuple[Window, ...], ...]) -> int:
    """The first day (0 Monday) of that week on which every window lies after `train_from`; 7: none (G-32).

    Without a symptom-free report the earliest is two days after the last ill day.
    """
    earliest = episode.train_from or datetime.combine(episode.last_day + UNKNOWN_DAYS, time())
    for day, windows in enumerate(availability):
        starts = [datetime.combine(monday + timedelta(days=day), w.start) for w in windows]
        day_ends = datetime.combine(monday + timedelta(days=day + 1), time())
        if day_ends > earliest and all(start >= earliest for start in starts):
            return day
    return len(availability)


def excused_ids(week: Week, episode: Episode) -> frozenset[str]:
    """Sessions of the week that fall before training may begin again: they are excused (G-11, G-32)."""
    return frozenset(
        s.id
        for s in week.sessions
        if week.date_of(s) >= episode.first_day
        and (episode.train_from is None or datetime.combine(week.date_of(s), s.start) < episode.train_from)
    )


def _train_from(known: list[Wellness], last_day: date) -> datetime | None:
    """24 h after the first symptom-free moment; without a clock time the day's end counts (G-32)."""
    clear = next((w for w in known if w.date > last_day and w.illness is Illness.NONE), None)
    same_day = next((w for w in known if w.date == last_day and w.symptom_free_from is not None), None)
    report = same_day or clear
    if report is None:
        return None
    if report.symptom_free_from is None:
        since = datetime.combine(report.date + timedelta(days=1), time())
    else:
        since = datetime.combine(report.date, report.symptom_free_from)
    return since + timedelta(hours=P.illness.clear_h)


def _first_day(known: list[Wellness], last_day: date) -> date:
    """First day of the run of illness: back until a symptom-free report lies between."""
    first = last_day
    for w in reversed([w for w in known if w.date <= last_day]):
        if w.illness is Illness.NONE and not w.fever:
            break
        if is_systemic(w):
            first = w.date
    return first


def _training_days(checkins: Iterable[CheckIn], train_from: datetime | None) -> list[date]:
    if train_from is None:
        return []
    return sorted(
        {
            c.date
            for c in checkins
            if c.status in (Status.DONE, Status.PARTIAL) and c.date >= train_from.date()
        }
    )
