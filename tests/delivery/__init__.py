"""Messages out: outbox, sender, limits."""
