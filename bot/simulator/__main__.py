"""Run the simulator as a process of its own: python -m bot.simulator --port 8081 --clock-file clock.json."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from bot.clock import FileClock
from bot.simulator.core.simulator import TOKEN, Simulator
from bot.simulator.server import create_app, serve


def main() -> None:
    """Serve until interrupted; the first line on standard output is the address, the second the bot's token."""
    parser = argparse.ArgumentParser(prog="python -m bot.simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    parser.add_argument("--clock-file", type=Path, help="the bot's CLOCK_FILE, so that the page can move it")
    parser.add_argument("--token", default=TOKEN, help="the token that the bot must use")
    options = parser.parse_args()
    asyncio.run(_run(options.host, options.port, options.clock_file, options.token))


async def _run(host: str, port: int, clock_file: Path | None, token: str) -> None:
    clock = FileClock(clock_file) if clock_file else None
    running = await serve(create_app(Simulator(clock, token=token), clock), host, port)
    sys.stdout.write(f"{running.url}\n{token}\n")
    sys.stdout.flush()
    stopping = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    await stopping.wait()
    await running.stop()


if __name__ == "__main__":
    main()
