"""Logs that say what happened but not to whom: structured, redacted, correlated, with fields from an allow-list."""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{30,}")
DSN_PASSWORD = re.compile(r"(://[^:/@\s]*:)[^@/\s]+@")
FRAMES_SHOWN = 10
QUIET = ("httpx", "httpcore", "aiohttp", "telegram", "apscheduler", "aiosqlite", "asyncio", "alembic")
ALLOWED = frozenset(
    "event level timestamp logger corr user ms result kind status attempt count reason role port url path point"
    " revision error exception method seconds version chat_kind name due pid code".split()
)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without bot tokens, passwords in database addresses, and the secrets given."""
    for secret in secrets:
        text = text.replace(secret, "[secret]")
    return DSN_PASSWORD.sub(r"\1[secret]@", TOKEN.sub("[token]", text))


class RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Renders a record, then removes secrets from the whole line: message, arguments, exception and stack."""

    def __init__(self, secrets: tuple[str, ...], processors: list[Processor]) -> None:
        super().__init__(foreign_pre_chain=SHARED, processors=processors)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """One redacted line."""
        return redact(super().format(record), self._secrets)


class NoBodies(logging.Filter):
    """Keeps the Telegram client's warnings but not the updates and payloads it would print with them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Pass the record on with its arguments and traceback values removed."""
        if record.name.startswith("telegram"):
            record.msg, record.args = str(record.msg).split("%")[0][:80], ()
        return True


def allow_listed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Drop every field that isn't on the allow-list: what isn't named can't leak."""
    return {key: value for key, value in event.items() if key in ALLOWED or key.startswith("_")}


def trace(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Put an exception down as its class and the places it passed; its message may quote a person."""
    info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)[-FRAMES_SHOWN:]
        places = " > ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
        event["exception"] = f"{type(error).__qualname__} at {places}"
    return event


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def set_up_logging(level: str, log_format: str = "auto", secrets: tuple[str, ...] = ()) -> None:
    """Send everything through one redacting handler; JSON unless a person is watching a terminal."""
    pretty = log_format == "pretty" or (log_format == "auto" and sys.stderr.isatty())
    chain: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        trace,
        allow_listed,
        structlog.dev.ConsoleRenderer() if pretty else structlog.processors.JSONRenderer(),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter(secrets, chain))
    handler.addFilter(NoBodies())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def pseudonym(key: bytes, telegram_id: int) -> str:
    """A stable stand-in for a person in logs: 12 hex digits that only the key's holder could recompute."""
    return hmac.new(key, str(telegram_id).encode(), hashlib.sha256).hexdigest()[:12]
