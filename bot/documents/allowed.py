"""Bounds that can say what they allow, for one line a problem: field, value, allowed range."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    ValidationError,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from rules.exercises import EXERCISES

NOT_ALLOWED = "not_allowed"
TODAY = "today"  # the day that a document's dates are bound by, in the context of its validation


class Document(BaseModel):
    """A JSON object of ours: unknown fields are refused, values are not guessed from other types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a field allows, in words, and the check: its type's own, a range with steps, a text's shape, names known."""

    text: str
    low: float | None = None
    high: float | None = None
    step: float | None = None
    shape: str | None = None
    known: frozenset[str] | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Put the check around the type's own."""
        return core_schema.no_info_wrap_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The check as JSON Schema names it."""
        own = {
            "minimum": self.low,
            "maximum": self.high,
            "multipleOf": self.step,
            "pattern": self.shape and f"^{self.shape}$",
        }
        return handler(schema) | {name: value for name, value in own.items() if value is not None}

    def _checked(self, value: Any, inner: Callable[[Any], Any]) -> Any:
        written = isinstance(value, str | int | float)
        if self.shape is not None and written and not re.fullmatch(self.shape, str(value)):
            raise self._refusal()
        try:
            found = inner(value)
        except ValidationError:
            raise self._refusal() from None
        if not self._in_range(found) or not (self.known is None or found in self.known):
            raise self._refusal()
        return found

    def _in_range(self, value: Any) -> bool:
        if value is None or self.low is None or self.high is None:
            return True
        return bool(self.low <= value <= self.high) and not (self.step and value % self.step)  # False for NaN

    def _refusal(self) -> PydanticCustomError:
        return not_allowed(self.text)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date's bounds, seen from today; they bind where the context names a day."""

    span: Callable[[date], tuple[date, date]]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Put the check after the type's own."""
        return core_schema.with_info_after_validator_function(self._checked, handler(source))

    def _checked(self, value: date, info: ValidationInfo) -> date:
        today = (info.context or {}).get(TODAY)
        if today is None:
            return value
        first, last = self.span(today)
        if not first <= value <= last:
            raise not_allowed(f"until {last}" if first == date.min else f"{first} to {last}")
        return value


def not_allowed(allowed: str, **shown: object) -> PydanticCustomError:
    """The refusal of a value; `value` is what to show in place of all that was given."""
    return PydanticCustomError(NOT_ALLOWED, "{allowed}", {"allowed": allowed, **shown})


def between(low: float, high: float, hint: str = "", step: float | None = None) -> Allowed:
    """A number from `low` to `high`, both included, in steps where there are any."""
    return Allowed(f"{low:g} to {high:g}{hint}" + (f" in steps of {step:g}" if step else ""), low, high, step)


Day = Annotated[date, Field(strict=False), Allowed("a date, YYYY-MM-DD", shape=r"\d{4}-\d\d-\d\d")]
Clock = Annotated[
    time,
    Field(strict=False),
    Allowed("a time of day, hh:mm", shape=r"\d\d:\d\d"),
    PlainSerializer(lambda wall: f"{wall:%H:%M}", return_type=str, when_used="json"),
]
Weekday = Annotated[int, between(0, 6)]
ExerciseId = Annotated[str, Allowed("an exercise of the library", known=frozenset(EXERCISES))]
