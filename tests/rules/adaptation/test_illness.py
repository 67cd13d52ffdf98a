"""When training may begin again after an illness, and how far back the way is (G-32)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from rules.checkin import CheckIn, Illness, Status, Wellness
from rules.review import illness
from tests.rules.adaptation import weeks

WED, FRI, SAT = date(2026, 11, 25), date(2026, 11, 27), date(2026, 11, 28)
FEVER = (
    Wellness(WED, illness=Illness.SYSTEMIC, fever=True),
    Wellness(FRI, illness=Illness.SYSTEMIC, fever=True),
)
CLEAR = Wellness(SAT, illness=Illness.NONE, symptom_free_from=time(12))


def trained(day: date) -> CheckIn:
    """A session done that day."""
    return CheckIn(day, Status.DONE, f"s{day}")


def test_fever_until_friday_symptom_free_from_saturday_noon() -> None:
    """G25: not before Sunday 12:00; intervals not within 7 days after the last fever."""
    episode = illness.latest_episode((*FEVER, CLEAR), (), SAT)

    assert episode is not None
    assert episode.train_from == datetime.combine(date(2026, 11, 29), time(12))
    assert episode.hiit_from == date(2026, 12, 4)
    assert (episode.first_day, episode.days, episode.steps) == (WED, 3, 0)


def test_without_a_clock_time_the_whole_clear_day_must_pass_first() -> None:
    episode = illness.latest_episode((*FEVER, Wellness(SAT, illness=Illness.NONE)), (), SAT)

    assert episode is not None
    assert episode.train_from == datetime.combine(date(2026, 11, 30), time())


def test_still_ill_has_no_date() -> None:
    episode = illness.latest_episode(FEVER, (), SAT)

    assert episode is not None
    assert episode.train_from is None


def test_mild_illness_and_health_are_no_episode() -> None:
    assert illness.latest_episode((Wellness(WED, illness=Illness.MILD),), (), SAT) is None
    assert illness.latest_episode((), (), SAT) is None


def test_an_old_illness_is_forgotten() -> None:
    assert illness.latest_episode((*FEVER, CLEAR), (), FRI + timedelta(days=29)) is None


def test_training_days_are_counted_once_each() -> None:
    days = [date(2026, 11, 30) + timedelta(days=k) for k in (0, 0, 1, 3, 4, 5)]
    episode = illness.latest_episode((*FEVER, CLEAR), [trained(d) for d in days], date(2026, 12, 6))

    assert episode is not None
    assert (episode.steps, episode.fifth_day) == (5, date(2026, 12, 5))
    assert not episode.is_over(date(2026, 11, 30))
    assert episode.is_over(date(2026, 12, 7))


@pytest.mark.parametrize(("step", "share"), [(0, None), (1, None), (2, 0.5), (3, 0.5), (4, 0.7), (9, 0.7)])
def test_shares_by_training_day(step: int, share: float | None) -> None:
    assert illness.share_on(step) == share


def test_a_week_ill_is_fine_longer_asks_for_a_clinician() -> None:
    def ill_for(days: int) -> illness.Episode | None:
        answers = [Wellness(WED + timedelta(days=k), illness=Illness.SYSTEMIC) for k in range(days)]
        return illness.latest_episode(answers, (), WED + timedelta(days=days))

    seven, eight = ill_for(7), ill_for(8)
    assert seven is not None
    assert eight is not None
    assert illness.needs_clinician(seven) is None
    assert illness.needs_clinician(eight) is not None


def test_sessions_until_then_are_excused() -> None:
    week = weeks.week()
    episode = illness.latest_episode((*FEVER, CLEAR), (), SAT)

    assert episode is not None
    assert illness.excused_ids(week, episode) == {s.id for s in week.sessions if s.day >= 2}
