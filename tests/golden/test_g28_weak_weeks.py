"""G28: two weak weeks, A = 0.55 then 0.52 for lack of time: both hold and get simpler, then D = 5 is proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from rules.adaptation import Review, adapt, answer
from rules.athlete import Event, EventType, Profile
from rules.checkin import CheckIn, SkipReason, Status
from rules.decisions import Decision
from rules.sessions import Session, note
from tests.rules.adaptation import lives
from tests.rules.athletes import athlete

SIX_DAYS = athlete(max_training_days=6)
MARATHON = athlete(
    max_training_days=6, events=(Event(EventType.MARATHON, lives.MONDAY + timedelta(weeks=30)),)
)


def busy(skipped: set[str], short: dict[str, int]) -> lives.Log:
    """No time: "Tue S_UPPER" or a whole "Tue" skipped, others cut short to these minutes."""

    def log(session: Session, checkin: CheckIn) -> CheckIn:
        day = "Mon Tue Wed Thu Fri Sat Sun".split()[session.day]
        name = f"{day} {session.type.value}"
        if skipped & {day, name}:
            return lives.skip(checkin)
        if name not in short:
            return checkin
        return replace(
            checkin, status=Status.PARTIAL, reason=SkipReason.TIME, actual_minutes=short[name], sets=()
        )

    return log


FIRST = busy({"Tue", "Thu", "Mon C_FINISH", "Wed S_PRIMER"}, {"Fri C_FINISH": 18})
SECOND = busy({"Mon", "Sat"}, {"Tue S_UPPER": 30})
HARDLY_ANY = busy({"Tue S_UPPER", "Wed S_PRIMER", "Thu", "Fri", "Sat"}, {"Tue C_FINISH": 8})


@cache
def two_weak_weeks(profile: Profile = SIX_DAYS) -> tuple[Review, Review]:
    state, week = lives.begin(profile)
    assert len({s.day for s in lives.own(week)}) == 6
    first = lives.review(state, week, FIRST)
    assert first.next_week is not None
    return first, lives.review(first.state, first.next_week, SECOND)


@pytest.mark.parametrize("profile", [SIX_DAYS, MARATHON])
def test_both_weeks_hold_with_simpler_weeks(profile: Profile) -> None:
    first, second = two_weak_weeks(profile)

    assert first.metrics.adherence == pytest.approx(0.55)
    assert second.metrics.adherence == pytest.approx(0.52)
    for made in (first, second):
        assert made.fatigue.total == 0
        assert made.decision is Decision.HOLD
        assert made.verdict.reason.rule_id == "G-15"
        assert made.next_week is not None
        planned = sum(s.minutes for s in lives.own(made.next_week))
        assert planned <= 1.25 * made.metrics.done_minutes
        assert any(m.kind == "simplify" for m in made.modifiers)
        gone = [c for c in made.changes if c.what.code == "change.removed" and c.rule_id == "G-15"]
        percent = round(100 * made.metrics.adherence)
        most = int(1.25 * made.metrics.done_minutes)
        assert gone
        assert {c.because for c in gone} == {note("because.simpler", percent=percent, most=most)}


def test_the_second_one_proposes_five_days_and_waits() -> None:
    first, second = two_weak_weeks()

    assert first.proposal is None
    assert second.proposal is not None
    offer = second.proposal
    assert (offer.kind, offer.value, offer.silence_days) == ("fewer_days", 5, 7)
    assert second.state.adjustments.max_days is None
    offered = next(c for c in second.changes if c.what.code == "change.days")
    assert offered.needs_yes


def test_a_yes_applies_it_a_no_does_not() -> None:
    _, second = two_weak_weeks()
    today = second.inputs.today

    assert answer(second.state, yes=True, today=today).adjustments.max_days == 5
    refused = answer(second.state, yes=False, today=today)
    assert refused.proposal is None
    assert refused.adjustments.max_days is None
    assert "G-15" in refused.declined


def test_seven_days_of_silence_apply_it_and_six_do_not() -> None:
    _, second = two_weak_weeks()
    assert second.next_week is not None

    saturday = second.inputs.today + timedelta(days=6)
    early = adapt(second.state, second.next_week, lives.logs(second.next_week), (), saturday)
    third = lives.review(second.state, second.next_week)

    assert early.state.adjustments.max_days is None
    assert early.proposal == second.proposal
    assert third.state.adjustments.max_days == 5
    assert third.state.proposal is None
    assert third.next_week is not None
    assert len({s.day for s in lives.own(third.next_week)}) == 5
    applied = next(c for c in third.changes if c.what.code == "change.days")
    assert (applied.before, applied.after) == (6, 5)
    assert applied.because.code == "because.no_answer"
    assert not applied.needs_yes


def test_with_an_event_no_week_of_the_calendar_is_lost() -> None:
    first, second = two_weak_weeks(MARATHON)
    begun = first.inputs.state

    assert [made.state.week_in_phase for made in (first, second)] == [2, 3]
    assert second.state.phase_index == begun.phase_index
    assert second.state.phases == begun.phases


@pytest.mark.parametrize(("profile", "decision"), [(SIX_DAYS, Decision.REPEAT), (MARATHON, Decision.HOLD)])
def test_thirty_percent_repeats_without_an_event(profile: Profile, decision: Decision) -> None:
    state, week = lives.begin(profile)

    made = lives.review(state, week, HARDLY_ANY)

    assert made.metrics.adherence == pytest.approx(0.30)
    assert made.decision is decision
    assert made.state.week_in_phase == (1 if decision is Decision.REPEAT else 2)


def test_a_weekday_that_never_works_is_taken_out_and_can_be_kept() -> None:
    state, week = lives.begin(SIX_DAYS)
    first = lives.review(state, week, busy({"Tue"}, {}))
    assert first.next_week is not None
    assert first.state.adjustments.removed_windows == frozenset()

    second = lives.review(first.state, first.next_week, busy({"Tue"}, {}))

    assert second.state.adjustments.removed_windows == {(1, 18 * 60)}
    assert second.next_week is not None
    assert all(s.day != 1 for s in lives.own(second.next_week))
    removed = next(c for c in second.changes if c.what.code == "change.window")
    assert removed.can_decline
    assert replace(removed.what).values == (("day", 1), ("start", 1080))
