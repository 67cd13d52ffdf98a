"""Steps of the main schema."""
