"""Settings from the environment and `.env`, validated once; every problem is one line that names the variable."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

TOKEN_SHAPE = re.compile(r"^\d{3,}:[A-Za-z0-9_-]{30,}$")
OWN_SERVER_TOKEN_SHAPE = re.compile(r"^\d+:[A-Za-z0-9_-]+$")  # such a server may give shorter ones
SECRET_SHAPE = re.compile(r"^[A-Za-z0-9_-]{32,256}$")
IN_FILES = ("telegram_bot_token", "webhook_secret")
TELEGRAM = "https://api.telegram.org"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DEFAULT_ENV = Path(".env")
DATABASES = ("sqlite+aiosqlite", "postgresql+psycopg")


class ConfigError(ValueError):
    """The settings can't be used; `lines` says for each variable what is wrong and what to do."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Config(BaseSettings):
    """All settings of the application. Secrets never show in a repr."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True, hide_input_in_errors=True)

    telegram_api_url: str = TELEGRAM  # before the token: whose server it is decides what a token looks like
    telegram_bot_token: SecretStr | None = None
    telegram_bot_token_file: Path | None = None
    database_url: SecretStr | None = None
    keys_database_url: SecretStr | None = None
    data_dir: Path = Path("data")
    log_level: str = "INFO"
    log_format: str = "auto"
    master_key: SecretStr | None = None
    master_key_file: Path | None = None
    erasure_ledger: Path | None = None
    clock_file: Path | None = None
    tick_seconds: float = Field(default=5.0, gt=0, le=60)
    admin_chat_id: int | None = None
    auto_migrate: bool = True
    webhook_url: str | None = None
    public_url: str | None = None
    webhook_secret: SecretStr | None = None
    webhook_secret_file: Path | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    vitals_host: str = "127.0.0.1"
    vitals_port: int = Field(default=0, ge=0, le=65535)
    ping_url: SecretStr | None = None  # who knows it can silence the alarm
    sends_per_second: float = Field(default=25.0, gt=0, le=1000)
    polling_take_over: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_files(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        read = {
            name: _secret_in(f"{name}_file".upper(), Path(values[f"{name}_file"]))
            for name in IN_FILES
            if values.get(f"{name}_file") and not values.get(name)
        }
        return {**values, **read}

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, token: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        own_server = info.data.get("telegram_api_url", TELEGRAM) != TELEGRAM
        shape = OWN_SERVER_TOKEN_SHAPE if own_server else TOKEN_SHAPE
        if token and not shape.match(token.get_secret_value()):
            raise ValueError(
                "this isn't a bot token. BotFather gives one that looks like 123456789:AAE… (digits, a colon,"
                " 35 letters); copy it whole, without quotes or spaces"
            )
        return token

    @field_validator("telegram_api_url", "webhook_url", "public_url")
    @classmethod
    def _address(cls, address: str | None) -> str | None:
        if address and not re.match(r"^https?://[^\s/]+", address):
            raise ValueError(
                f"{address!r} is no web address; it begins with https:// (or http:// for a local server)"
            )
        return address.rstrip("/") if address else address

    @field_validator("database_url", "keys_database_url")
    @classmethod
    def _database(cls, url: SecretStr | None) -> SecretStr | None:
        return SecretStr(normal_dsn(url.get_secret_value())) if url else None

    @field_validator("log_level", mode="before")
    @classmethod
    def _level(cls, level: Any) -> Any:
        if str(level).upper() not in LOG_LEVELS:
            raise ValueError(f"{level!r} is no log level; use one of {', '.join(LOG_LEVELS)}")
        return str(level).upper()

    @field_validator("log_format")
    @classmethod
    def _format(cls, name: str) -> str:
        if name not in ("auto", "json", "pretty"):
            raise ValueError(f"{name!r} is no log format; use auto, json or pretty")
        return name

    @model_validator(mode="after")
    def _webhook_has_secret(self) -> Config:
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        if self.webhook_url and not SECRET_SHAPE.match(secret):
            raise ValueError(
                "WEBHOOK_SECRET: WEBHOOK_URL is set, so a secret of 32 to 256 letters, digits, _ and - is needed;"
                " make one with `python3 -c 'import secrets; print(secrets.token_urlsafe(32))'`"
            )
        return self

    @property
    def public_address(self) -> str:
        """The https address that leads to HOST:PORT; empty where the outside can't reach us."""
        return self.public_url or self.webhook_url or ""

    @property
    def dsn(self) -> str:
        """The database's address for SQLAlchemy; by default a SQLite file in DATA_DIR."""
        if self.database_url:
            return self.database_url.get_secret_value()
        return f"sqlite+aiosqlite:///{self.data_dir / 'tandem.db'}"

    @property
    def keys_dsn(self) -> str:
        """Where the users' wrapped keys are: a file of their own, or the schema `keys` of PostgreSQL."""
        if self.keys_database_url:
            return self.keys_database_url.get_secret_value()
        if self.is_sqlite:
            return f"sqlite+aiosqlite:///{self.data_dir / 'keys.db'}"
        return self.dsn

    @property
    def is_sqlite(self) -> bool:
        """Whether the embedded database is used (one process)."""
        return self.dsn.startswith("sqlite")

    @property
    def key_file(self) -> Path:
        """The master key's file: beside DATA_DIR, never in it, so that a copy of the data holds no key."""
        if self.master_key_file:
            return self.master_key_file
        folder = self.data_dir.absolute()
        return folder.parent / "keys" / f"{folder.name}.key"

    @property
    def ledger_file(self) -> Path | None:
        """Where erasures are noted outside the databases: beside the master key, where a disk is ours alone."""
        if self.erasure_ledger or not self.is_sqlite:
            return self.erasure_ledger
        return self.key_file.with_suffix(".erased")

    @property
    def token(self) -> str:
        """The bot's token; refuses with ConfigError when there is none."""
        if self.telegram_bot_token is None:
            raise ConfigError(
                [
                    "TELEGRAM_BOT_TOKEN: no token is set. Talk to @BotFather on Telegram, send /newbot, and put"
                    " the token into .env; or try the bot without one: `python -m bot demo`"
                ]
            )
        return self.telegram_bot_token.get_secret_value()

    def secrets(self) -> tuple[str, ...]:
        """Every secret text that must not appear in a log."""
        held = (self.telegram_bot_token, self.master_key, self.webhook_secret, self.ping_url)
        found = [s.get_secret_value() for s in held if s]
        for dsn in (self.dsn, self.keys_dsn):
            password = re.search(r"//[^:/@]*:([^@/]+)@", dsn)
            found += [password.group(1)] if password else []
        return tuple(found)


def _secret_in(variable: str, file: Path) -> str:
    """The one line of a secret's file, which others must not be able to read."""
    try:
        if file.stat().st_mode & 0o007:
            raise ValueError(f"{variable}: others can read {file}; run: chmod o= {file}")
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ValueError(f"{variable}: {file} can't be read ({error.strerror})") from None


def normal_dsn(url: str) -> str:
    """A database address with the driver we use; accepts sqlite, postgres and postgresql, refuses the rest."""
    scheme, separator, rest = url.partition("://")
    base = scheme.partition("+")[0]
    if separator and base == "sqlite":
        return f"{DATABASES[0]}://{rest}"
    if separator and base in ("postgres", "postgresql"):
        return f"{DATABASES[1]}://{rest}"
    raise ValueError(
        "use sqlite:///path/to/file.db or postgresql://user:password@host/name"
        " (leave it empty for a SQLite file in DATA_DIR)"
    )


def load_config(env_file: Path | None = DEFAULT_ENV, **values: Any) -> Config:
    """Read the settings; environment before `.env`, `values` before both. Refuses with ConfigError.

    The variable ENV_FILE names another file in the place of `.env`.
    """
    if env_file is DEFAULT_ENV:
        env_file = Path(os.environ.get("ENV_FILE", DEFAULT_ENV))
    try:
        return Config(_env_file=env_file, **values)
    except ValidationError as error:
        raise ConfigError([_line(problem) for problem in error.errors()]) from None


def _line(problem: Any) -> str:
    message = str(problem["msg"]).removeprefix("Value error, ")
    if not problem["loc"]:
        return message
    return f"{str(problem['loc'][0]).upper()}: {message}"
