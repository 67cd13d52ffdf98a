"""Nothing secret and nothing personal gets into a log line."""

import json
import logging

import pytest
import structlog

from bot.telemetry import pseudonym, redact, set_up_logging

TOKEN = "123456789:AAE" + "x" * 32


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/getMe", "POST https://api.telegram.org/bot[token]/getMe"),
        ("postgresql+psycopg://coach:hunter2@db/tandem", "postgresql+psycopg://coach:[secret]@db/tandem"),
        ("the key is s3cr3t.", "the key is [secret]."),
        ("12:30 done", "12:30 done"),
    ],
)
def test_secrets_are_removed(text: str, clean: str) -> None:
    assert redact(text, ["s3cr3t"]) == clean


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_foreign_records_are_redacted_with_their_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("DEBUG", "json", ("s3cr3t",))
    try:
        raise ValueError(f"no route to bot{TOKEN} with s3cr3t")
    except ValueError:
        logging.getLogger("somewhere").exception("failed for %s", TOKEN)
    (line,) = lines(capsys)
    assert TOKEN not in json.dumps(line)
    assert "s3cr3t" not in json.dumps(line)
    assert str(line["exception"]).startswith("ValueError at test_telemetry.py:")


def test_an_exceptions_message_stays_out(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO", "json")
    try:
        raise LookupError("my knee hurts")
    except LookupError as error:
        structlog.get_logger("tandem").error("failed", exc_info=error)
    (line,) = lines(capsys)
    assert "knee" not in json.dumps(line)
    assert "LookupError" in str(line["exception"])


def test_only_named_fields_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO", "json")
    structlog.get_logger("tandem").info("worked", corr="u17", ms=3, text="my knee hurts", first_name="Ada")
    (line,) = lines(capsys)
    assert (line["event"], line["corr"], line["ms"]) == ("worked", "u17", 3)
    assert "knee" not in json.dumps(line)
    assert "Ada" not in json.dumps(line)


def test_the_telegram_client_prints_no_update(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO", "json")
    logging.getLogger("telegram.ext").critical("could not parse %s", "{'text': 'my knee hurts'}")
    (line,) = lines(capsys)
    assert line["event"] == "could not parse "


def test_urls_of_the_http_client_are_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("DEBUG", "json")
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
    assert lines(capsys) == []


def test_a_pseudonym_is_stable_and_needs_the_key() -> None:
    assert pseudonym(b"a", 42) == pseudonym(b"a", 42)
    assert pseudonym(b"a", 42) != pseudonym(b"b", 42)
