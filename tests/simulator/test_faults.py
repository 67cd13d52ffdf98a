"""Planned faults and speed limits: which calls they hit, and what the ledger says of them."""

import pytest

from bot.simulator.core import Fault, FaultKind, Person, Refusal, Simulator, SpeedLimit
from tests.simulator.conftest import Stopwatch


def send(simulator: Simulator, person: Person, text: str = "x") -> object:
    return simulator.call("sendMessage", {"chat_id": person.user_id, "text": text})


@pytest.mark.parametrize(
    ("fault", "hit"),
    [
        (Fault(FaultKind.DROP_BEFORE), [0]),
        (Fault(FaultKind.DROP_BEFORE, times=2, skip=1), [1, 2]),
        (Fault(FaultKind.DROP_BEFORE, times=None), [0, 1, 2, 3, 4]),
        (Fault(FaultKind.DROP_BEFORE, method="sendmessage", times=None, skip=3), [3, 4]),
        (Fault(FaultKind.DROP_BEFORE, method="editMessageText"), []),
        (Fault(FaultKind.DROP_BEFORE, chat_id=2), []),
        (Fault(FaultKind.DROP_BEFORE, times=None, share=0.0), []),
    ],
)
def test_a_fault_hits_the_calls_it_names(simulator: Simulator, fault: Fault, hit: list[int]) -> None:
    simulator.faults.add(fault)
    struck = [simulator.faults.strike("sendMessage", 1) is not None for _ in range(5)]
    assert [number for number, is_struck in enumerate(struck) if is_struck] == hit


def test_polls_are_hit_only_by_name(simulator: Simulator) -> None:
    simulator.faults.add(Fault(FaultKind.SERVER_ERROR, times=None))
    assert simulator.faults.strike("getUpdates", 0) is None
    simulator.faults.add(Fault(FaultKind.SERVER_ERROR, method="getUpdates"))
    assert simulator.faults.strike("getUpdates", 0) is not None


def test_a_share_hits_about_that_many_and_the_same_ones_again() -> None:
    def pattern(seed: int) -> list[bool]:
        simulator = Simulator(seed=seed)
        simulator.faults.add(Fault(FaultKind.DROP_AFTER, times=None, share=0.25))
        return [simulator.faults.strike("sendMessage", 1) is not None for _ in range(2000)]

    assert pattern(1) == pattern(1)
    assert pattern(1) != pattern(2)
    assert 400 < sum(pattern(1)) < 600


def test_the_overall_limit_names_the_seconds_to_wait(
    simulator: Simulator, anna: Person, stopwatch: Stopwatch
) -> None:
    simulator.limit_speed(SpeedLimit(overall=(2, 5.0), chat=(10, 1.0)))
    assert not isinstance(send(simulator, anna), Refusal)
    stopwatch.seconds += 1.5
    assert not isinstance(send(simulator, anna), Refusal)
    wait = Refusal(429, "Too Many Requests: retry after 4", {"retry_after": 4})
    assert send(simulator, anna) == wait
    stopwatch.seconds += 3.6
    assert not isinstance(send(simulator, anna), Refusal)


def test_each_chat_has_its_own_limit_and_taps_have_none(simulator: Simulator, anna: Person) -> None:
    simulator.limit_speed(SpeedLimit(chat=(1, 1.0)))
    ben = simulator.add_person("Ben", started=True)
    assert not isinstance(send(simulator, anna), Refusal)
    assert isinstance(send(simulator, anna), Refusal)
    assert not isinstance(send(simulator, ben), Refusal)
    assert simulator.call("sendChatAction", {"chat_id": anna.user_id, "action": "typing"}) is True


def test_the_ledger_holds_every_call_with_its_outcome(simulator: Simulator, anna: Person) -> None:
    send(simulator, anna, "good")
    send(simulator, anna, "")
    simulator.call("sendPoll")
    good, empty, poll = simulator.ledger.calls()
    assert (good.outcome, good.message_id, good.chat_id, good.text) == ("accepted", 1, anna.user_id, "good")
    assert (empty.error_code, empty.outcome) == (400, "Bad Request: message text is empty")
    assert (poll.method, poll.error_code) == ("sendPoll", 404)
    assert simulator.ledger.accepted("SENDMESSAGE", anna.user_id) == [good]
    assert good.at == simulator.clock.now()
