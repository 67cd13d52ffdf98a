"""The simulated Telegram itself: state and rules, without I/O and without waiting."""

from bot.simulator.core.faults import Fault, FaultKind, SpeedLimit
from bot.simulator.core.parameters import Upload
from bot.simulator.core.person import NothingToTapError, Person
from bot.simulator.core.refusals import Refusal
from bot.simulator.core.simulator import TOKEN, Simulator
from bot.simulator.core.view import Seen

__all__ = [
    "Simulator",
    "Person",
    "Seen",
    "Refusal",
    "Upload",
    "Fault",
    "FaultKind",
    "SpeedLimit",
    "NothingToTapError",
    "TOKEN",
]
