"""The rules' codes as plain sentences: the same templates as in the chat, without its markup."""

from __future__ import annotations

import html
import re
from functools import cache

from bot import voice
from bot.messages import renderer
from bot.voice import Voice
from rules.athlete import Profile
from rules.decisions import Change
from rules.evidence import rule
from rules.sessions import Note
from rules.state import Standing

TAG = re.compile(r"<[^<>]+>")


class Speaker:
    """Phrases notes and changes in an athlete's units."""

    def __init__(self, profile: Profile | None = None) -> None:
        """Without a profile: metric units."""
        self._voice = Voice() if profile is None else Voice(units=profile.units, time_zone=profile.time_zone)
        self._renderer = renderer()
        self.say = cache(self._note)

    def _note(self, note: Note) -> str:
        with voice.speaking(self._voice):
            return _plain(self._renderer.say(note))

    def change(self, change: Change) -> str:
        """One sentence for a change (G-90)."""
        return self._screen("cli/change", change=change, rule=rule(change.rule_id))

    def hold(self, standing: Standing) -> str:
        """Why there is no plan (C-31, C-36)."""
        return self._screen("cli/hold", hold=standing.value)

    def _screen(self, template: str, **values: object) -> str:
        return _plain(self._renderer.screen(template, self._voice, values).text)


def _plain(text: str) -> str:
    return html.unescape(TAG.sub("", text)).replace("\N{NO-BREAK SPACE}", " ").strip()
