"""Tests of the cardio prescriptions."""
