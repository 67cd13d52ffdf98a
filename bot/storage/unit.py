"""One unit of work: a transaction with its repositories."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.coaching.ports import UnitOfWork
from bot.storage.account import SqlAccount
from bot.storage.feeds import SqlFeeds
from bot.storage.fields import Fields
from bot.storage.inbox import SqlInbox
from bot.storage.outbox import SqlOutbox
from bot.storage.people import SqlDialogues
from bot.storage.reminders import SqlReminders
from bot.storage.training import SqlTraining
from bot.storage.vault import Vault


class SqlUnit:
    """What `bot.coaching.ports.UnitOfWork` asks for, and the inbox, which only the intake uses."""

    def __init__(self, connection: AsyncConnection, vault: Vault, opened_at: datetime) -> None:
        fields = Fields(connection, vault, opened_at)
        self._people = SqlAccount(connection, fields, vault)
        self._training = SqlTraining(connection, fields)
        self._dialogues = SqlDialogues(connection, fields)
        self._outbox = SqlOutbox(connection, fields)
        self._reminders = SqlReminders(connection)
        self._feeds = SqlFeeds(connection)
        self.inbox = SqlInbox(connection, vault, opened_at)

    @property
    def people(self) -> SqlAccount:
        """Persons."""
        return self._people

    @property
    def training(self) -> SqlTraining:
        """Their training."""
        return self._training

    @property
    def dialogues(self) -> SqlDialogues:
        """What we wait for."""
        return self._dialogues

    @property
    def outbox(self) -> SqlOutbox:
        """What goes out."""
        return self._outbox

    @property
    def reminders(self) -> SqlReminders:
        """What is due."""
        return self._reminders

    @property
    def feeds(self) -> SqlFeeds:
        """The links to calendars."""
        return self._feeds

    @property
    def updates(self) -> SqlInbox:
        """What was put aside."""
        return self.inbox


def as_port(unit: SqlUnit) -> UnitOfWork:
    """The unit as the use cases see it; the type checker holds the two together."""
    return unit
