"""Every conversation of the bot, and who serves what has no command."""

from __future__ import annotations

from handlers import (
    account,
    audit,
    calendars,
    day,
    deload,
    facts,
    go,
    learn,
    log,
    menu,
    nutrition,
    onboarding,
    parked,
    progress,
    review,
    safety,
    settings,
    well,
    whatif,
    why,
)
from handlers.registry import Registry, gather

begin = onboarding.start
warn = safety.warn
read = log.read
read_file = log.read_file
answer_review = review.said

ALL = (
    onboarding.CONVERSATION,
    day.CONVERSATION,
    log.CONVERSATION,
    go.CONVERSATION,
    review.CONVERSATION,
    why.CONVERSATION,
    whatif.CONVERSATION,
    audit.CONVERSATION,
    deload.CONVERSATION,
    progress.CONVERSATION,
    learn.CONVERSATION,
    nutrition.CONVERSATION,
    well.CONVERSATION,
    safety.CONVERSATION,
    settings.CONVERSATION,
    facts.CONVERSATION,
    account.CONVERSATION,
    calendars.CONVERSATION,
    parked.CONVERSATION,
    menu.CONVERSATION,
)


def registry() -> Registry:
    """All conversations as tables."""
    return gather(ALL)


__all__ = ["ALL", "answer_review", "begin", "read", "read_file", "registry", "warn"]
