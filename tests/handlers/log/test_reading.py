"""The corpus of typed logs: what is read from each line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from bot.coaching.entries import Entry, Lifted, Moved
from handlers.log.reading import Known, Reading, read_text
from rules.athlete import Mode, Region, Units
from rules.checkin import SkipReason, TalkTest
from rules.sessions import SessionType

TODAY = date(2026, 11, 25)  # a Wednesday
EASY, HIIT = SessionType.EASY, SessionType.HIIT
KNOWN = Known(
    TODAY,
    plan={"front_squat": Lifted("front_squat", (5, 5, 5), 80.0)},
    last={"deadlift": Lifted("deadlift", (5, 5), 140.0), "front_squat": Lifted("front_squat", (6, 6), 77.5)},
)


def read(text: str, units: Units = Units.METRIC) -> Reading:
    return read_text(text, Known(TODAY, units))


def squat(*reps: int, kg: float | None = 100.0, rpe: float | None = None, rir: int | None = None) -> Lifted:
    return Lifted("back_squat", reps, kg, rpe=rpe, rir=rir)


def run(seconds: int | None = None, km: float | None = None, kind: SessionType | None = None) -> Moved:
    return Moved(Mode.RUN, seconds, km, kind)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("squat 3x5 100", squat(5, 5, 5)),
        ("squat 3x5 100 rpe8", squat(5, 5, 5, rpe=8)),
        ("squat 3x5 100 @8.5", squat(5, 5, 5, rpe=8.5)),
        ("squat 3x5 @ 100kg rir 2", squat(5, 5, 5, rir=2)),
        ("squat 3 x 5 @100", squat(5, 5, 5)),
        ("Squats: 3×5×100 kg", squat(5, 5, 5)),
        ("3x5 squat 100", squat(5, 5, 5)),
        ("squat 100x5", squat(5)),
        ("100kg x 5 squat", squat(5)),
        ("squat 5@100", squat(5)),
        ("squat 5x140", squat(5, kg=140.0)),
        ("squat 100 5/5/4", squat(5, 5, 4)),
        ("squat 100 5, 5, 4 rir 2", squat(5, 5, 4, rir=2)),
        ("squat 100x5 100x5 100x4", squat(5, 5, 4)),
        ("squat 3 sets of 5 at 100", squat(5, 5, 5)),
        ("Kniebeugen 3 Sätze à 5 mit 62,5 kg", squat(5, 5, 5, kg=62.5)),
        ("sentadilla 3 series de 5 con 80", squat(5, 5, 5, kg=80.0)),
        ("sqat 3x5 100", squat(5, 5, 5)),
        ("sqaut 3x5 100", squat(5, 5, 5)),
        ("sqaut 100 3x5", squat(5, 5, 5)),
        ("goblet sqaut 3x10 12", Lifted("goblet_squat", (10,) * 3, 12.0)),
        ("bulgarian split sqat 3x8 20", Lifted("bulgarian_split_squat", (8,) * 3, 20.0)),
        ("rumänisches kreuzhebn 3x8 80", Lifted("romanian_deadlift", (8,) * 3, 80.0)),
        ("squat 225lb 3x5", squat(5, 5, 5, kg=102.06)),
        ("bench 4x5 62,5kg", Lifted("bench_press", (5,) * 4, 62.5)),
        ("bench 4×5 60", Lifted("bench_press", (5,) * 4, 60.0)),
        ("bench 4х5 60", Lifted("bench_press", (5,) * 4, 60.0)),
        ("bench ٤×٥ ٦٠", Lifted("bench_press", (5,) * 4, 60.0)),
        ("Bankdrücken 62½ 3x5", Lifted("bench_press", (5,) * 3, 62.5)),
        ("ohp 3x8 35", Lifted("overhead_press", (8,) * 3, 35.0)),
        ("rdl 3x8 80kg rir2", Lifted("romanian_deadlift", (8,) * 3, 80.0, rir=2)),
        ("row 3x8 60", Lifted("barbell_row", (8,) * 3, 60.0)),
        ("pull up 3x8 bw+10", Lifted("pull_up", (8,) * 3, 10.0, bodyweight=True)),
        ("Klimmzüge 8,8,6", Lifted("pull_up", (8, 8, 6), None, bodyweight=True)),
        ("push-ups 20", Lifted("push_up", (20,), None, bodyweight=True)),
        ("incline db 3x10 2x20kg", Lifted("incline_db_press", (10,) * 3, 20.0)),
        ("plank 3x60s", Lifted("plank", (60,) * 3, None, bodyweight=True)),
        ("plank 1:30", Lifted("plank", (90,), None, bodyweight=True)),
        ("run 40min", run(2400)),
        ("40 min run", run(2400)),
        ("run, 40 min", run(2400)),
        ("run 8km in 44:10", run(2650, 8.0)),
        ("run 8 km 5:31/km", run(2648, 8.0)),
        ("ran 5 miles 40:00", run(2400, 8.047)),
        ("run 10k 1:02:33 easy", run(3753, 10.0, EASY)),
        ("40 min gelaufen, locker", run(2400, None, EASY)),
        ("corrí 5 km en 30 min", run(1800, 5.0)),
        ("30 min spazieren gegangen", Moved(Mode.WALK, 1800)),
        ("went for a walk, 30 min", Moved(Mode.WALK, 1800)),
        ("salí a correr 30 min", run(1800)),
        ("rodaje suave 45 min", run(2700, None, EASY)),
        ("tirada larga 18 km en 1:35:00", run(5700, 18.0, SessionType.LONG)),
        ("series 6x800 correr", Moved(Mode.RUN, type=HIIT, intervals=6, work_m=800)),
        ("nadé 1500 m en 35 min", Moved(Mode.SWIM, 2100, 1.5)),
        ("bici 8x30s descanso 90s", Moved(Mode.BIKE, type=HIIT, intervals=8, work_s=30, rest_s=90)),
        ("bici 60 min tranquilo", Moved(Mode.BIKE, 3600, type=EASY)),
        ("correr 40min suave hablar ok", Moved(Mode.RUN, 2400, type=EASY, talk=TalkTest.COMFORTABLE)),
        ("sentadilla: 3 series × 5 con 100 kg, RPE 8", squat(5, 5, 5, rpe=8)),
        ("jalón al pecho 3x10 50kg", Lifted("lat_pulldown", (10,) * 3, 50.0)),
        ("jalon al pecho 3x10 50kg", Lifted("lat_pulldown", (10,) * 3, 50.0)),
        ("peso muerto rumano 3x8 80 2 en reserva", Lifted("romanian_deadlift", (8,) * 3, 80.0, rir=2)),
        ("fondos 3x10 con peso corporal", Lifted("dip", (10,) * 3, None, bodyweight=True)),
        ("bankdrucken 3x5 60", Lifted("bench_press", (5,) * 3, 60.0)),
        ("bike 1h 30", Moved(Mode.BIKE, 5400)),
        ("bike 1:30", Moved(Mode.BIKE, 5400)),
        ("row 2k 7:45", Moved(Mode.ROW, 465, 2.0)),
        ("bike 8x30s", Moved(Mode.BIKE, type=HIIT, intervals=8, work_s=30)),
        ("run 6x800 r90", Moved(Mode.RUN, type=HIIT, intervals=6, work_m=800, rest_s=90)),
        ("run 5x3min r2min rpe 9", Moved(Mode.RUN, type=HIIT, intervals=5, work_s=180, rest_s=120, rpe=9)),
        ("swim 20x50m", Moved(Mode.SWIM, type=HIIT, intervals=20, work_m=50)),
        ("row 4x500m", Moved(Mode.ROW, type=HIIT, intervals=4, work_m=500)),
        ("run 40min easy talk ok", Moved(Mode.RUN, 2400, type=EASY, talk=TalkTest.COMFORTABLE)),
        ("bike 45 min RPE 3, short phrases", Moved(Mode.BIKE, 2700, rpe=3, talk=TalkTest.BORDERLINE)),
    ],
)
def test_a_line_is_read_as_one_entry(text: str, entry: Entry) -> None:
    reading = read(text)
    assert reading.report.entries == (entry,)
    assert (reading.other, reading.refused) == ((), None)
    assert reading.report.day == TODAY


@pytest.mark.parametrize("second", ["bench", "bnech", "bench press", "bech press"])
@pytest.mark.parametrize("between", [" ", ", ", "\n"])
@pytest.mark.parametrize("first", ["squat", "sqaut"])
def test_a_misspelled_name_with_sets_behind_it_begins_an_entry(first: str, between: str, second: str) -> None:
    reading = read(f"{first} 3x5 100{between}{second} 3x5 60")
    assert reading.report.entries == (squat(5, 5, 5), Lifted("bench_press", (5,) * 3, 60.0))
    assert reading.report.notes == ()


def test_a_word_like_a_name_without_sets_behind_it_is_a_note() -> None:
    reading = read("run on the beach 5 km 30 min")
    assert reading.report.entries == (run(1800, 5.0),)
    reading = read("squat 3x5 100 beach later")
    assert reading.report.entries == (squat(5, 5, 5),)


@pytest.mark.parametrize("between", ["\n", ", ", "; ", " and ", " und ", " "])
def test_several_entries_stand_in_one_message(between: str) -> None:
    text = between.join(["squat 3x5 100", "bench 4x5 60", "run 30min"])
    bench = Lifted("bench_press", (5,) * 4, 60.0)
    assert read(text).report.entries == (squat(5, 5, 5), bench, run(1800))


def test_rising_weights_are_an_entry_each() -> None:
    expected = (squat(5), squat(5, kg=105.0), squat(3, kg=110.0))
    assert read("squat 100x5 105x5 110x3").report.entries == expected


def test_a_weight_before_two_small_numbers_can_mean_two_things() -> None:
    reading = read("squat 100x5x3")
    assert reading.report.entries == (squat(3, 3, 3, 3, 3),)
    assert reading.other == ((0, squat(5, 5, 5)),)
    assert read("squat 100x5x5").other == ()


def test_a_bare_number_is_in_the_athletes_own_unit() -> None:
    assert read("squat 3x5 225", Units.IMPERIAL).report.entries == (squat(5, 5, 5, kg=102.06),)
    assert read("squat 3x5 100kg", Units.IMPERIAL).report.entries == (squat(5, 5, 5),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday run 5k", date(2026, 11, 24)),
        ("run 5k yesteday", date(2026, 11, 24)),
        ("gestrn 5 km laufen", date(2026, 11, 24)),
        ("gestern 5 km laufen", date(2026, 11, 24)),
        ("run 5k ayer", date(2026, 11, 24)),
        ("mon run 5k", date(2026, 11, 23)),
        ("last Friday: run 5k", date(2026, 11, 20)),
        ("21.11 run 5k", date(2026, 11, 21)),
        ("run 5k on 21.11.", date(2026, 11, 21)),
        ("2026-11-21 run 5k", date(2026, 11, 21)),
        ("run 5k", TODAY),
    ],
)
def test_a_day_is_the_latest_such_day(text: str, day: date) -> None:
    reading = read(text)
    assert reading.report.day == day
    assert reading.report.entries == (run(None, 5.0),)


def test_what_is_not_used_becomes_a_note() -> None:
    reading = read("run 8km in 44:10, easy, windy")
    assert reading.report.entries == (run(2650, 8.0, EASY),)
    assert reading.report.notes == ("windy",)


@pytest.mark.parametrize(
    ("name", "planned", "meant"),
    [
        ("squat", "goblet_squat", "goblet_squat"),
        ("squat", "leg_press", "back_squat"),
        ("bench", "db_bench_press", "db_bench_press"),
        ("bench", "machine_chest_press", "bench_press"),
        ("shoulder press", "machine_shoulder_press", "machine_shoulder_press"),
        ("rudern", "chest_supported_row", "chest_supported_row"),
        ("pull ups", "lat_pulldown", "pull_up"),
    ],
)
def test_a_general_name_means_the_planned_exercise_that_goes_by_it(
    name: str, planned: str, meant: str
) -> None:
    known = replace(KNOWN, plan={planned: Lifted(planned, (8, 8, 8), 40.0)})
    [entry] = read_text(f"{name} 3x5 80", known).report.entries
    assert isinstance(entry, Lifted)
    assert entry.exercise_id == meant


def test_a_general_name_means_the_planned_exercise_of_its_pattern() -> None:
    assert read_text("squat 3x5 80", KNOWN).report.entries == (Lifted("front_squat", (5, 5, 5), 80.0),)
    assert read_text("back squat 3x5 80", KNOWN).report.entries == (squat(5, 5, 5, kg=80.0),)


def test_as_last_time_and_as_planned_take_the_known_sets() -> None:
    assert read_text("deadlift as last time", KNOWN).report.entries == (KNOWN.last["deadlift"],)
    assert read_text("dl 3x5 same again", KNOWN).report.entries == (Lifted("deadlift", (5, 5, 5), 140.0),)
    assert read_text("squat as planned", KNOWN).report.entries == (KNOWN.plan["front_squat"],)
    assert read_text("as last time", KNOWN).report.entries == (KNOWN.last["front_squat"],)


def test_a_length_alone_is_the_only_open_cardio_session() -> None:
    known = Known(TODAY, mode=Mode.RUN)
    assert read_text("40 min easy", known).report.entries == (run(2400, None, EASY),)
    assert read_text("slept 6h", known).report.entries == ()
    assert read("40 min easy").report.entries == ()


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("10 km in 50:00", run(3000, 10.0)),
        ("10k 50min", run(3000, 10.0)),
        ("10 km en 50:00", run(3000, 10.0)),
        ("10 km in 50:00 easy, talk ok", Moved(Mode.RUN, 3000, 10.0, EASY, talk=TalkTest.COMFORTABLE)),
        ("today 10 km at 5:00/km", run(3000, 10.0)),
        ("40 km in 1:20:00", Moved(Mode.BIKE, 4800, 40.0)),
    ],
)
def test_a_distance_in_a_time_is_cardio_also_without_a_sport(text: str, entry: Moved) -> None:
    reading = read_text(
        text, Known(TODAY, sports=(Mode.RUN, Mode.BIKE)[: 1 if entry.mode is Mode.RUN else 2])
    )
    assert (reading.report.entries, reading.other, reading.report.notes) == ((entry,), (), ())


def test_a_distance_in_a_time_is_what_its_speed_allows() -> None:
    def sports(text: str, *likely: Mode) -> list[Mode]:
        reading = read_text(text, Known(TODAY, sports=likely))
        return [
            e.mode for e in (*reading.report.entries, *(e for _, e in reading.other)) if isinstance(e, Moved)
        ]

    assert sports("10 km in 50:00", Mode.RUN, Mode.BIKE) == [Mode.RUN, Mode.BIKE]
    assert sports("10 km in 50:00") == [Mode.RUN, Mode.BIKE, Mode.ROW]
    assert sports("10 km in 50:00", Mode.SWIM) == [Mode.RUN, Mode.BIKE, Mode.ROW]
    assert sports("1.5 km in 40 min") == [Mode.WALK, Mode.SWIM]
    assert sports("400 km in 20 min", Mode.RUN) == []


def test_after_sets_a_distance_in_a_time_is_an_entry_of_its_own() -> None:
    known = Known(TODAY, sports=(Mode.RUN,))
    for text in ("squat 3x5 100\n10 km in 50:00", "squat 3x5 100 and 10 km in 50:00"):
        assert read_text(text, known).report.entries == (squat(5, 5, 5), run(3000, 10.0))
    assert read_text("run, 10 km in 50:00", Known(TODAY)).report.entries == (run(3000, 10.0),)


@pytest.mark.parametrize("text", ["can I do 10 km in 50:00?", "my goal is 10 km in 50:00 by spring"])
def test_a_wish_or_a_question_about_a_time_is_no_log(text: str) -> None:
    assert read_text(text, Known(TODAY, sports=(Mode.RUN,))).report.entries == ()


@pytest.mark.parametrize(
    "text", ["done", "Done.", "ok", "yes", "👍", "👍🏽", "ok thanks", "erledigt", "hecho", "as planned"]
)
def test_confirmations_are_a_session_as_planned(text: str) -> None:
    report = read(text).report
    assert (report.done, report.notes, report.entries) == (True, (), ())


def test_done_may_say_when_and_how_hard_and_which() -> None:
    report = read("done 13:10, rpe 7").report
    assert (report.done, report.finished, report.rpe) == (True, time(13, 10), 7)
    assert read("run done").report.mode is Mode.RUN
    assert read("lifting done").report.strength
    assert read("both done").report.all_day


@pytest.mark.parametrize(
    ("text", "reason", "region"),
    [
        ("skipped", SkipReason.OTHER, None),
        ("skipped, sore knee", SkipReason.PAIN, Region.KNEE),
        ("skipped legs, no time", SkipReason.TIME, None),
        ("salté, dolor de rodilla", SkipReason.PAIN, Region.KNEE),
        ("no pude entrenar, reunión", SkipReason.TIME, None),
        ("me salté la sesión, resfriada", SkipReason.ILL, None),
        ("ausgefallen, krank", SkipReason.ILL, None),
        ("no entrené, dolor de espalda", SkipReason.PAIN, Region.LOWER_BACK),
    ],
)
def test_a_skip_has_its_reason(text: str, reason: SkipReason, region: Region | None) -> None:
    report = read(text).report
    assert (report.skipped, report.region) == (reason, region)


@pytest.mark.parametrize(
    "text",
    [
        "hello there",
        "what is rpe?",
        "ok, but why?",
        "I have 3 questions",
        "walk 10.000 steps",
        "legs felt great",
        "",
    ],
)
def test_what_is_no_log_reads_as_nothing(text: str) -> None:
    reading = read(text)
    assert (reading.report.entries, reading.report.done, reading.report.skipped) == ((), False, None)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("squat 3x5 99999kg", "kg"),
        ("push ups 400 reps", "reps"),
        ("run 30h", "seconds"),
        ("run 900km", "km"),
        ("squat 50 sets of 5 100kg", "sets"),
        ("squat 3x5 100 rpe 11", "rpe"),
        ("squat 3x0 100", "zero"),
        ("2026-10-01 run 5k", "late"),
        ("2026-12-24 run 5k", "future"),
    ],
)
def test_bounds_ask_back(text: str, field: str) -> None:
    refused = read(text).refused
    assert refused is not None
    assert refused.field == field


def test_a_weight_that_was_not_told_is_unclear() -> None:
    assert read("sqat 3by5 hundred").unclear == (0,)
    assert read("pull ups 3x8").unclear == ()


HANDS = Known(
    TODAY,
    plan={"db_bench_press": Lifted("db_bench_press", (8, 8, 8), 2.0)},  # where a ramp test begins
    last={"db_row": Lifted("db_row", (10,), 15.0)},
)


@pytest.mark.parametrize(
    ("text", "one", "both"),
    [
        ("bench 3x8 95lb", 43.09, 21.545),
        ("bench 95 lb", 43.09, 21.545),
        ("db row 3x10 30", 30.0, 15.0),
        ("db row 3x10 20", 20.0, None),
        ("bench 3x8 12", 12.0, None),
        ("bench 3x8 95lb a hand", 43.09, None),
        ("kurzhantelrudern 3x10 30 je hand", 30.0, None),
        ("bench 3x8 2x40kg", 40.0, None),
        ("remo con mancuerna 3x10 30 por mano", 30.0, None),
    ],
)
def test_a_weight_that_may_be_of_both_dumbbells_is_asked(text: str, one: float, both: float | None) -> None:
    reading = read_text(text, HANDS)
    [entry] = reading.report.entries
    assert isinstance(entry, Lifted)
    assert entry.load_kg == one
    assert [e.load_kg for _, e in reading.other if isinstance(e, Lifted)] == ([both] if both else [])
    assert reading.report.notes == ()


@pytest.mark.parametrize("text", ["skiped yesterday", "gestrn ausgelasen", "saltdo ayer"])
def test_a_slip_in_skipped_is_read_and_told_apart(text: str) -> None:
    report = read(text).report
    assert (report.skipped, report.sure, report.day) == (SkipReason.OTHER, False, date(2026, 11, 24))


@pytest.mark.parametrize("text", ["finised", "erledgt", "terminao"])
def test_a_slip_in_done_is_read_and_told_apart(text: str) -> None:
    report = read(text).report
    assert (report.done, report.sure) == (True, False)
    assert not read(f"{text} with a question about next week").report.done
