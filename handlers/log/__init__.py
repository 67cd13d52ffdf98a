"""Logging: one tap on a reminder or a screen, or a typed line read back before it is saved."""

from handlers.log.conversation import CONVERSATION
from handlers.log.imported import read as read_file
from handlers.log.typed import read

__all__ = ["CONVERSATION", "read", "read_file"]
