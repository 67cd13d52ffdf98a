"""Sound files made here, without an encoder: the cue track of an interval session."""

from bot.audio.cues import TAIL_S, cue_track

__all__ = ["TAIL_S", "cue_track"]
