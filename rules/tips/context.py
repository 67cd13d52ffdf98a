"""All that the choice of a tip looks at, as one frozen value (H-20, H-30)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from rules.athlete import Level, Overall, Priority
from rules.checkin import TalkTest
from rules.nutrition import Protein
from rules.plan import PhaseName
from rules.sessions import Session

MINUTES_A_DAY = 1440


@dataclass(frozen=True, slots=True)
class TipContext:
    """What is known when a message is written; every field has the default that lets no tip through by accident.

    `sessions` are those the message is about, in order of time; `evening_before` says that it comes the evening
    before them. `minute_now` is the message's minute of the day, None when it is not written on the day itself.
    `flags` are those of the week and of the sessions (stepdown, return). `adherence` and the two counts are last
    week's. `days_to_long_race` counts to the next half or full marathon.
    """

    sessions: tuple[Session, ...] = ()
    week_sessions: tuple[Session, ...] = ()
    evening_before: bool = False
    minute_now: int | None = None
    level: Overall = Overall.INTERMEDIATE
    s_level: Level = Level.INTERMEDIATE
    e_level: Level = Level.INTERMEDIATE
    priority: Priority = Priority.BALANCED
    phase: PhaseName | None = None
    deload: bool = False
    flags: frozenset[str] = frozenset()
    weeks_in_plan: int = 0  # complete weeks behind
    last_easy_talk: TalkTest | None = None
    last_hiit_faded: bool = False
    hiit_done: int = 0
    hiit_mode_is_new: bool = False
    asked_about_mode: bool = False
    ran_before_lifting: bool = False
    heart_rate_known: bool = False
    weight_kg: float | None = None
    numbers_allowed: bool = True  # False under C-34
    protein: Protein | None = None
    cut_phase: bool = False
    supplements_wanted: bool = False
    sleep_last_h: float | None = None
    sleep_week_h: float | None = None
    soreness: int | None = None
    lower_limb_pain: int | None = None
    hot: bool = False
    score: int | None = None
    score_term: str = ""
    score_fix: str = ""
    adherence: float | None = None
    done_last_week: int | None = None
    planned_last_week: int | None = None
    days_to_long_race: int | None = None
    show_ahead: bool = False  # a physique show within the week: not a word on water (D-07, H-65)

    @property
    def trainings(self) -> tuple[Session, ...]:
        """The strength and cardio sessions; active recovery is neither (I-09)."""
        return tuple(s for s in self.sessions if s.is_strength or s.is_cardio)

    @property
    def gap_min(self) -> int | None:
        """Minutes between the day's two separate sessions (end to start); None without two: below 3 h is one."""
        gaps = [later.start_minute - first.end_minute for first, later in pairwise(self.trainings)]
        longest = max(gaps, default=0)
        return longest if longest >= 180 else None

    def starts_within(self, session: Session, minutes: int) -> bool:
        """Whether the session starts at most so many minutes after the message, and not before it."""
        if self.minute_now is None:
            return False
        return 0 <= session.start_minute % MINUTES_A_DAY - self.minute_now <= minutes
