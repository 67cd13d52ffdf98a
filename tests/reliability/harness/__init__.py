"""What the proofs share: a Telegram outside the killed processes, bots to kill, and an oracle that compares."""
