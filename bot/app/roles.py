"""What a process does: the roles, and the sets of them that the commands start."""

from __future__ import annotations

from enum import StrEnum

from bot.config import Config, ConfigError


class Role(StrEnum):
    """One thing that a process does."""

    POLL = "poll"  # fetch updates; one process at a time
    HOOK = "hook"  # take updates that Telegram posts
    SHARE = "share"  # answer calendar programs
    WORK = "work"
    SEND = "send"
    TICK = "tick"  # fire what is due; one process at a time


WORKER = frozenset({Role.WORK, Role.SEND, Role.TICK})
ALL_ROLES = WORKER | {Role.POLL}
WEB = frozenset({Role.HOOK, Role.SHARE})


def all_in_one(config: Config) -> frozenset[Role]:
    """Everything: updates by the webhook where one is set, otherwise by polling; calendars with a public address."""
    shared = {Role.SHARE} if config.public_address else set[Role]()
    return WORKER | ({Role.HOOK} if config.webhook_url else {Role.POLL}) | shared


def web(config: Config) -> frozenset[Role]:
    """Only what needs a public address; refuses with ConfigError without one, or on an embedded database."""
    _insist_on_postgresql(config)
    if not config.webhook_url:
        raise ConfigError(
            [
                "WEBHOOK_URL: the web process takes updates at a public https address; set it (and WEBHOOK_SECRET),"
                " or start `python -m bot run`, which fetches them"
            ]
        )
    return WEB


def worker(config: Config) -> frozenset[Role]:
    """Everything but the webhook; without one, the workers elect who polls."""
    _insist_on_postgresql(config)
    return WORKER if config.webhook_url else ALL_ROLES


def _insist_on_postgresql(config: Config) -> None:
    if config.is_sqlite:
        raise ConfigError(
            [
                "DATABASE_URL: web and worker are several processes and need PostgreSQL; SQLite serves one,"
                " `python -m bot run`"
            ]
        )
