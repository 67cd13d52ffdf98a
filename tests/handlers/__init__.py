"""Tests of the conversations: text in, value and next step out."""
