"""What every test may use: Chromium, a PostgreSQL database of its own, and Hypothesis's sizes."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests import needs

# How long or how large an example is says something about the machine, not about the code.
LENIENT = tuple(HealthCheck)
settings.register_profile("default", deadline=None, print_blob=True, suppress_health_check=LENIENT)
settings.register_profile(
    "soak", deadline=None, print_blob=True, max_examples=5000, suppress_health_check=LENIENT
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

LEFT_OUT: pytest.StashKey[dict[str, str]] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """Remember which needs couldn't be met, to say so at the end."""
    config.stash[LEFT_OUT] = {}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests whose browser or database isn't there, unless it is insisted on."""
    for need in needs.ALL:
        wanting = [item for item in items if item.get_closest_marker(need.marker)]
        if not wanting or need.is_insisted_on() or need.find():
            continue
        config.stash[LEFT_OUT][need.marker] = need.left_out(len(wanting))
        config.hook.pytest_deselected(items=wanting)
        items[:] = [item for item in items if item not in set(wanting)]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Bring the workers' lines home to the process that prints the summary."""
    config: pytest.Config = node.config  # type: ignore[attr-defined]  # xdist's WorkerController has no types
    config.stash[LEFT_OUT].update(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In a worker: hand the lines over."""
    output: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = session.config.stash[LEFT_OUT]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each kind of test left out."""
    for line in terminalreporter.config.stash[LEFT_OUT].values():
        terminalreporter.write_line(line, yellow=True)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the Chromium to drive; tests that use it carry the marker `browser`."""
    return needs.CHROMIUM.found()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A fresh PostgreSQL database for this process, dropped in the end; users carry the marker `postgres`."""
    with needs.fresh_database(needs.POSTGRES.found()) as url:
        yield url
