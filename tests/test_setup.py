"""The set-up holds together: locks, pip's wheel, the contracts' list of rooms."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("runtime", "dev")


def _lock(kind: str) -> str:
    return (ROOT / "requirements" / f"{kind}.lock").read_text(encoding="utf-8")


def _pins(kind: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9.-]+==[^ ]+)", _lock(kind), re.MULTILINE))


@pytest.mark.parametrize("kind", LOCKS)
def test_a_lock_names_no_address_and_hashes_every_package(kind: str) -> None:
    packages = re.split(r"\n(?=[a-z0-9])", _lock(kind))
    assert "://" not in _lock(kind)
    assert [p for p in packages if "--hash=sha256:" not in p] == []


def test_the_development_lock_holds_the_runtime_lock() -> None:
    assert _pins("runtime") <= _pins("dev")


def test_every_dependency_that_is_declared_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {"runtime": project["project"]["dependencies"], "dev": project["dependency-groups"]["dev"]}
    for kind, requirements in wanted.items():
        names = {re.split(r"[\[<>=;]", line)[0].lower() for line in requirements}
        assert names <= {pin.partition("==")[0] for pin in _pins(kind)}


def test_the_pip_that_lies_here_is_the_one_that_bootstrap_expects() -> None:
    (wheel,) = (ROOT / "scripts").glob("pip-*.whl")
    bootstrap = (ROOT / "scripts" / "bootstrap.py").read_text(encoding="utf-8")
    assert wheel.name in bootstrap
    assert hashlib.sha256(wheel.read_bytes()).hexdigest() in bootstrap


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose locks hold no package, so that set-up needs no network."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    (tmp_path / "requirements").mkdir()
    for kind in LOCKS:
        (tmp_path / "requirements" / f"{kind}.lock").write_text("")
    return tmp_path


def _set_up(checkout: Path, kind: str, python: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(checkout / "scripts" / "setup"), kind],
        env={"PATH": "/usr/bin:/bin", "PIP_NO_INDEX": "1", "PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )


def test_set_up_works_once_and_then_says_nothing_until_the_lock_changes(checkout: Path) -> None:
    first = _set_up(checkout, "dev", sys.executable)
    assert (first.returncode, first.stdout.count("\n")) == (0, 2)
    for kind in LOCKS:
        again = _set_up(checkout, kind, sys.executable)
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    (checkout / "requirements" / "dev.lock").write_text("# changed\n")
    assert "fetching" in _set_up(checkout, "dev", sys.executable).stdout


def test_set_up_without_the_network_says_the_remedy_in_one_line(checkout: Path) -> None:
    lock = checkout / "requirements" / "runtime.lock"
    lock.write_text("tandem-nowhere==1 --hash=sha256:" + "0" * 64)
    result = _set_up(checkout, "runtime", sys.executable)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "connect to the network" in result.stderr


def test_set_up_refuses_a_pip_that_was_changed(checkout: Path) -> None:
    (wheel,) = (checkout / "scripts").glob("pip-*.whl")
    wheel.write_bytes(wheel.read_bytes() + b"x")
    assert "was changed" in _set_up(checkout, "runtime", sys.executable).stderr


def test_set_up_refuses_an_old_python_in_one_line(checkout: Path) -> None:
    old = checkout / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    result = _set_up(checkout, "dev", str(old))
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "3.11" in result.stderr
    assert str(old) in result.stderr


def test_every_room_has_its_place_in_the_contracts() -> None:
    contract = (ROOT / ".importlinter").read_text(encoding="utf-8").partition("pure-rules")[0]
    rooms = {path.stem for path in (ROOT / "bot").iterdir() if path.suffix == ".py" or path.is_dir()}
    placed = set(re.findall(r"bot\.(\w+)", contract))
    assert rooms - {"__init__", "__pycache__"} <= placed
