"""The sound file of an interval session: made in a thread, sent as a file of its own."""

from __future__ import annotations

import asyncio

from bot.audio import TAIL_S, cue_track
from bot.coaching.live import Live
from bot.coaching.outgoing import Attachment, Kind
from handlers.context import Context
from handlers.go.screens import show


async def send_track(context: Context, live: Live, _: str) -> None:
    """The cue track of this session's prescription."""
    work, session = live.session.work, live.session
    if work is None:
        await show(context, live)
        return
    content = await asyncio.to_thread(cue_track, work, session.type)
    name = f"tandem-{work.n}x{work.work_s}-{work.rest_s}.mp3"
    seconds = live.segments[-1].ends_s + TAIL_S
    attachment = Attachment("audio", name, "audio/mpeg", content, seconds=seconds)
    await context.put("go/track", {"live": live}, kind=Kind.FILE, attachment=attachment)
