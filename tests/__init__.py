"""Tests, laid out like the packages they hold."""
