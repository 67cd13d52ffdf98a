"""Steps of the keys schema."""
