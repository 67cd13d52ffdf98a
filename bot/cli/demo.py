"""`demo`: the simulator in this process, the real bot as a child that talks to it over HTTP."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import FileClock
from bot.config import ConfigError
from bot.simulator.core.simulator import TOKEN, Simulator
from bot.simulator.server import Running, create_app, serve

PATIENCE_SECONDS = 12.0
PAUSE_SECONDS = 1.0
TICK_SECONDS = "1"


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the demo keeps its things, and where it is served."""

    folder: Path
    host: str
    port: int

    @property
    def clock_file(self) -> Path:
        """The file that the page moves and the bot reads."""
        return self.folder / "clock.json"

    def environment(self, url: str) -> dict[str, str]:
        """The bot's settings: the simulator instead of Telegram, a database of its own, nothing of the real bot's."""
        ours = ("TELEGRAM_", "DATABASE_", "KEYS_DATABASE_", "WEBHOOK_", "MASTER_KEY", "ADMIN_", "POLLING_")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return inherited | {
            "ENV_FILE": os.devnull,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": url,
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.folder / 'tandem.db'}",
            "MASTER_KEY_FILE": str(self.folder.parent / "keys" / f"{self.folder.name}.key"),
            "CLOCK_FILE": str(self.clock_file),
            "TICK_SECONDS": TICK_SECONDS,
            "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
        }


def demo(
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes a free one.")] = 8080,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    data_dir: Annotated[Path, typer.Option(help="Where the demo keeps its database and clock.")] = Path(
        "data/demo"
    ),
    keep: Annotated[
        bool, typer.Option("--keep", help="Go on with the last demo's database instead of a fresh one.")
    ] = False,
) -> None:
    """Try the bot without a token: a chat in the browser with the real bot behind it."""
    folder = data_dir.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if not keep:
        forget(folder)
    raise typer.Exit(asyncio.run(_run(Demo(folder, host, port))))


def forget(folder: Path) -> None:
    """Remove an earlier demo's files: the simulated chats it belongs to are gone."""
    for name in ("tandem.db", "keys.db", "clock.json"):
        for file in folder.glob(f"{name}*"):
            file.unlink()


async def _run(demo: Demo) -> int:
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    clock = FileClock(demo.clock_file)
    try:
        running: Running = await serve(create_app(Simulator(clock), clock), demo.host, demo.port)
    except OSError as error:
        raise ConfigError(
            [f"PORT: {demo.host}:{demo.port} is taken ({error.strerror}); try --port 0"]
        ) from None
    sys.stdout.write(f"Tandem is at {running.url}  (Ctrl-C ends it)\n")
    sys.stdout.flush()
    try:
        await _keep_alive(demo.environment(running.url), stopping)
    finally:
        await running.stop()
    return 0


async def _keep_alive(environment: dict[str, str], stopping: asyncio.Event) -> None:
    """Run the bot, again whenever it ends by itself, until told to stop."""
    while not stopping.is_set():
        bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=environment)
        ended, stop = asyncio.create_task(bot.wait()), asyncio.create_task(stopping.wait())
        await asyncio.wait({ended, stop}, return_when=asyncio.FIRST_COMPLETED)
        if stop.done():
            await _end(bot)
            return
        stop.cancel()
        sys.stderr.write(f"the bot ended with code {bot.returncode}; it is started again\n")
        await asyncio.sleep(PAUSE_SECONDS)


async def _end(bot: asyncio.subprocess.Process) -> None:
    if bot.returncode is None:
        bot.terminate()
    try:
        await asyncio.wait_for(bot.wait(), PATIENCE_SECONDS)
    except TimeoutError:
        bot.kill()
        await bot.wait()
