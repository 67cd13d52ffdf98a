"""A command line that can't be read, one line a problem: the option or argument, its value, what is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from typer.exceptions import TyperException

from bot.documents.problems import problem

# What typer's refusals have in common with their public base is little, so each is told apart by what it carries.
AT_LEAST = re.compile(r"greater than or equal to (\d+)")
WHOLE, NUMBER = "a whole number", "a number"
EXPECTED = {"integer": WHOLE, "int": WHOLE, "number": NUMBER, "float": NUMBER, "Path": "a path"}


def lines_of(refusal: TyperException, arguments: Sequence[str], group: Any) -> list[str]:
    """The lines for a refusal of these arguments by the group of commands: what is unknown all at once."""
    named = next((word for word in arguments if not word.startswith("-")), "")
    command = group.commands.get(named)
    if command is None:
        return [problem("command", named, ", ".join(group.commands))]
    given = arguments[arguments.index(named) + 1 :]
    unread = list(_unread(given, command.params))
    own = _line(refusal, given)
    return unread if own is None else [*unread, own]


def _unread(given: Sequence[str], params: Sequence[Any]) -> Iterator[str]:
    """A line for every option that is unknown or has no value, and for every argument too many."""
    options = {name: p for p in params for name in p.opts if name.startswith("-")}
    room = sum(p.param_type_name == "argument" for p in params)
    words = iter(given)
    for word in words:
        name, joined, _ = word.partition("=")
        if len(word) > 1 and word.startswith("-"):
            meant = name if name in options else _closest(name, options)
            if name not in options:
                yield _unknown(name, meant, options)
            takes_value = meant is not None and not options[meant].is_flag and not joined
            if takes_value and next(words, None) is None and meant == name:
                yield f"{name}: missing; allowed: {_values(options[name])}"
        else:
            room -= 1
            if room < 0:
                yield problem("argument", word, "nothing more")


def _closest(option: str, options: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(option, options, n=1)), None)


def _unknown(option: str, meant: str | None, options: Iterable[str]) -> str:
    known = ", ".join(name for name in options if name.startswith("--"))
    said = f"did you mean {meant}?" if meant else f"allowed: {known}"
    return f"{option}: an unknown option; {said}"


def _line(refusal: TyperException, given: Sequence[str]) -> str | None:
    """The line of a refusal for anything else."""
    found: Any = refusal
    if hasattr(found, "possibilities"):
        return None
    if hasattr(found, "option_name"):
        value = _value(found.option_name, given)
        return problem(found.option_name, value, "no value") if value else None
    if hasattr(found, "param_type"):
        return f"{_name(found.param)}: missing; allowed: {_help(found.param)}"
    if hasattr(found, "param"):
        name = _name(found.param)
        return problem(name, _value(name, given), _expected(refusal))
    return None


def _values(param: Any) -> str:
    """The values of an option as its help shows them."""
    return str(param.metavar or EXPECTED.get(param.bare_type(), "a text"))


def _name(param: Any) -> str:
    """An option by its longest name, an argument by its own."""
    return str(max(param.opts, key=len)) if param.opts else str(param.name)


def _help(param: Any) -> str:
    return str(getattr(param, "help", None) or "a value").rstrip(".")


def _value(name: str, given: Sequence[str]) -> str:
    """What was given for an option, "" where nothing was."""
    for place, word in enumerate(given):
        option, joined, value = word.partition("=")
        if option == name:
            return value if joined else "".join(given[place + 1 : place + 2])
    return ""


def _expected(refusal: TyperException) -> str:
    at_least = AT_LEAST.search(refusal.message)
    if at_least:
        return f"{at_least[1]} or more"
    words = refusal.message.replace(",", " ").split()
    return next((EXPECTED[word] for word in words if word in EXPECTED), refusal.message.rstrip("."))
