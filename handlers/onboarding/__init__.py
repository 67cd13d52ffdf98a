"""The onboarding conversation: from "Agree" to the first saved week."""

from handlers.onboarding.conversation import CONVERSATION, start

__all__ = ["CONVERSATION", "start"]
