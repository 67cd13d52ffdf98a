"""Every week that these tests build is watched (U1 to U8, U12)."""

from __future__ import annotations

from tests.watching import watch

watch()
