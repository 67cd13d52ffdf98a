"""History of the main schema."""
