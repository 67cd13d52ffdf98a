"""Messages out: the outbox, the sender, and all that knows Telegram's refusals."""
