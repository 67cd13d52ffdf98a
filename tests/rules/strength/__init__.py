"""Tests of the strength prescriptions."""
