"""A sealed field opens only with its key and only in its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.config import Config, ConfigError, load_config
from bot.storage.master import MasterKeys, WrongMasterKey, load_master
from bot.storage.sealing import DataKey, Place, Unreadable, key_id_of, seal, unseal

KEY = DataKey(b"12345678", os.urandom(32))
HERE = Place("checkin", "body", 42)


def config_for_file(folder: Path) -> Config:
    return load_config(env_file=None, data_dir=folder / "data")


def test_what_is_sealed_opens_in_its_place() -> None:
    sealed = seal(KEY, HERE, b"knee fine")
    assert b"knee" not in sealed
    assert key_id_of(sealed) == KEY.id
    assert unseal(KEY, HERE, sealed) == b"knee fine"


@pytest.mark.parametrize(
    "elsewhere", [Place("checkin", "body", 43), Place("state", "body", 42), Place("checkin", "note", 42)]
)
def test_a_field_moved_to_another_place_does_not_open(elsewhere: Place) -> None:
    with pytest.raises(Unreadable):
        unseal(KEY, elsewhere, seal(KEY, HERE, b"knee fine"))


def test_a_field_changed_in_any_byte_does_not_open() -> None:
    sealed = seal(KEY, HERE, b"knee")
    for at in range(9, len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(Unreadable):
            unseal(KEY, HERE, changed)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(Unreadable):
        unseal(DataKey(KEY.id, os.urandom(32)), HERE, seal(KEY, HERE, b"knee"))


def test_plain_bytes_are_no_sealed_field() -> None:
    with pytest.raises(Unreadable):
        key_id_of(b"knee fine, slept badly, back pain")


def test_keys_do_not_show() -> None:
    assert KEY.secret.hex() not in repr(KEY)
    assert str(KEY.secret) not in repr(KEY)


def test_an_old_master_key_still_opens_and_the_first_one_wraps() -> None:
    old, new = MasterKeys((b"o" * 32,)), MasterKeys((b"n" * 32, b"o" * 32))
    wrapped = old.wrap(b"data key", b"label")
    assert new.unwrap(wrapped, b"label") == b"data key"
    with pytest.raises(WrongMasterKey):
        old.unwrap(new.wrap(b"data key", b"label"), b"label")
    with pytest.raises(WrongMasterKey):
        old.unwrap(wrapped, b"another")


def test_the_first_run_makes_a_key_file_that_only_we_can_read(tmp_path: Path) -> None:
    config = config_for_file(tmp_path)
    first = load_master(config, may_make=True)
    assert config.key_file.stat().st_mode & 0o777 == 0o600
    assert load_master(config, may_make=False).mark == first.mark


def test_of_processes_that_start_together_all_take_the_key_of_the_first_and_none_half_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = config_for_file(tmp_path)
    real, marks = os.fsync, []

    def another_is_first(handle: int) -> None:
        real(handle)
        assert not config.key_file.exists()
        monkeypatch.setattr(os, "fsync", real)
        marks.append(load_master(config, may_make=True).mark)

    monkeypatch.setattr(os, "fsync", another_is_first)
    assert [load_master(config, may_make=True).mark] == marks
    assert [file.name for file in config.key_file.parent.iterdir()] == [config.key_file.name]


def test_a_missing_key_of_existing_data_is_not_replaced(tmp_path: Path) -> None:
    config = config_for_file(tmp_path)
    with pytest.raises(ConfigError, match="put the file back"):
        load_master(config, may_make=False)
    assert not config.key_file.exists()


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    config = config_for_file(tmp_path)
    load_master(config, may_make=True)
    config.key_file.chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        load_master(config, may_make=False)


@pytest.mark.parametrize("text", ["hunter2", "", "ä", "A" * 40])
def test_what_is_no_master_key_is_refused(tmp_path: Path, text: str) -> None:
    config = config_for_file(tmp_path)
    config.key_file.parent.mkdir(parents=True)
    config.key_file.write_text(text, encoding="utf-8")
    config.key_file.chmod(0o600)
    with pytest.raises(ConfigError, match="MASTER_KEY_FILE"):
        load_master(config, may_make=False)
