"""A handful of athletes with weeks and reviews made by the rules: different goals, days, units, zones and bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.coaching.days import Item, Standing
from bot.coaching.people import Noise, Person, Settings
from bot.coaching.ports import StoredReview
from bot.voice import Voice
from rules.adaptation import Review, adapt
from rules.athlete import Age, Event, EventType, Goal, Injury, Mode, Profile, Region, Units, Window
from rules.checkin import CheckIn, Illness, Pain, SkipReason, Status, TalkTest, Wellness
from rules.exercises import PRESETS
from rules.plan import Week
from rules.planning import first_state
from rules.screening import screen
from rules.sessions import Session
from rules.state import TrainingState
from rules.weeks import build_week

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 7, 15, tzinfo=UTC)
EVENING, MORNING, MICRO = Window(time(18), 90), Window(time(6, 30), 60), Window(time(12, 15), 30)


@dataclass(frozen=True)
class Someone:
    """A person as the application knows them, with the first week that the rules make for them."""

    name: str
    person: Person
    state: TrainingState
    week: Week

    @property
    def voice(self) -> Voice:
        return Voice("en", self.person.settings.units, self.person.time_zone)

    @property
    def local_now(self) -> datetime:
        return NOW.astimezone(ZoneInfo(self.person.time_zone))

    def items(self, checkins: tuple[CheckIn, ...] = ()) -> tuple[Item, ...]:
        known = {c.session_id: c for c in checkins}
        return tuple(Item(s, self.week.date_of(s), known.get(s.id)) for s in self.week.sessions)

    def standing(self, checkins: tuple[CheckIn, ...] = ()) -> Standing:
        return Standing(self.week, self.items(checkins))

    @cached_property
    def reviews(self) -> tuple[StoredReview, ...]:
        """The week reviewed after going well, badly, in pain, ill, and with a warning sign."""
        return tuple(stored(review) for review in self._lived())

    def _lived(self) -> Iterator[Review]:
        for live in LIVED:
            checkins, wellness = live(self.week)
            yield adapt(self.state, self.week, checkins, wellness, self.week.start + timedelta(days=6))


def stored(made: Review) -> StoredReview:
    return StoredReview(
        week_start=made.inputs.week.start,
        decision=made.decision,
        changes=made.changes,
        modifiers=made.modifiers,
        metrics=made.metrics,
        inputs=made.inputs,
        next_week=made.next_week,
        proposal=made.proposal,
    )


def done(session: Session, week: Week, **more: object) -> CheckIn:
    fields = {"rpe": session.rpe or None, "logged_at": NOW} | more
    return CheckIn(week.date_of(session), Status.DONE, session.id, **fields)  # type: ignore[arg-type]  # by name


def _well(week: Week) -> tuple[tuple[CheckIn, ...], tuple[Wellness, ...]]:
    talked = {"talk_test": TalkTest.COMFORTABLE}
    return tuple(done(s, week, **(talked if s.is_cardio else {})) for s in week.sessions), ()


def _badly(week: Week) -> tuple[tuple[CheckIn, ...], tuple[Wellness, ...]]:
    skipped = (
        CheckIn(week.date_of(s), Status.SKIPPED, s.id, reason=SkipReason.TIME) for s in week.sessions[1:]
    )
    return (done(week.sessions[0], week), *skipped), ()


def _tired(week: Week) -> tuple[tuple[CheckIn, ...], tuple[Wellness, ...]]:
    hard = {"rpe": 10, "talk_test": TalkTest.NOT_COMFORTABLE}
    nights = (Wellness(week.start + timedelta(days=n), sleep_h=5.0, soreness_legs=8) for n in range(6))
    return tuple(done(s, week, **hard) for s in week.sessions), tuple(nights)


def _hurting(week: Week) -> tuple[tuple[CheckIn, ...], tuple[Wellness, ...]]:
    pain = (Pain(Region.KNEE, 5, worse_next_morning=True),)
    return tuple(done(s, week, pain=pain) for s in week.sessions), ()


def _ill(week: Week) -> tuple[tuple[CheckIn, ...], tuple[Wellness, ...]]:
    days = (
        Wellness(week.start + timedelta(days=n), illness=Illness.SYSTEMIC, fever=True) for n in range(2, 6)
    )
    return (done(week.sessions[0], week),), tuple(days)


def _warned(week: Week) -> tuple[tuple[CheckIn, ...], tuple[Wellness, ...]]:
    return (done(week.sessions[0], week, red_flag="chest_pain"),), ()


LIVED: tuple[Callable[[Week], tuple[tuple[CheckIn, ...], tuple[Wellness, ...]]], ...] = (
    _well,
    _badly,
    _tired,
    _hurting,
    _ill,
    _warned,
)
ANNA = Profile(
    age=Age(35),
    goal=Goal.HYBRID,
    strength_months=18,
    endurance_months=18,
    availability=((EVENING,), (), (MORNING, EVENING), (), (EVENING,), (MORNING,), ()),
    equipment=PRESETS["full_gym"],
    weight_kg=75,
    events=(Event(EventType.HALF, date(2027, 1, 31)),),
    current_lifts_per_week=3,
    current_cardio_min_per_week=150,
    longest_session_30d_min=50,
    main_cardio_mode=Mode.RUN,
)
PROFILES = {
    "Anna, half marathon, four days": ANNA,
    "Ben, beginner, three evenings, at home": replace(
        ANNA, strength_months=0, endurance_months=0, events=(), goal=Goal.HEALTH,
        availability=((EVENING,), (), (EVENING,), (), (EVENING,), (), ()), equipment=PRESETS["home_basic"],
        current_lifts_per_week=0, current_cardio_min_per_week=0, weight_kg=None, units=Units.IMPERIAL,
        longest_session_30d_min=None,
    ),
    "Chloe, advanced, six days, muscle": replace(
        ANNA, strength_months=60, endurance_months=40, goal=Goal.MUSCLE, events=(), current_lifts_per_week=4,
        availability=((MORNING, EVENING),) * 6 + ((),), current_cardio_min_per_week=240,
    ),
    "Dora, 64, sore knee, no equipment": replace(
        ANNA, age=Age(64), events=(), equipment=PRESETS["none"], main_cardio_mode=Mode.WALK,
        availability=((EVENING,), (), (), (EVENING,), (), (), ()),
        injuries=(Injury(Region.KNEE, 4, MONDAY),),
    ),
    "Erik, marathon, short lunch breaks": replace(
        ANNA, goal=Goal.RACE, events=(Event(EventType.MARATHON, date(2027, 4, 18)),),
        availability=((MICRO,),) * 5 + ((), ()), units=Units.IMPERIAL,
    ),
    "Fay, one day": replace(ANNA, events=(), availability=((),) * 5 + ((EVENING,), ())),
}  # fmt: skip
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC", "Europe/London")


def _someone(number: int, name: str, profile: Profile) -> Someone:
    ticked = frozenset({"Q6"}) if profile.injuries else frozenset[str]()
    lifts, cardio = profile.current_lifts_per_week, profile.current_cardio_min_per_week
    state = first_state(profile, screen(ticked, profile.age, lifts, cardio, MONDAY), MONDAY)
    settings = Settings(profile.units, noise=(("review", Noise.OFF),) if number % 2 else ())
    person = Person(number, 1000 + number, 1000 + number, "en", ZONES[number], settings=settings)
    return Someone(name, person, state, build_week(state))


def everyone() -> tuple[Someone, ...]:
    return tuple(_someone(n, name, profile) for n, (name, profile) in enumerate(PROFILES.items()))


PEOPLE = everyone()
