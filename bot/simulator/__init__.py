"""A Telegram of our own, for tests and for a first look without a token."""
