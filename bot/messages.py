"""From a template's name and values to a screen: Telegram HTML above, the keyboard below one line of dashes.

A template's blank lines are not kept; a pilcrow, at the end of a line or in a note, begins a new paragraph. Below
`---` every line is a row of buttons, `[Label -> callback data]`, with `+` (success), `*` (primary) or `!` (danger)
before the closing bracket, or `[Label => https://...]` for a link. So a message, with every word of it, is one file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from bot import catalogues, filters, voice, week_filters
from bot.catalogues import TEMPLATES
from bot.coaching.outgoing import Attachment, Button, Keyboard, Screen, Style
from bot.coaching.people import Person
from bot.voice import Voice
from rules.sessions import Note

_BUTTON = re.compile(r"\[(?P<label>[^\[\]]+?) (?P<arrow>->|=>) (?P<target>[^\s\]]+)(?: (?P<style>[+*!]))?\]")
_SPACES = re.compile(r"[ \t\n]+")  # not the no-break space between a number and its unit
_STYLES = {None: Style.PLAIN, "+": Style.SUCCESS, "*": Style.PRIMARY, "!": Style.DANGER}


class KeyboardError(ValueError):
    """A template's keyboard line that isn't made of buttons."""


def voice_of(person: Person) -> Voice:
    """In which voice a person is spoken to."""
    return Voice(person.language, person.settings.units, person.time_zone, person.settings.region)


class Renderer:
    """Compiles the templates once and renders them in a person's voice."""

    def __init__(self, folder: Path = TEMPLATES) -> None:
        """Read templates and catalogues from `folder`."""
        self._catalogues = catalogues.load(folder / catalogues.LOCALE)
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            optimized=False,  # or a constant inside an expression is worked out for the first reader only
            finalize=_when_read,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        )
        self._environment.policies["ext.i18n.trimmed"] = True
        self._environment.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
            self._gettext, self._ngettext, newstyle=True
        )
        self._environment.filters.update(filters.FILTERS | week_filters.FILTERS)
        self._environment.tests.update(filters.TESTS)
        self._environment.filters["say"] = self.say
        self._environment.filters["code"] = lambda code: self.say(Note(code))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there is a catalogue for, English first."""
        return tuple(self._catalogues)

    def screen(
        self,
        name: str,
        speaker: Voice,
        values: Mapping[str, object],
        attachment: Attachment | None = None,
    ) -> Screen:
        """Render `templates/<name>.html.j2`; a missing value is an error (StrictUndefined)."""
        with voice.speaking(speaker):
            rendered = self._environment.get_template(f"{name}.html.j2").render(values)
        text, _, rows = rendered.partition("\n---\n")
        return Screen(text=_lines(text), keyboard=_keyboard(rows), attachment=attachment)

    def text(self, name: str, speaker: Voice, values: Mapping[str, object]) -> str:
        """Render a message and keep its text only (toasts, file contents)."""
        return html.unescape(self.screen(name, speaker, values).text)

    def say(self, note: Note | None) -> Markup:
        """The sentence of a note in the current voice: the macro named by its code in notes/<first part>.j2."""
        if note is None:
            return Markup("")
        kind, _, rest = note.code.partition(".")
        module = self._environment.get_template(f"notes/{kind}.j2").module
        sentence = getattr(module, rest.replace(".", "_"))(**dict(note.values))
        return Markup(_SPACES.sub(" ", str(sentence)).strip())  # noqa: S704  # a macro's output is escaped already

    def _gettext(self, message: str) -> str:
        return self._catalogue.gettext(message)

    def _ngettext(self, one: str, many: str, n: int) -> str:
        return self._catalogue.ngettext(one, many, n)

    @property
    def _catalogue(self) -> NullTranslations:
        """The reader's; the templates' own English where their language is no longer there."""
        return self._catalogues.get(voice.current().language, self._catalogues["en"])


@cache
def renderer() -> Renderer:
    """The one of this process: it compiles each template once, which takes longer than all else that a message does."""
    return Renderer()


@pass_context
def _when_read(_: Context, value: object) -> object:
    """What stands in a template, untouched: asking for the context keeps the compiler from working out constants.

    Folded when the template is compiled, `"21:30" | clock` would show the first reader's notation to everybody.
    """
    return value


def _lines(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    kept = "\n".join(re.sub("¶ ?", "\n\n", line) for line in lines if line)
    return re.sub(r"\n\s*\n", "\n\n", kept).replace("\n</blockquote>", "</blockquote>").strip()


def _keyboard(rows: str) -> Keyboard:
    return tuple(_row(line.strip()) for line in rows.splitlines() if line.strip())


def _row(line: str) -> tuple[Button, ...]:
    if _BUTTON.sub("", line).strip():
        raise KeyboardError(f"not a row of buttons: {line}")
    return tuple(_button(found) for found in _BUTTON.finditer(line))


def _button(found: re.Match[str]) -> Button:
    label = html.unescape(found["label"]).replace("\N{NO-BREAK SPACE}", " ")
    target = html.unescape(found["target"])
    style = _STYLES[found["style"]]
    if found["arrow"] == "=>":
        return Button(label, url=target, style=style)
    return Button(label, data=target, style=style)
