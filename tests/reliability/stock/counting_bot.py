"""A bot as the library's examples write one; each update adds a row to a SQLite file and is answered."""

from __future__ import annotations

import logging
import os
import sqlite3
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackContext,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

COUNTING = 0
SOON_SECONDS = 1
Context = CallbackContext[Any, Any, Any, Any]
TABLE = "CREATE TABLE IF NOT EXISTS effect (update_id INTEGER, chat_id INTEGER)"


def effect(update: Update) -> None:
    """What an update does, committed before it is answered."""
    assert update.effective_chat is not None
    with sqlite3.connect(os.environ["STOCK_FILE"]) as connection:
        connection.execute("INSERT INTO effect VALUES (?, ?)", (update.update_id, update.effective_chat.id))
    connection.close()


async def count(update: Update, context: Context) -> int:
    """Count a message; "remind" plans three messages for soon."""
    assert update.message is not None
    assert context.job_queue is not None
    effect(update)
    if (update.message.text or "").startswith("remind"):
        for slot in range(3):
            key = f"reminder k{update.update_id}.{slot}"
            context.job_queue.run_once(remind, SOON_SECONDS, data=key, chat_id=update.message.chat_id)
    await update.message.reply_text(f"{update.update_id}:counted")
    return COUNTING


async def remind(context: Context) -> None:
    """One of the planned messages."""
    assert context.job is not None
    assert context.job.chat_id is not None
    await context.bot.send_message(context.job.chat_id, str(context.job.data))


def main(token: str, url: str, folder: str) -> None:
    """Run until killed."""
    os.environ["STOCK_FILE"] = str(Path(folder) / "stock.db")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with sqlite3.connect(os.environ["STOCK_FILE"]) as connection:
        connection.execute(TABLE)
    connection.close()
    builder = Application.builder().token(token).base_url(f"{url}/bot")
    application = builder.persistence(PicklePersistence(Path(folder) / "stock.pickle")).build()
    text: list[Any] = [MessageHandler(filters.TEXT, count)]
    talk = ConversationHandler(text, {COUNTING: text}, [], persistent=True, name="counting")
    application.add_handler(talk)
    application.run_polling(stop_signals=())
