"""A world in one process whose every step Hypothesis chooses, and the promises that hold after each step."""
