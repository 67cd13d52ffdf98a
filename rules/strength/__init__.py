"""Strength prescriptions (E): templates, exercises, sets and reps, loads, progression, deload."""
