"""Tests of the pure rules: tables, text-in text-out weeks, properties."""
