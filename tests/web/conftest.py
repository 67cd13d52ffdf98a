"""A storage on either database."""

from tests.handlers.conftest import ada, set_up
from tests.storage.conftest import clock, config, migrated_folder, storage
from tests.telegrams import seconds

__all__ = ["ada", "seconds", "set_up", "clock", "config", "migrated_folder", "storage"]
