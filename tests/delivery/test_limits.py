"""How fast we send."""

from __future__ import annotations

from bot.delivery.limits import Bucket, ChatLimits


class Seconds:
    """A clock for spans that a test moves."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_bucket_gives_its_burst_and_then_its_rate() -> None:
    seconds = Seconds()
    bucket = Bucket(rate=25, burst=25, seconds=seconds)
    assert bucket.take(25) == 0
    assert bucket.available() == 0
    seconds.at = 0.2
    assert bucket.available() == 5
    seconds.at = 60
    assert bucket.available() == 25


def test_one_message_a_second_in_a_chat_after_a_small_burst() -> None:
    seconds = Seconds()
    chats = ChatLimits(seconds, rate=1, burst=2)
    assert [chats.take(42) for _ in range(4)] == [0, 0, 1, 2]
    assert chats.take(43) == 0
    seconds.at = 10
    assert chats.take(42) == 0
