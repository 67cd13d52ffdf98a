"""A command line that can't be read, as one line: the option or argument, its value, what is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from typer.exceptions import TyperException

from bot.documents.problems import problem

# What typer's refusals have in common with their public base is little, so each is told apart by what it carries.
AT_LEAST = re.compile(r"greater than or equal to (\d+)")
WHOLE, NUMBER = "a whole number", "a number"
EXPECTED = {"integer": WHOLE, "int": WHOLE, "number": NUMBER, "float": NUMBER}


def line_of(refusal: TyperException, arguments: Sequence[str]) -> str:
    """The line for a refusal of these arguments."""
    found: Any = refusal
    context = getattr(found, "ctx", None)
    if hasattr(found, "possibilities"):
        return _unknown(found.option_name, found.possibilities, context)
    if hasattr(found, "option_name"):
        return _bare(found.option_name, arguments)
    if hasattr(found, "param_type"):
        return f"{_name(found.param)}: missing; allowed: {_help(found.param)}"
    if hasattr(found, "param"):
        name = _name(found.param)
        return problem(name, _value(name, arguments), _expected(refusal))
    commands = getattr(getattr(context, "command", None), "commands", None)
    if commands:
        named = next((word for word in arguments if not word.startswith("-")), "")
        return problem("command", named, ", ".join(commands))
    return problem("argument", arguments[-1], "nothing more")


def _unknown(option: str, close: Sequence[str] | None, context: Any) -> str:
    said = f"did you mean {close[0]}?" if close else f"allowed: {', '.join(_options(context))}"
    return f"{option}: an unknown option; {said}"


def _bare(option: str, arguments: Sequence[str]) -> str:
    """An option without the value it needs, or with one it can't have."""
    value = _value(option, arguments)
    return problem(option, value, "no value") if value else f"{option}: missing; allowed: a value"


def _options(context: Any) -> Iterator[str]:
    for param in context.command.get_params(context) if context is not None else ():
        yield from (name for name in param.opts if name.startswith("--"))


def _name(param: Any) -> str:
    """An option by its longest name, an argument by its own."""
    return str(max(param.opts, key=len)) if param.opts else str(param.name)


def _help(param: Any) -> str:
    return str(getattr(param, "help", None) or "a value").rstrip(".")


def _value(name: str, arguments: Sequence[str]) -> str:
    """What was given for an option, "" where nothing was."""
    for place, word in enumerate(arguments):
        option, joined, value = word.partition("=")
        if option == name:
            return value if joined else "".join(arguments[place + 1 : place + 2])
    return ""


def _expected(refusal: TyperException) -> str:
    at_least = AT_LEAST.search(refusal.message)
    if at_least:
        return f"{at_least[1]} or more"
    words = refusal.message.replace(",", " ").split()
    return next((EXPECTED[word] for word in words if word in EXPECTED), refusal.message.rstrip("."))
