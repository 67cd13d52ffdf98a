"""Alembic's entry: runs the steps on the connection that `bot.storage.migrate` hands over."""

from alembic import context

from bot.storage.migrations.environment import run

run(context)
