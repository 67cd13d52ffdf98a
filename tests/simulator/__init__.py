"""Tests of the simulator, our own Telegram, and of the clock that it steers."""
