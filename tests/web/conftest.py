"""A storage on either database."""

from tests.storage.conftest import clock, config, migrated_folder, storage

__all__ = ["clock", "config", "migrated_folder", "storage"]
