"""What the settings accept, what they refuse, and that each refusal names its variable."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import roles
from bot.app.roles import Role
from bot.config import Config, ConfigError, load_config

TOKEN = "123456789:AAE" + "x" * 32


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "TELEGRAM_BOT_TOKEN DATABASE_URL DATA_DIR LOG_LEVEL WEBHOOK_URL WEBHOOK_SECRET MASTER_KEY"
    for name in names.split():
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("TELEGRAM_BOT_TOKEN", "hello", "BotFather"),
        ("TELEGRAM_API_URL", "localhost:8081", "https://"),
        ("DATABASE_URL", "mysql://root@localhost/tandem", "postgresql://"),
        ("LOG_LEVEL", "LOUD", "DEBUG, INFO"),
        ("LOG_FORMAT", "xml", "json"),
        ("TICK_SECONDS", "0", "greater than 0"),
        ("PORT", "http", "integer"),
        ("ADMIN_CHAT_ID", "me", "integer"),
        ("WEBHOOK_URL", "https://example.org/hook", "WEBHOOK_SECRET"),
    ],
)
def test_a_bad_value_is_refused_in_a_line_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, remedy: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as refusal:
        load_config(env_file=None)
    assert len(refusal.value.lines) == 1
    assert refusal.value.lines[0].startswith(name.replace("WEBHOOK_URL", "WEBHOOK_SECRET"))
    assert remedy in refusal.value.lines[0]


def test_a_bad_token_is_not_repeated_in_the_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456789:secretbutshort")
    with pytest.raises(ConfigError) as refusal:
        load_config(env_file=None)
    assert "secretbutshort" not in str(refusal.value)


def test_no_token_is_a_friendly_line_when_it_is_needed() -> None:
    config = load_config(env_file=None)
    with pytest.raises(ConfigError, match="BotFather"):
        _ = config.token


@pytest.mark.parametrize(
    ("url", "dsn"),
    [
        ("postgres://u:p@h/db", "postgresql+psycopg://u:p@h/db"),
        ("postgresql://u:p@h/db", "postgresql+psycopg://u:p@h/db"),
        ("postgresql+asyncpg://u:p@h/db", "postgresql+psycopg://u:p@h/db"),
        ("sqlite:////var/tandem.db", "sqlite+aiosqlite:////var/tandem.db"),
    ],
)
def test_a_database_address_gets_our_driver(url: str, dsn: str) -> None:
    assert load_config(env_file=None, database_url=url).dsn == dsn


def test_the_default_is_sqlite_in_the_data_folder_with_the_key_outside(tmp_path: Path) -> None:
    config = load_config(env_file=None, data_dir=tmp_path / "data")
    assert config.is_sqlite
    assert config.dsn.endswith("/data/tandem.db")
    assert config.keys_dsn.endswith("/data/keys.db")
    assert (tmp_path / "data") not in config.key_file.parents


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env = tmp_path / ".env"
    env.write_text("LOG_LEVEL=debug\nTICK_SECONDS=2\n")
    monkeypatch.setenv("LOG_LEVEL", "error")
    config = load_config(env_file=env)
    assert (config.log_level, config.tick_seconds) == ("ERROR", 2.0)


def test_secrets_do_not_show_in_a_repr() -> None:
    config = load_config(env_file=None, telegram_bot_token=TOKEN, database_url="postgres://u:hunter2@h/db")
    assert TOKEN not in repr(config)
    assert "hunter2" not in repr(config)
    assert set(config.secrets()) == {TOKEN, "hunter2"}


def test_a_server_of_ones_own_may_give_shorter_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "42:TEST")
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081")

    config = load_config(env_file=None)

    assert config.telegram_bot_token is not None
    assert config.telegram_bot_token.get_secret_value() == "42:TEST"


@pytest.mark.parametrize("name", ["TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET"])
def test_a_secret_may_come_from_a_file_that_others_cant_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "secret"
    file.write_text(TOKEN + "\n")
    file.chmod(0o640)
    monkeypatch.setenv(f"{name}_FILE", str(file))
    found = getattr(load_config(env_file=None), name.lower())
    assert found.get_secret_value() == TOKEN

    file.chmod(0o644)
    with pytest.raises(ConfigError, match=f"^{name}_FILE: others can read .*chmod"):
        load_config(env_file=None)
    file.unlink()
    with pytest.raises(ConfigError, match=f"^{name}_FILE: .*can't be read"):
        load_config(env_file=None)


def test_the_variable_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN_FILE", str(tmp_path / "missing"))
    assert load_config(env_file=None).token == TOKEN


@pytest.mark.parametrize("secret", ["short", "x" * 31, "x" * 257, "spaces in a secret of enough characters"])
def test_a_webhook_needs_a_secret_that_telegram_takes(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://example.org")
    monkeypatch.setenv("WEBHOOK_SECRET", secret)
    with pytest.raises(ConfigError, match=r"^WEBHOOK_SECRET: .*token_urlsafe"):
        load_config(env_file=None)


@pytest.mark.parametrize(
    ("command", "settings", "line"),
    [
        (roles.web, {"database_url": "sqlite:///x.db"}, "DATABASE_URL: "),
        (roles.worker, {"database_url": "sqlite:///x.db"}, "DATABASE_URL: "),
        (roles.web, {"database_url": "postgresql://h/db"}, "WEBHOOK_URL: "),
    ],
)
def test_processes_that_cant_work_alone_say_what_they_need(
    command: Callable[[Config], frozenset[Role]], settings: dict[str, str], line: str
) -> None:
    with pytest.raises(ConfigError, match=f"^{line}"):
        command(load_config(env_file=None, **settings))


def test_updates_come_by_the_webhook_where_there_is_one() -> None:
    base = {"database_url": "postgresql://h/db"}
    hooked = load_config(env_file=None, **base, webhook_url="https://example.org", webhook_secret="s" * 32)
    polled = load_config(env_file=None, **base)
    assert roles.all_in_one(polled) == roles.worker(polled) == {Role.POLL, *roles.WORKER}
    shared = load_config(env_file=None, **base, public_url="https://tandem.example.org")
    assert roles.all_in_one(shared) == {Role.POLL, Role.SHARE, *roles.WORKER}
    assert roles.all_in_one(hooked) == {Role.HOOK, Role.SHARE, *roles.WORKER}
    assert roles.web(hooked) == {Role.HOOK, Role.SHARE}
    assert roles.worker(hooked) == roles.WORKER


def test_only_this_machine_reaches_us_unless_told_otherwise() -> None:
    default = load_config(env_file=None)
    assert (default.host, default.vitals_host, default.vitals_port) == ("127.0.0.1", "127.0.0.1", 0)
