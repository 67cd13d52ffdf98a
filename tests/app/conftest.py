"""A storage on either database, and a simulated Telegram."""

from tests.storage.conftest import clock, config, migrated_folder, storage
from tests.telegrams import anna, bot, seconds, simulator

__all__ = ["anna", "bot", "clock", "config", "migrated_folder", "seconds", "simulator", "storage"]
