"""History of the keys schema."""
