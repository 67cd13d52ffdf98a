"""Properties of the reading: it takes any text, and reads back what it writes."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.entries import Lifted, Moved
from handlers.log.reading import Known, read_text
from handlers.log.rendering import typed_form
from rules.athlete import Mode, Units
from rules.checkin import TalkTest
from rules.exercises import EXERCISES, LoadType
from rules.sessions import SessionType
from rules.units import lb_to_kg, miles_to_km

TODAY = date(2026, 11, 23)
WORDS = st.sampled_from(
    "squat sqaut bnech 3x5 100 rpe8 run 40min 5k bench 4×5 62,5kg yesterday mon 21.11 skipped sore knee done ok bw+10 "
    "8x30s r90 100x5x3 5:31/km 10km 44:10 talk ok and , ; \n @8 rir2 as last time 👍 <b> & ٤×٥ 4х5 99999kg "
    "\u202e 1/2 -- . : x".split(" ")
)


def _effort() -> st.SearchStrategy[float | None]:
    return st.none() | st.sampled_from([n / 2 for n in range(2, 21)])


@st.composite
def lifted(draw: st.DrawFn, units: Units) -> Lifted:
    exercise = draw(st.sampled_from(list(EXERCISES.values())))
    most = 600 if exercise.timed else 150
    even = st.tuples(st.integers(1, most), st.integers(1, 15)).map(lambda p: (p[0],) * p[1])
    uneven = st.lists(st.integers(1, most), min_size=2, max_size=15).map(tuple)
    load = draw(st.none() | _loads(units))
    by_body = exercise.load_type is LoadType.BODYWEIGHT and exercise.id != "assisted_pull_up"
    return Lifted(
        exercise.id,
        draw(even | uneven),
        load,
        bodyweight=by_body or load is None or draw(st.booleans()),
        rpe=draw(_effort()),
        rir=draw(st.none() | st.integers(0, 9)),
    )


def _loads(units: Units) -> st.SearchStrategy[float]:
    if units is Units.METRIC:
        return st.integers(1, 2000).map(lambda n: n / 4)
    return st.integers(1, 2000).map(lambda n: round(lb_to_kg(n / 2), 2))


@st.composite
def moved(draw: st.DrawFn, units: Units) -> Moved:
    intervals = draw(st.none() | st.integers(1, 40))
    far = draw(st.booleans())
    distance = st.integers(1, 20000).map(lambda n: n / 100)
    if units is Units.IMPERIAL:
        distance = st.integers(1, 12000).map(lambda n: round(miles_to_km(n / 100), 3))
    kinds = [SessionType.EASY, SessionType.LONG, SessionType.TEMPO, SessionType.HIIT]
    return Moved(
        draw(st.sampled_from([m for m in Mode if m is not Mode.MIXED])),
        draw(st.integers(60, 36000)),
        draw(st.none() | distance),
        SessionType.HIIT if intervals else draw(st.none() | st.sampled_from(kinds)),
        intervals,
        work_s=draw(st.integers(5, 900)) if intervals and not far else None,
        work_m=draw(st.integers(25, 5000)) if intervals and far else None,
        rest_s=draw(st.none() | st.integers(5, 600)) if intervals else None,
        rpe=draw(_effort()),
        talk=draw(st.none() | st.sampled_from(list(TalkTest))),
    )


@given(st.sampled_from(list(Units)), st.data())
def test_an_entry_is_read_as_it_is_written(units: Units, data: st.DataObject) -> None:
    entry = data.draw(lifted(units) | moved(units))
    reading = read_text(typed_form(entry, units), Known(TODAY, units))
    assert reading.report.entries == (entry,), typed_form(entry, units)
    assert reading.report.notes == ()


@given(st.sampled_from(list(Units)), st.data())
def test_several_entries_in_one_message_are_read_one_by_one(units: Units, data: st.DataObject) -> None:
    entries = tuple(data.draw(st.lists(lifted(units) | moved(units), min_size=2, max_size=5)))
    text = data.draw(st.sampled_from(["\n", "; ", " and "])).join(typed_form(e, units) for e in entries)
    assert read_text(text, Known(TODAY, units)).report.entries == entries


@given(st.text(max_size=4096) | st.lists(WORDS, max_size=60).map(" ".join))
def test_any_text_is_taken_without_an_exception(text: str) -> None:
    reading = read_text(text, Known(TODAY, mode=Mode.RUN, sports=(Mode.RUN, Mode.BIKE)))
    assert reading.report.day <= TODAY or reading.refused is not None
    assert len(reading.report.entries) <= 12


@given(st.floats(0.1, 400), st.integers(1, 36000), st.sampled_from([(), (Mode.RUN,), (Mode.RUN, Mode.BIKE)]))
def test_a_distance_in_a_time_without_a_sport_keeps_its_numbers(
    km: float, seconds: int, sports: tuple[Mode, ...]
) -> None:
    km = round(km, 2)
    clock = f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    reading = read_text(f"{km}km {clock}", Known(TODAY, sports=sports))
    for entry in (*reading.report.entries, *(e for _, e in reading.other)):
        assert isinstance(entry, Moved)
        assert (entry.distance_km, entry.seconds) == (km, seconds)
