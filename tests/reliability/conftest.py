"""A scene on either database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config import Config
from tests.reliability.harness.scene import Scene
from tests.reliability.harness.scene import scene as set_scene
from tests.storage.conftest import clock, config, migrated_folder, storage

__all__ = ["clock", "config", "migrated_folder", "scene", "storage"]


@pytest.fixture
async def scene(config: Config, tmp_path: Path) -> AsyncIterator[Scene]:
    async with set_scene(config, tmp_path) as made:
        yield made
