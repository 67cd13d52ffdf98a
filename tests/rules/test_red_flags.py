"""Red-flag words: every phrase triggers, every negation takes it back, false friends stay quiet (C-41 to C-43)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.red_flags import LANGUAGES, RedLevel, flag_of, phrase_list, scan, split_words, topics
from tests.rules.constants.section_p import SPEC

PHRASES = [
    (language, topic, phrase)
    for language in LANGUAGES
    for topic, phrases in phrase_list(language).phrases.items()
    for phrase in phrases
]
RED1, RED2 = RedLevel.RED1, RedLevel.RED2


def level_of(text: str) -> RedLevel | None:
    """The level that the text raises."""
    flag = scan(text)
    return flag.level if flag else None


def phrases_of(language: str) -> list[tuple[RedLevel, str]]:
    """Every phrase of the language with its level."""
    return [(topics()[topic].level, phrase) for known, topic, phrase in PHRASES if known == language]


def english_of_section_p() -> list[tuple[RedLevel, str]]:
    """The phrases that P-RED lists, with their level."""
    line = next(x for x in SPEC.read_text(encoding="utf-8").splitlines() if x.startswith("**P-RED"))
    emergency, soon = line.split("Emergency: ")[1].split(" See soon: ")
    rows = [(RED1, phrase) for phrase in emergency.strip(" .").split(", ")]
    return rows + [(RED2, phrase) for phrase in soon.strip(" .").split(", ")]


@pytest.mark.parametrize(("language", "topic", "phrase"), PHRASES)
def test_phrase_triggers_in_a_sentence(language: str, topic: str, phrase: str) -> None:
    flag = scan(f"xx {phrase} xx")

    assert flag is not None
    assert flag.level is topics()[topic].level
    assert flag.urgent is topics()[topic].urgent


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrase_triggers_in_capitals_and_at_the_end(language: str) -> None:
    for level, phrase in phrases_of(language):
        assert level_of(phrase.upper()) is level
        assert level_of(f"Intervals 8/8.\n{phrase}!") is level


@pytest.mark.parametrize(("language", "topic", "phrase"), PHRASES)
def test_negated_phrase_stays_quiet(language: str, topic: str, phrase: str) -> None:
    for negator in phrase_list(language).negators:
        assert scan(f"xx {negator} {phrase} xx") is None
        assert scan(f"{negator} xx xx {phrase}") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_negation_ends_at_punctuation_and_conjunctions(language: str) -> None:
    listed = phrase_list(language)
    for level, phrase in phrases_of(language):
        for end in (",", ".", ";", " - ", " – ", "\n", *(f" {word}" for word in listed.breakers)):
            assert level_of(f"{listed.negators[0]} xx{end} {phrase}") is level


@pytest.mark.parametrize("language", LANGUAGES)
def test_fourth_word_before_no_longer_negates(language: str) -> None:
    negator = phrase_list(language).negators[0]

    for level, phrase in phrases_of(language):
        assert level_of(f"{negator} xx xx xx {phrase}") is level


@pytest.mark.parametrize(("level", "phrase"), english_of_section_p())
def test_every_phrase_of_the_specification_is_listed(level: RedLevel, phrase: str) -> None:
    assert (level, phrase) in phrases_of("en")


def test_every_language_knows_the_same_topics() -> None:
    english = set(phrase_list("en").phrases)

    assert {language: set(phrase_list(language).phrases) for language in LANGUAGES} == dict.fromkeys(
        LANGUAGES, english
    )
    assert english < set(topics())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("felt chest tightness on the last interval", RED1),
        ("I fainted after the race", RED1),
        ("no chest pain today, all fine", None),
        ("didn't sleep, chest pain", RED1),
        ("didn't sleep but chest pain", RED1),
        ("I didn’t have any chest pain", None),
        ("I didnt have any chest pain", None),
        ("I can’t breathe", RED1),
        ("i cant breathe", RED1),
        ("I can´t breathe", RED1),
        ("I can\u02bct breathe", RED1),
        ("CHEST PAIN", RED1),
        ("chest-pain again", RED1),
        ("chest\u00a0pain", RED1),
        ("chest\u200b pain", RED1),
        ("“chest pain”", RED1),
        ("*chest pain*", RED1),
        ("ＣＨＥＳＴ pain", RED1),
        ("no pain, no gain. My calf is swollen", RED2),
        ("my toes went numb", RED2),
        ("back pain and no bladder control", RED2),
        ("Nach dem Lauf war ich ohnmächtig", RED1),
        ("Nach dem Lauf war ich ohnmaechtig", RED1),
        ("Kein Druck auf der Brust, alles gut", None),
        ("Ich hatte keinerlei Brustschmerzen", None),
        ("schlecht geschlafen und Brustschmerzen", RED1),
        ("Unregelmäßiger Herzschlag beim Radfahren", RED1),
        ("Das Gesicht ist schief und der Arm wird schwach", RED1),
        ("Mein Urin sieht aus wie Cola", RED1),
        ("Ich bring mich um", RED1),
        ("Keine Schmerzen in der Brust, aber die Schmerzen wecken mich", RED2),
        ("Ich habe meine Tage nicht bekommen", RED2),
        ("Me desmaye despues de la carrera", RED1),
        ("Tuve dolor en el PECHO", RED1),
        ("sin dolor en el pecho", None),
        ("No dormí, dolor de pecho", RED1),
        ("no dormí y dolor de pecho", RED1),
        ("no dormí bien, aunque sin dolor de pecho", None),
        ("no acabé aunque me apretaba el pecho", RED1),
        ("no dormí porque me dolía el pecho", RED1),
        ("Casi me desmayo en la última serie", RED1),
        ("Ni mareos ni dolor en el pecho", None),
        ("Tengo el corazón acelerado y estoy mareada", RED1),
        ("ya no quiero vivir", RED1),
        ("Hoy oriné raro: orina color café", RED1),
        ("tirada larga hecha, luego he tosido sangre", RED1),
        ("Se me durmió la mano en el remo", RED2),
        ("se me ha hinchado el gemelo", RED2),
        ("La rodilla se me bloqueó bajando escaleras", RED2),
        ("me despierto de dolor desde el lunes", RED2),
        ("tres meses que no me ha bajado la regla", RED2),
        ("tengo la entrepierna dormida", RED2),
    ],
)
def test_sentence(text: str, expected: RedLevel | None) -> None:
    assert level_of(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "...",
        "number 8 felt great",
        "a number of sets, numbered 1 to 4",
        "chest press 3x8, no pain",
        "bench: chest sore, painful but fine",
        "treasure chest, pain au chocolat",
        "want to diet after the race",
        "suicides on the court, 6 rounds",
        "palpitation of joy aside I ran well",
        "the runner in front faints often in films",
        "collapsible bike stand",
        "gave weights away",
        "Nummer 8 lief gut",
        "Tauben im Park",
        "Brust 3x8, Schmerz im Knie 2",
        "Luft war gut",
        "dieser Satz bringt mich fast um den Schlaf",
        "El entreno casi va a matarme, jaja",
        "press de pecho 3x8",
        "paro antes de hacerme daño con el peso muerto",
        "dormido 7 h, piernas cargadas",
        "la regla de siempre: pierna pesada y luego rodaje",
        "cara feliz, 10 km de remo",
        "series de 400, el corazón a mil",
        "la oscura noche, orina normal",
        "número 8 muy bien",
    ],
)
def test_false_friend_stays_quiet(text: str) -> None:
    assert scan(text) is None


def test_emergency_outranks_the_milder_flag() -> None:
    flag = scan("knee locked, then I fainted")

    assert flag is not None
    assert (flag.topic, flag.phrase, flag.language) == ("fainting", "fainted", "en")


def test_urgent_words_outrank_plain_numbness() -> None:
    flag = scan("my leg is numb, also saddle numb")

    assert flag is not None
    assert (flag.topic, flag.urgent, flag.level) == ("saddle_or_bladder", True, RED2)


def test_self_harm_has_its_own_topic() -> None:
    flag = scan("Ich will nicht mehr leben")

    assert flag is not None
    assert flag.topic == "self_harm"


def test_button_raises_its_topic() -> None:
    assert flag_of("chest_pain").level is RED1
    assert flag_of("severe_pain").level is RED2
    with pytest.raises(KeyError):
        flag_of("hiccups")


def test_words_carry_no_accents_and_stops_stay() -> None:
    assert split_words("Didn’t  eat; très-fatigué - OK") == ("didnt", "eat", "", "tres", "fatigue", "", "ok")


@given(st.text(max_size=200))
def test_any_text_is_read_without_failing(text: str) -> None:
    flag = scan(text)

    assert flag is None or flag.phrase in phrase_list(flag.language).phrases[flag.topic]


@given(st.text(alphabet="abc ,.-'", max_size=40), st.sampled_from(PHRASES))
def test_words_around_don_t_hide_a_phrase(around: str, row: tuple[str, str, str]) -> None:
    assert level_of(f"{around}. {row[2]} . {around}") is not None
