"""One decision from all triggers together: the table of every combination, written independently (G-01, Q)."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.decisions import Decision
from rules.plan import PhaseName
from rules.review.decide import Situation, cap_by_calendar, decide
from rules.sessions import note

# Each trigger: what it sets, and the decision the specification gives it.
TRIGGERS: dict[str, tuple[dict[str, Any], Decision]] = {
    "red flag": ({"stop": note("because.red_flag", flag="chest pain")}, Decision.STOP),
    "illness": ({"illness": note("because.illness")}, Decision.ILLNESS),
    "break": ({"returning": note("because.break", days=9)}, Decision.RETURN),
    "fatigue": ({"fatigue_score": 3}, Decision.REDUCE),
    "planned deload": ({"planned_deload": True}, Decision.DELOAD),
    "hardly anything done": ({"adherence": 0.39}, Decision.REPEAT),
    "missing data": ({"logged_share": 0.49}, Decision.HOLD),
    "over-doing": ({"over_done": note("because.over_done", percent=140)}, Decision.HOLD),
    "after a reduced week": ({"after_reduce": True}, Decision.HOLD),
    "low energy": ({"low_energy": note("because.missed_periods", count=3)}, Decision.HOLD),
}
CONSERVATIVE_FIRST = ("STOP", "ILLNESS", "RETURN", "DELOAD", "REDUCE", "REPEAT", "HOLD", "PROGRESS")


def _situation(names: tuple[str, ...]) -> Situation:
    fields: dict[str, Any] = {}
    for name in names:
        fields |= TRIGGERS[name][0]
    return Situation(**fields)


def test_for_every_combination_the_most_conservative_trigger_wins() -> None:
    combinations = [
        tuple(name for name, on in zip(TRIGGERS, bits, strict=True) if on)
        for bits in product((False, True), repeat=len(TRIGGERS))
    ]
    assert len(combinations) == 2 ** len(TRIGGERS)

    for names in combinations:
        asked = [TRIGGERS[name][1].value for name in names] or ["PROGRESS"]
        expected = min(asked, key=CONSERVATIVE_FIRST.index)
        assert decide(_situation(names)).decision.value == expected, names


@given(st.sets(st.sampled_from(sorted(TRIGGERS))), st.sampled_from(sorted(TRIGGERS)))
def test_one_trigger_more_never_makes_the_week_bolder(names: set[str], more: str) -> None:
    before = decide(_situation(tuple(sorted(names)))).decision
    after = decide(_situation(tuple(sorted(names | {more})))).decision

    assert CONSERVATIVE_FIRST.index(after.value) <= CONSERVATIVE_FIRST.index(before.value)


@given(
    adherence=st.floats(0, 1),
    fatigue=st.integers(0, 10),
    logged=st.floats(0, 1),
    event=st.booleans(),
    reduce=st.booleans(),
)
def test_progress_needs_four_fifths_done_and_little_fatigue(
    adherence: float, fatigue: int, logged: float, event: bool, reduce: bool
) -> None:
    situation = Situation(
        adherence=adherence,
        fatigue_score=fatigue,
        logged_share=logged,
        event_ahead=event,
        after_reduce=reduce,
    )

    progressed = decide(situation).decision is Decision.PROGRESS

    assert progressed == (adherence >= 0.80 and fatigue <= 1 and logged >= 0.5 and not reduce)


@pytest.mark.parametrize(
    ("adherence", "event", "decision"),
    [
        (0.80, False, Decision.PROGRESS),
        (0.79, False, Decision.HOLD),
        (0.60, False, Decision.HOLD),
        (0.40, False, Decision.HOLD),
        (0.39, False, Decision.REPEAT),
        (0.39, True, Decision.HOLD),
        (0.0, False, Decision.REPEAT),
    ],
)
def test_adherence_at_its_borders(adherence: float, event: bool, decision: Decision) -> None:
    assert decide(Situation(adherence=adherence, event_ahead=event)).decision is decision


@pytest.mark.parametrize(
    ("mean", "decision", "rule"),
    [(0.60, Decision.DELOAD, "D-06"), (0.59, Decision.HOLD, "G-16")],
)
def test_a_planned_deload_needs_something_to_recover_from(mean: float, decision: Decision, rule: str) -> None:
    """G-35 with the exception G-16."""
    verdict = decide(Situation(planned_deload=True, mean_adherence_3w=mean))

    assert verdict.decision is decision
    assert verdict.reason.rule_id == rule


@pytest.mark.parametrize("phase", [PhaseName.TAPER, PhaseName.RECOVERY])
@pytest.mark.parametrize("decision", list(Decision))
def test_the_calendar_replaces_only_what_is_not_stricter(phase: PhaseName, decision: Decision) -> None:
    verdict = decide(_of(decision))
    capped = cap_by_calendar(verdict, phase)

    soft = decision in (Decision.REPEAT, Decision.HOLD, Decision.PROGRESS)
    assert verdict.decision is decision
    assert capped.decision is (Decision.HOLD if soft else decision)
    assert (capped.reason.rule_id in ("D-07", "D-09")) == soft


def _of(decision: Decision) -> Situation:
    if decision is Decision.PROGRESS:
        return Situation()
    name = next(n for n, (_, asked) in TRIGGERS.items() if asked is decision)
    return _situation((name,))


def test_the_verdict_names_its_data_and_rule() -> None:
    skipped = decide(Situation(adherence=0.55))
    unlogged = decide(Situation(adherence=0.55, logged_share=0.4))

    assert skipped.reason.because == note("because.adherence", percent=55, border=80)
    assert [t.rule_id for t in unlogged.triggers] == ["G-15", "G-17"]
    assert unlogged.reason.because == note("because.missing_data", percent=40)
    assert not skipped.by_health


@pytest.mark.parametrize("name", ["red flag", "illness", "break"])
def test_health_decisions_are_marked_as_such(name: str) -> None:
    assert decide(_situation((name,))).by_health
