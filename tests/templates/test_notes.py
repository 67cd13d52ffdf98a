"""Every note that the rules can emit has its words, and every word has a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from jinja2 import Environment, nodes

from bot import voice
from bot.catalogues import TEMPLATES
from bot.messages import Renderer
from bot.voice import Voice
from rules.athlete import Units
from rules.lessons import LESSONS, NOTES
from rules.sessions import Note
from rules.tips import TIPS
from tests.templates.codes import emitted
from tests.templates.samples import examples
from tests.templates.wording import faults, visible

CODES = emitted()
LANGUAGES = Renderer().languages
VOICES = (Voice(), Voice(units=Units.IMPERIAL))
LABEL_CHARACTERS = 34
TIP_CHARACTERS = 170
# B-90: how sure we are, in words. The six-hour rule has its own wording.
CERTAIN = {
    "en": {
        "A": ("research is clear",),
        "B": ("most studies suggest", "one trial and coaching practice"),
        "C": ("studies disagree",),
        "D": ("my rule of thumb",),
    },
    "de": {
        "A": ("die forschung ist klar", "ist die forschung klar"),
        "B": ("die meisten studien", "eine studie und die trainingspraxis"),
        "C": ("die studien sind sich uneins", "sich die studien uneins", "sind die studien sich uneins"),
        "D": ("meine faustregel",),
    },
}
# Pure instructions claim nothing about research; T50 tells what was done, T38 and T34 what our own plan says.
INSTRUCTIONS = frozenset(
    "T08 T09 T10 T11 T12 T13 T14 T15 T16 T17 T19 T21 T22 T23 T24 T25 T27 T28 T31 T33 T34 T35 T37 T38 "
    "T45 T46 T47 T48 T49 T50 T51".split()
)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


def said(renderer: Renderer, note: Note, speaker: Voice = VOICES[0]) -> str:
    with voice.speaking(speaker):
        return str(renderer.say(note))


def macros() -> Iterator[tuple[str, set[str]]]:
    """Code and parameters of each macro that a note file offers; those with an underscore are its own helpers."""
    environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
    for path in sorted((TEMPLATES / "notes").glob("*.j2")):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for macro in tree.find_all(nodes.Macro):
            if not macro.name.startswith("_"):
                yield f"{path.stem}.{macro.name}", {argument.name for argument in macro.args}


def as_macro(code: str) -> str:
    kind, _, rest = code.partition(".")
    return f"{kind}.{rest.replace('.', '_')}"


def test_each_code_has_a_macro_with_exactly_its_values_and_no_macro_is_left_over() -> None:
    wanted = {as_macro(code): names for code, names in CODES.items()}
    assert dict(macros()) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(CODES))
def test_a_note_is_a_sentence_in_either_system_of_units(renderer: Renderer, code: str, language: str) -> None:
    for note in examples(code, CODES[code]):
        for speaker in (replace(speaker, language=language) for speaker in VOICES):
            sentence = said(renderer, note, speaker)
            assert visible(sentence).strip(), note
            assert faults(sentence) == [], (note, sentence)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tip_id", sorted(TIPS))
def test_a_tip_is_short(renderer: Renderer, tip_id: str, language: str) -> None:
    code = f"tip.{tip_id}"
    assert len(visible(said(renderer, next(examples(code, CODES[code])), Voice(language)))) <= TIP_CHARACTERS


@pytest.mark.parametrize("language", sorted(CERTAIN.keys() & LANGUAGES))
@pytest.mark.parametrize("tip_id", sorted(TIPS))
def test_a_tip_says_how_sure_it_is_unless_it_only_instructs(
    renderer: Renderer, tip_id: str, language: str
) -> None:
    code = f"tip.{tip_id}"
    sentence = visible(said(renderer, next(examples(code, CODES[code])), Voice(language)))
    phrases = [p for certainty in TIPS[tip_id].certainties for p in CERTAIN[language][certainty.value]]
    says_so = any(phrase in sentence.lower() for phrase in phrases)
    assert says_so == (tip_id not in INSTRUCTIONS), sentence


@pytest.mark.parametrize("language", sorted(CERTAIN.keys() & LANGUAGES))
@pytest.mark.parametrize("lesson_id", sorted(LESSONS))
def test_a_lesson_says_how_sure_each_of_its_parts_is(
    renderer: Renderer, lesson_id: str, language: str
) -> None:
    sentence = visible(said(renderer, NOTES[lesson_id], Voice(language))).lower()
    for certainty in set(LESSONS[lesson_id].certainties):
        assert any(phrase in sentence for phrase in CERTAIN[language][certainty.value]), (certainty, sentence)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(code for code in CODES if code.startswith("red.")))
def test_a_warning_sign_fits_a_button(renderer: Renderer, code: str, language: str) -> None:
    assert len(visible(said(renderer, Note(code), Voice(language)))) <= LABEL_CHARACTERS


def test_values_without_which_a_note_can_come_have_a_default(renderer: Renderer) -> None:
    bare = {
        Note("pace.easy"), Note("pace.deload"), Note("pace.taper"), Note("tip.T22"), Note("tip.T27"),
        Note("tip.T30"), Note("tip.T50"), Note("because.fatigue", (("total", 3),)),
        Note("purpose.taper", (("phase", "TAPER"), ("week", 1), ("of", 2))),
    }  # fmt: skip
    assert all(faults(said(renderer, note)) == [] and said(renderer, note) for note in bare)


def test_the_same_load_is_told_in_the_readers_units(renderer: Renderer) -> None:
    metric, imperial = (said(renderer, Note("step.load_up", (("load", 100.0),)), v) for v in VOICES)
    assert (metric, imperial) == (
        "Next time 100\N{NO-BREAK SPACE}kg.",
        "Next time 220.5\N{NO-BREAK SPACE}lb.",
    )
