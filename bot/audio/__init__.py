"""Sound files made here, without an encoder: the cue track of an interval session."""

from bot.audio.cues import cue_track

__all__ = ["cue_track"]
