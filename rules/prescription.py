"""The door of the prescriptions: what every session of a week holds (E, F, H-10, H-11)."""

from __future__ import annotations

from rules.prescription_context import PrescriptionContext
from rules.strength.block import choose_block_exercises

__all__ = ["PrescriptionContext", "choose_block_exercises"]
