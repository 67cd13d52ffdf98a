"""Changes of the structure: one a week, offered, answered, or taken for a yes by silence (G-15, G-16, D-12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.adaptation import adapt, answer
from rules.athlete import Goal, Mode, Region
from rules.checkin import CheckIn, Pain, SkipReason, Status
from rules.decisions import Decision, Proposal
from rules.plan import Model, Phase, PhaseName
from rules.review.adherence import extends_block
from rules.review.metrics import record_adherence
from rules.review.structure import is_accepted_by_silence
from rules.sessions import Session, note
from rules.state import WeekRecord
from tests.rules.adaptation import lives
from tests.rules.athletes import BEGINNER, INTERMEDIATE, athlete

OFFER = Proposal("fewer_days", 4, date(2026, 11, 29), "G-15", note("because.weak_weeks"), 7)


@pytest.mark.parametrize(
    ("proposal", "today", "accepted"),
    [
        (OFFER, date(2026, 12, 5), False),
        (OFFER, date(2026, 12, 6), True),
        (replace(OFFER, silence_days=None), date(2027, 12, 6), False),
    ],
)
def test_silence(proposal: Proposal, today: date, accepted: bool) -> None:
    assert is_accepted_by_silence(proposal, today) is accepted


def test_a_beginner_is_offered_to_graduate_after_eight_good_weeks() -> None:
    state, week = lives.begin(athlete(BEGINNER, goal=Goal.HYBRID))
    assert state.model is Model.BEGINNER
    state, week = lives.live(state, week, 7)
    assert state.proposal is None

    made = lives.review(state, week)

    assert made.proposal is not None
    assert (made.proposal.kind, made.proposal.value) == ("graduate", "UNDULATING")
    assert made.proposal.silence_days is None
    graduated = answer(made.state, yes=True, today=made.inputs.today)
    assert graduated.model is Model.UNDULATING
    assert graduated.phases[graduated.phase_index].name is PhaseName.UNDULATING
    assert answer(made.state, yes=False, today=made.inputs.today).model is Model.BEGINNER


def test_pain_puts_graduation_off() -> None:
    state, week = lives.begin(BEGINNER)
    state, week = lives.live(state, week, 7)

    def hurt(session: Session, checkin: CheckIn) -> CheckIn:
        return replace(checkin, pain=(Pain(Region.WRIST, 4),)) if session.day == 0 else checkin

    assert lives.review(state, week, hurt).proposal is None


def test_a_no_to_graduation_is_kept_until_the_sixteenth_week() -> None:
    state, week = lives.begin(BEGINNER)
    state, week = lives.live(state, week, 7)
    made = lives.review(state, week)
    assert made.next_week is not None
    state, week = answer(made.state, yes=False, today=made.inputs.today), made.next_week

    offers = []
    for _ in range(8):
        made = lives.review(state, week)
        assert made.next_week is not None
        offers.append(made.proposal.kind if made.proposal else None)
        state, week = made.state, made.next_week

    assert offers == [None] * 7 + ["choose_model"]


def test_a_mode_disliked_twice_is_swapped() -> None:
    state, week = lives.begin()

    def no_rowing(session: Session, checkin: CheckIn) -> CheckIn:
        runs = session.mode is Mode.RUN
        return lives.skip(checkin, SkipReason.DISLIKED) if runs else checkin

    first = lives.review(state, week, no_rowing)
    assert first.next_week is not None
    second = lives.review(first.state, first.next_week, no_rowing)

    assert first.state.adjustments.mode_swaps == ()
    ((old, new),) = second.state.adjustments.mode_swaps
    assert old is Mode.RUN
    assert second.next_week is not None
    assert all(s.mode is not Mode.RUN for s in lives.own(second.next_week))
    assert new is not Mode.RUN


def test_a_block_with_weak_weeks_gets_one_loading_week_more() -> None:
    state, week = lives.begin(athlete(goal=Goal.MUSCLE))
    assert (state.phases[0].name, state.phases[0].weeks) == (PhaseName.B1, 5)

    def two_thirds(session: Session, checkin: CheckIn) -> CheckIn:
        return lives.skip(checkin, SkipReason.TRAVEL) if session.day in (1, 3) else checkin

    extended = None
    for _ in range(5):
        made = lives.review(state, week, two_thirds)
        assert made.next_week is not None
        state, week = made.state, made.next_week
        found = [c for c in made.changes if c.what.code == "change.extended"]
        extended = extended or (found[0] if found else None)

    assert extended is not None
    assert (extended.rule_id, extended.before, extended.after) == ("G-16", 5, 6)
    assert state.phases[0].weeks == 6


def test_time_that_is_too_short_proposes_shorter_sessions() -> None:
    state, week = lives.begin()

    def cut_short(session: Session, checkin: CheckIn) -> CheckIn:
        return CheckIn(
            checkin.date,
            Status.PARTIAL,
            session.id,
            reason=SkipReason.TIME,
            actual_minutes=min(30, session.minutes // 2),
        )

    first = lives.review(state, week, cut_short)
    assert first.next_week is not None
    second = lives.review(first.state, first.next_week, cut_short)

    assert second.proposal is not None
    assert second.proposal.kind == "shorter_sessions"
    shorter = answer(second.state, yes=True, today=second.inputs.today)
    longest = max(w.max_minutes for day in shorter.profile.availability for w in day)
    assert longest == second.proposal.value


def test_an_empty_first_week_is_no_break_yet() -> None:
    state, week = lives.begin()

    made = adapt(state, week, (), (), week.start + timedelta(days=6))

    assert made.decision is Decision.REPEAT
    assert made.state.week_in_phase == state.week_in_phase


@pytest.mark.parametrize(
    ("share", "weeks", "default", "event", "extended"),
    [
        (0.69, 5, 5, False, True),
        (0.70, 5, 5, False, False),
        (0.69, 5, 5, True, False),  # with an event: never
        (0.69, 5, 4, False, False),  # once
        (0.69, 6, 6, False, False),  # six weeks at most
    ],
)
def test_a_block_is_extended_at_its_borders(
    share: float, weeks: int, default: int, event: bool, extended: bool
) -> None:
    """G-16."""
    state, _ = lives.begin(INTERMEDIATE, phases=(Phase(PhaseName.B1, weeks),), phase_index=0)

    assert extends_block(state, share, default, event) is extended


@pytest.mark.parametrize(("share", "extended"), [(0.39, True), (0.41, False)])
def test_a_block_is_extended_by_the_mean_of_its_loading_weeks(share: float, extended: bool) -> None:
    """G-16: a week done in full and this one."""
    state, week = lives.begin(INTERMEDIATE, phases=(Phase(PhaseName.B1, 5),), phase_index=0)
    state = replace(
        state, week_in_phase=2, history=(WeekRecord(week, lives.logs(week), (), Decision.PROGRESS),)
    )

    assert extends_block(state, share, 5, event_ahead=False) is extended


@pytest.mark.parametrize(("share", "percent", "offer"), [(0.5, 77, "graduate"), (0.45, 71, None)])
def test_graduation_needs_three_quarters_of_four_weeks(share: float, percent: int, offer: str | None) -> None:
    """D-12: two weeks of the last four half done, with a full one between them."""
    state, week = lives.begin(BEGINNER)
    state, week = lives.live(state, week, 5)
    state, week = lives.live(state, week, 1, lives.only(0.5, SkipReason.TIRED))
    state, week = lives.live(state, week, 1)
    made = lives.review(state, week, lives.only(share, SkipReason.TIRED))

    assert round(100 * sum(map(record_adherence, made.state.history[-4:])) / 4) == percent
    assert (made.proposal.kind if made.proposal else None) == offer
