"""Stories: an athlete's weeks against the real bot process, readable aloud."""
