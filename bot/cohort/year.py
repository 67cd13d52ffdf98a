"""One synthetic athlete's weeks: plan, live, review, answer; and every check on the way."""

from __future__ import annotations

import random
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.cohort.body import Body
from bot.cohort.checks.content import content_findings
from bot.cohort.checks.growth import growth_findings
from bot.cohort.checks.layout import layout_findings
from bot.cohort.checks.moves import move_findings
from bot.cohort.checks.reviews import review_findings, same_again
from bot.cohort.checks.terms import without
from bot.cohort.counting import count_event, count_review, count_week
from bot.cohort.findings import Finding
from bot.cohort.living import Lived, Week7
from bot.cohort.mishaps import Mishaps, week_begins, week_ends
from bot.cohort.people import Person
from bot.cohort.tally import Tally
from rules.adaptation import Review, adapt, answer, decline, keep_last_week
from rules.athlete import Profile
from rules.calendar import monday_of
from rules.decisions import Decision
from rules.errors import OnHold
from rules.plan import Counts, Score, Week
from rules.planning import first_state
from rules.screening import clear, effective, screen
from rules.state import Screening, Standing, TrainingState
from rules.weeks import build_week

SUNDAY = timedelta(days=6)
AU_A_MINUTE = 4.5
CLEARED_A_WEEK = 0.4
LIMITS = ((), (), ("no_hiit",), ("no_running",), ("no_heavy",))
BIRTH_WEEKS = (None, 8, 14, 30)


@dataclass(slots=True)
class Year:
    """The run of one person. `state` None: no plan yet, or the old one has ended."""

    person: Person
    dice: random.Random
    body: Body
    today: date
    profile: Profile
    screening: Screening
    state: TrainingState | None = None
    week: Week | None = None
    last: Week | None = None
    trained: Week | None = None  # the last week less what was missed
    planned: list[Week] = field(default_factory=list)
    mishaps: Mishaps = field(default_factory=Mishaps)
    tally: Tally = field(default_factory=Tally)

    def run(self, weeks: int) -> Tally:
        """Live so many weeks; a crash of the rules is a finding and ends this athlete."""
        try:
            for _ in range(weeks):
                self._week()
        except Exception:  # noqa: BLE001  # a crash of the rules is a finding, not the end of the run
            where = traceback.format_exc().strip().splitlines()
            self._found([Finding("crash", f"{where[-1]} at {where[-3].strip()}")])
        gained = round((self.body.strength - 1) * 20) * 5
        self.tally.athletes[self.person.traits.reporter.value] += 1
        self.tally.gains[self.person.traits.reporter.value, gained] += 1
        return self.tally

    def _week(self) -> None:
        """One week of the calendar, with a plan or without."""
        if self.state is None:
            self._begin()
        if self.state is None:
            self.tally.weeks["held"] += 1
            self.today += timedelta(weeks=1)
            return
        monday = self.state.start + timedelta(weeks=self.state.week_number - 1)
        self.today = monday
        self._maybe_cleared()
        week_begins(self.mishaps, monday, self.body, self.person.traits, self.dice)
        if self.week is None:
            self._idle(monday)
        else:
            self._live(self.week)
        week_ends(self.mishaps)

    def _begin(self) -> None:
        """Ask for a plan; while a hold is active there must be none (U13)."""
        self._clear_hold()
        held = effective(self.screening, monday_of(self.today)).hold
        try:
            state = first_state(self.profile, self.screening, self.today)
        except OnHold:
            if held is None:
                self._found([Finding("U13", "refused without a hold")])
            return
        first_day = self.today.weekday() if monday_of(self.today) == state.start else 0
        self.state, self.week = state, build_week(state, first_day=first_day)
        self.last = self.trained = None
        self.planned = []
        self.tally.happened["plan begun"] += 1

    def _live(self, week: Week) -> None:
        state = self._known()
        self._check(state, week)
        self.planned.append(week)
        count_week(self.tally, state, week)
        count_event(self.tally, state, week, self.body, self.mishaps)
        days = Week7(state, week, self.last, self.body, self.mishaps, self.person.traits, self.dice)
        lived = days.live()
        for move in lived.moves:
            self.tally.happened["move"] += move.after is not None
            self._found(move_findings(state, move, self.trained))
        self._review(state, lived)

    def _idle(self, monday: date) -> None:
        """A week under a hold passes without a plan; its review finds the break."""
        state = self._known()
        self.tally.weeks["held"] += 1
        for _ in range(7):
            self.body.sleep_over()
        self._review(state, Lived(idle_week(state, monday), (), ()))

    def _review(self, state: TrainingState, lived: Lived) -> None:
        made = adapt(state, lived.week, lived.checkins, lived.wellness, lived.week.start + SUNDAY)
        self._found(review_findings(made))
        self._found(same_again(made))
        count_review(self.tally, made)
        made = self._contradicted(made)
        self.last, self.trained = lived.week, without(lived.week, lived.gone)
        self.state, self.week = self._answered(made), made.next_week
        if self.state.proposal is not made.state.proposal and made.next_week is not None:
            self.week = build_week(self.state, made.decision)
        if made.next_week is None and made.decision is not Decision.STOP:
            self._new_start(made)

    def _contradicted(self, made: Review) -> Review:
        """Now and then a change is declined, or last week kept (G-50)."""
        if self.dice.random() >= self.person.traits.contrary or made.next_week is None:
            return made
        open_to_it = [c for c in made.changes if c.can_decline]
        again = decline(made, self.dice.choice(open_to_it)) if open_to_it else keep_last_week(made)
        self.tally.happened["overruled"] += 1
        self._found(review_findings(again))
        return again

    def _answered(self, made: Review) -> TrainingState:
        luck = self.dice.random()
        if made.state.proposal is None or luck > (1 + self.person.traits.agrees) / 2:
            return made.state
        yes = luck < self.person.traits.agrees
        self.tally.happened["proposal accepted" if yes else "proposal refused"] += 1
        return answer(made.state, yes=yes, today=made.inputs.today)

    def _new_start(self, made: Review) -> None:
        """Twelve weeks and more away: the interview again, with nothing done lately (G-30, C-33)."""
        self.tally.happened["new start"] += 1
        self.today = made.inputs.week.start + timedelta(weeks=1)
        ahead = tuple(e for e in self.profile.events if e.date >= self.today)
        self.profile = replace(
            made.state.profile,
            current_lifts_per_week=0.0,
            current_cardio_min_per_week=0,
            current_run_min_per_week=None,
            longest_session_30d_min=None,
            recent_lifts=(),
            events=ahead,
        )
        self.screening = screen(frozenset(), self.profile.age, 0.0, 0, self.today)
        self.state = self.week = None

    def _maybe_cleared(self) -> None:
        state = self._known()
        before = state.screening
        self.screening = before
        self._clear_hold()
        if self.screening != before:
            self.state = replace(state, screening=self.screening)

    def _clear_hold(self) -> None:
        """A doctor's word, at times with limits."""
        held = self.screening.standing in (Standing.HOLD_MEDICAL, Standing.HOLD_PREGNANCY)
        if held and self.dice.random() < CLEARED_A_WEEK:
            limits = frozenset(self.dice.choice(LIMITS))
            weeks = self.dice.choice(BIRTH_WEEKS) if "Q7" in self.screening.ticked else None
            self.screening = clear(self.screening, self.today, limits, self.today, weeks)
            self.tally.happened["cleared"] += 1

    def _check(self, state: TrainingState, week: Week) -> None:
        self._found(layout_findings(state, week, self.trained))
        self._found(content_findings(state, week))
        self._found(growth_findings(state, week, self.planned))

    def _found(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self.tally.violate(finding.rule, f"athlete {self.person.number}, {finding.detail}")

    def _known(self) -> TrainingState:
        assert self.state is not None
        return self.state


def year_of(person: Person, seed: int) -> Year:
    """The run of a person, ready to begin."""
    dice = random.Random(f"{seed}:{person.number}:life")
    profile = person.profile
    usual = (profile.current_cardio_min_per_week + 50 * profile.current_lifts_per_week) * AU_A_MINUTE / 7
    skill = dice.uniform(1.2, 1.8) + min(1.0, profile.strength_months / 48)
    weight = profile.weight_kg or 70.0
    body = Body(dice, person.traits.talent, weight, skill, fatigue=usual, habit=usual)
    lifts, cardio = profile.current_lifts_per_week, profile.current_cardio_min_per_week
    screening = screen(person.ticked, profile.age, lifts, cardio, person.start)
    return Year(person, dice, body, person.start, profile, screening)


def idle_week(state: TrainingState, monday: date) -> Week:
    """A week in which there is no plan."""
    return Week(
        start=monday,
        number=state.week_number,
        phase=state.phases[state.phase_index].name,
        week_in_phase=state.week_in_phase,
        deload=False,
        sessions=(),
        counts=Counts(0.0, 0.0, 0),
        cardio_minutes=0,
        score=Score(0, 0.0, 0.0, 0.0, 0.0, 0.0),
    )
