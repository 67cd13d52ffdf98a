"""From a skeleton's lines to units: minutes, modes, intervals, what is heavy (D-10, D-30, F-10)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.athlete import Level, Mode
from rules.cardio import easy_mode, finisher_mode, hiit_minutes, hiit_mode, long_mode, non_impact_mode
from rules.cardio.modes import allowed
from rules.cardio.tempo import tempo_minutes
from rules.constants import P
from rules.interference import HEAVY_TYPES
from rules.plan import PhaseName
from rules.sessions import Row, SessionType
from rules.skeletons import Line, Slot
from rules.unit import Piece, Unit
from rules.units import round_to_five
from rules.weeks.intervals import HiitPlan
from rules.weeks.long_session import LongSession
from rules.weeks.situation import Situation

LONG = "long"
INSTEAD = "instead_of_hiit"
NO_HEAVY_PHASES = frozenset({PhaseName.BEGINNER, PhaseName.RECOVERY})
CAPS = {SessionType.FINISH: P.minutes[SessionType.FINISH][2], SessionType.EASY: P.steady.max}
EASY_INSTEAD_ALONE_MIN = P.minutes[SessionType.EASY][1]
EASY_INSTEAD_MIN = P.steady.min
SHORT_PHASES = frozenset({PhaseName.BEGINNER})


@dataclass(slots=True)
class Assembly:
    """The week being assembled; it remembers how many HIITs and run days stand so far."""

    s: Situation
    hiit: HiitPlan
    long: LongSession
    bonus_on_finishers: bool
    hiit_so_far: int = 0
    run_days: int = 0

    def unit(self, line: Line) -> Unit:
        """The unit of one training day."""
        pieces = tuple(self.piece(slot, line) for slot in line.slots)
        self.run_days += any(p.mode is Mode.RUN for p in pieces if p.type.is_cardio)
        return Unit(pieces, line.day)

    def piece(self, slot: Slot, line: Line) -> Piece:
        """One session of the day."""
        if slot.type.is_strength:
            return self._strength(slot)
        if slot.type is SessionType.HIIT:
            return self._fast(slot, line)
        if slot.type is SessionType.LONG:
            return self._long()
        if slot.type is SessionType.FINISH:
            return self._finisher(slot, line)
        return self._easy(slot, slot.minutes or P.minutes[SessionType.EASY][1])

    def _strength(self, slot: Slot) -> Piece:
        least, default, _ = P.minutes[slot.type]
        return Piece(
            type=slot.type,
            minutes=slot.minutes or default,
            min_minutes=least,
            row=slot.row or (Row.MODERATE if slot.type in HEAVY_TYPES else None),
            heavy=slot.heavy and slot.type in HEAVY_TYPES and may_be_heavy(self.s),
        )

    def _fast(self, slot: Slot, line: Line) -> Piece:
        if slot.alternates and self.hiit.tempo:
            return self._tempo()
        if self.hiit_so_far >= self.hiit.most:
            easy = self._easy(slot, self._minutes_instead(line))
            return replace(easy, flags=easy.flags | {INSTEAD})
        self.hiit_so_far += 1
        n = min(self.hiit.n, slot.max_n or self.hiit.n)
        template_run = slot.mode is Mode.RUN
        mode = hiit_mode(self.s.modes, template_run)
        if slot.mode is not None and not template_run and mode not in (Mode.BIKE, Mode.ROW):
            mode = next((m for m in (Mode.BIKE, Mode.ROW) if allowed(m, self.s.modes)), mode)
        minutes = hiit_minutes(n, self.hiit.compressed)
        return Piece(
            type=SessionType.HIIT,
            minutes=minutes,
            min_minutes=hiit_minutes(n, compressed=True),
            mode=mode,
            intervals=n,
            compressed=self.hiit.compressed,
            impact_free_mode=self._gentle(),
            flags=self.hiit.flags,
        )

    def _minutes_instead(self, line: Line) -> int:
        """Easy minutes where HIIT isn't allowed: 20, or 30 where it stands alone (D-30)."""
        short = self.s.micro or self.s.returning or self.s.name in SHORT_PHASES
        return EASY_INSTEAD_ALONE_MIN if line.is_cardio_only and not short else EASY_INSTEAD_MIN

    def _tempo(self) -> Piece:
        least, _, most = P.minutes[SessionType.TEMPO]
        return Piece(
            type=SessionType.TEMPO,
            minutes=min(most, round_to_five(tempo_minutes(self.s.week // 2))),
            min_minutes=least,
            mode=long_mode(self.s.modes),
            impact_free_mode=self._gentle(),
        )

    def _long(self) -> Piece:
        minutes = self.long.minutes
        short = minutes < P.long_growth.easy_below_min
        kind = SessionType.EASY if short else SessionType.LONG
        return Piece(
            type=kind,
            minutes=minutes,
            min_minutes=min(minutes, P.minutes[kind][0]),
            mode=self.long.mode,
            impact_free_mode=self._gentle(),
            flags=frozenset({LONG}),
        )

    def _finisher(self, slot: Slot, line: Line) -> Piece:
        after = next((x.type for x in line.slots if x.type.is_strength), SessionType.FULL)
        named = slot.mode if slot.mode is not None and allowed(slot.mode, self.s.modes) else None
        if named is Mode.RUN and self.s.modes.sore_legs:
            named = None
        bonus = self.s.state.easy_bonus_min if self.bonus_on_finishers else 0
        minutes = min(CAPS[SessionType.FINISH], (slot.minutes or 15) + bonus)
        least = P.minutes[SessionType.FINISH][0]
        mode = named or finisher_mode(self.s.modes, after)
        return Piece(SessionType.FINISH, minutes, least, mode, impact_free_mode=self._gentle())

    def _easy(self, slot: Slot, minutes: int) -> Piece:
        gentle = slot.no_impact
        mode = non_impact_mode(self.s.modes) if gentle else easy_mode(self.s.modes, self.run_days)
        bonus = self.s.state.easy_bonus_min if slot.type is SessionType.EASY else 0
        minutes = min(CAPS[SessionType.EASY], minutes + bonus)
        least = P.minutes[SessionType.EASY][0]
        return Piece(SessionType.EASY, minutes, least, mode, impact_free_mode=self._gentle())

    def _gentle(self) -> Mode:
        return non_impact_mode(self.s.modes)


def assemble(s: Situation, skeleton: tuple[Line, ...], hiit: HiitPlan, long: LongSession) -> tuple[Unit, ...]:
    """The units of a skeleton in a loading week, in the skeleton's order (D-30)."""
    has_easy = any(line.has(SessionType.EASY) for line in skeleton)
    work = Assembly(s, hiit, long, bonus_on_finishers=not (s.beginner and has_easy))
    trained = (line for line in skeleton if not line.has(SessionType.ACTIVE))
    units = tuple(work.unit(line) for line in trained)
    return with_gentle_easy(units) if s.state.adjustments.easy_to_non_impact else units


def may_be_heavy(s: Situation) -> bool:
    """Whether a heavy slot is heavy by the definition of D-10: main lifts at RIR <= 2 or >= 80 %."""
    if s.levels.strength is Level.NOVICE or s.beginner or s.onramp_week or s.deload or s.ill:
        return False
    limited = s.restrictions.no_heavy or s.restrictions.light
    return s.name not in NO_HEAVY_PHASES and not limited


def with_gentle_easy(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """One easy run in another mode after two weeks of failed talk tests (G-41)."""
    for index, unit in enumerate(units):
        for place, piece in enumerate(unit.pieces):
            if piece.type is SessionType.EASY and piece.mode is Mode.RUN and piece.impact_free_mode:
                changed = replace(piece, mode=piece.impact_free_mode)
                pieces = (*unit.pieces[:place], changed, *unit.pieces[place + 1 :])
                return (*units[:index], replace(unit, pieces=pieces), *units[index + 1 :])
    return units
