"""Webhook delivery: the secret, the order within a chat, and patience with a bot that refuses."""

import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import islice

import pytest
from aiohttp import web

from bot.simulator.core import Person, Simulator
from bot.simulator.courier import retry_delays
from bot.simulator.server import Running
from bot.simulator.waiting import until


@dataclass
class Hook:
    """A bot's webhook that answers what the test tells it, then 200."""

    answers: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    url: str = ""

    async def receive(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.texts.append(update["message"]["text"])
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        status = self.answers.pop(0) if self.answers else 200
        return web.Response(status=status, headers={"Retry-After": "1"} if status == 503 else {})


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_updates_waiting_and_new_are_pushed_with_the_secret(
    server: Running, simulator: Simulator, anna: Person, hook: Hook
) -> None:
    anna.say("before")
    simulator.call("setWebhook", {"url": hook.url, "secret_token": "s3cret"})
    anna.say("after")
    await until(simulator, lambda: len(simulator.world.queue) == 0)
    assert (hook.texts, set(hook.secrets)) == (["before", "after"], {"s3cret"})


async def test_a_refused_update_holds_up_its_chat_only_and_comes_again(
    server: Running, simulator: Simulator, anna: Person, hook: Hook
) -> None:
    hook.answers = [503, 500, 500]
    simulator.call("setWebhook", {"url": hook.url})
    anna.say("one")
    anna.say("two")
    await until(simulator, lambda: len(hook.texts) > 0)
    simulator.add_person("Ben").say("other chat")
    await until(simulator, lambda: len(simulator.world.queue) == 0)
    assert [text for text in hook.texts if text != "other chat"][-2:] == ["one", "two"]
    assert hook.texts.count("two") == 1
    assert hook.texts.count("one") >= 3
    info = simulator.call("getWebhookInfo")
    assert isinstance(info, dict)
    assert info["last_error_message"].startswith("Wrong response from the webhook: 50")


async def test_a_bot_that_is_down_is_tried_until_the_webhook_goes(
    server: Running, simulator: Simulator, anna: Person
) -> None:
    simulator.call("setWebhook", {"url": "http://127.0.0.1:9/hook"})
    anna.say("hello")
    await until(simulator, lambda: simulator.world.webhook.last_error.startswith("Connection failed"))
    simulator.call("deleteWebhook")
    answer = simulator.call("getUpdates")
    assert isinstance(answer, list)
    assert len(answer) == 1


def test_attempts_spread_out_like_the_real_servers() -> None:
    delays = list(islice(retry_delays(random.Random(7)), 12))
    assert delays[:6] == [0.0, 2.0, 4.0, 8.0, 16.0, 32.0]
    assert all(60 <= delay <= 120 for delay in delays[6:])
