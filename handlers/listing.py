"""The commands that Telegram lists beside the text field, in a language (ux 9)."""

from __future__ import annotations

from bot.messages import Renderer
from bot.voice import Voice

Listed = tuple[tuple[str, str], ...]


def listed(renderer: Renderer, language: str) -> Listed:
    """Each command with what it does, in few words."""
    lines = renderer.text("profile/commands", Voice(language), {}).splitlines()
    return tuple((name, words) for name, dash, words in (line.partition(" - ") for line in lines) if dash)
