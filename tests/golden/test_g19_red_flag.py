"""G19: a red flag in free text stops everything until it is answered."""

from __future__ import annotations

from dataclasses import replace

from rules.checkin import CheckIn
from rules.decisions import Decision
from rules.red_flags import RedLevel, scan
from rules.sessions import Session, SessionType, note
from rules.state import Standing
from tests.rules.adaptation import lives

WORDS = "felt chest tightness on the last interval"


def tight_chest(session: Session, checkin: CheckIn) -> CheckIn:
    """The intervals done at 7, with these words."""
    return replace(checkin, rpe=7, free_text=WORDS) if session.type is SessionType.HIIT else checkin


def test_no_progress_is_computed_and_the_plan_is_held() -> None:
    state, week = lives.begin()

    made = lives.review(state, week, tight_chest)

    assert made.decision is Decision.STOP
    assert made.next_week is None
    assert made.state.screening.standing is Standing.HOLD_MEDICAL
    (only,) = made.changes
    assert only.what == note("change.decision", decision="STOP")
    assert only.rule_id == "C-41"
    assert not only.can_decline


def test_the_words_trigger_and_their_negation_does_not() -> None:
    assert (found := scan(WORDS)) is not None
    assert found.level is RedLevel.RED1
    assert scan("no chest pain today, all fine") is None
    assert (fainted := scan("I fainted after the race")) is not None
    assert fainted.level is RedLevel.RED1


def test_after_something_else_was_meant_the_plan_resumes_unchanged() -> None:
    state, week = lives.begin()

    def answered(session: Session, checkin: CheckIn) -> CheckIn:
        told = tight_chest(session, checkin)
        return replace(told, red_flag="") if told.free_text else told

    def never_said(session: Session, checkin: CheckIn) -> CheckIn:
        return replace(checkin, rpe=7) if session.type is SessionType.HIIT else checkin

    resumed, untouched = lives.review(state, week, answered), lives.review(state, week, never_said)

    assert resumed.decision is untouched.decision is Decision.PROGRESS
    assert resumed.next_week == untouched.next_week
    assert resumed.state.screening == untouched.state.screening


def test_a_sign_to_have_checked_soon_leaves_light_training() -> None:
    state, week = lives.begin()

    made = lives.review(state, week, lambda s, c: replace(c, red_flag="RED2") if s.day == 0 else c)

    assert made.decision is not Decision.STOP
    assert made.state.screening.standing is Standing.LIGHT
    assert made.next_week is not None
    assert not lives.of_type(made.next_week, SessionType.HIIT)
    assert any(m.kind == "advise" and m.rule_id == "C-42" for m in made.modifiers)
