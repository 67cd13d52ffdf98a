"""D4: any order of polls, work, sends, ticks, crashes, jumps, moves, blocks, erasures; I1 to I12 hold after each."""

from __future__ import annotations

import random
from datetime import time, timedelta

import pytest
from hypothesis import Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.coaching import account, preferences, reminders
from bot.coaching.ports import Reminder, ReminderStatus
from bot.crashpoints import Point
from bot.simulator.core.faults import Fault, FaultKind
from bot.storage.unit import SqlUnit
from tests.reliability.harness.results import measured
from tests.reliability.harness.sizes import SEED, SOAK, size, until_the_box_is_full
from tests.reliability.machine import promises
from tests.reliability.machine.world import PEOPLE, World

BATCHES, BATCH, STEPS = size((1, 15, 30), (2_000, 10, 100))
SELECTION = "tests/reliability/test_state_machine.py"
BOT = st.integers(0, 1)
WHO = st.integers(0, PEOPLE - 1)
ZONES = (
    "Europe/London",
    "America/New_York",
    "Pacific/Apia",
    "Asia/Kolkata",
    "Pacific/Honolulu",
    "Australia/Lord_Howe",
)
WORDS = ("/today", "hello", "/week", "/pause", "/settings")
SPANS = st.one_of(
    st.integers(1, 120),  # within and just beyond a lease
    st.integers(121, 4 * 3600),
    st.integers(4 * 3600, 30 * 3600),
).map(lambda seconds: timedelta(seconds=seconds))
SWIFT = (FaultKind.DROP_BEFORE, FaultKind.DROP_AFTER, FaultKind.SERVER_ERROR, FaultKind.TOO_MANY)
ROUNDS = 80


class Undone(Exception):
    """Rolls a unit of work back."""


class Delivery(RuleBasedStateMachine):
    """Two people, two bots, one clock."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.gone: list[tuple[int, int, set[bytes]]] = []
        self.latest = self.world.clock.now()

    @rule(who=WHO, word=st.sampled_from(WORDS))
    def says(self, who: int, word: str) -> None:
        self.world.phones[who].say(word)

    @rule(who=WHO, dice=st.randoms(use_true_random=False))
    def taps(self, who: int, dice: random.Random) -> None:
        phone = self.world.phones[who]
        shown = [(m.message_id, label) for m in phone.from_bot() for label in m.labels]
        if shown:
            message_id, label = dice.choice(shown)
            phone.tap(label, message_id=message_id)

    @rule(n=BOT)
    def fetches(self, n: int) -> None:
        self.world.step(self.world.fetch(n))

    @rule(n=BOT)
    def works(self, n: int) -> None:
        self.world.step(self.world.work(n))

    @rule(n=BOT)
    def sends(self, n: int) -> None:
        self.world.step(self.world.send(n))
        if not self.world.died:
            promises.leases_end(self.world)

    @rule(n=BOT)
    def ticks(self, n: int) -> None:
        self.world.step(self.world.beat(n))

    @rule(n=BOT)
    def does_it_all(self, n: int) -> None:
        for work in (self.world.fetch, self.world.work, self.world.beat, self.world.send):
            self.world.step(work(n))

    @rule(span=SPANS)
    def time_passes(self, span: timedelta) -> None:
        self.world.clock.advance(span)

    @rule(n=BOT)
    def the_next_reminder_is_due(self, n: int) -> None:
        self.world.to_next_due()
        self.world.step(self.world.beat(n))

    @rule(span=st.integers(1, 3600).map(lambda seconds: timedelta(seconds=seconds)))
    def the_clock_goes_back(self, span: timedelta) -> None:
        self.latest = max(self.latest, self.world.clock.now())
        self.world.clock.advance(-span)
        self.world.seen.went_back = True

    @rule(point=st.sampled_from(Point), nth=st.integers(1, 3))
    def someone_will_die(self, point: Point, nth: int) -> None:
        self.world.trap.set(point, nth)

    @rule()
    def all_die(self) -> None:
        self.world.restart()

    @rule(kind=st.sampled_from(SWIFT), after=st.integers(0, 2))
    def the_network_stumbles(self, kind: FaultKind, after: int) -> None:
        self.world.simulator.faults.add(Fault(kind, "sendMessage", skip=after))

    @rule(cut=st.booleans())
    def the_line_is_cut(self, cut: bool) -> None:
        self.world.line.cut = cut

    @rule()
    def a_sender_stalls(self) -> None:
        self.world.step(self.world.stall())

    @precondition(lambda self: self.world.held)
    @rule()
    def the_stalled_sender_wakes(self) -> None:
        for claimed, kept, whose in self.world.step(self.world.wake()) or ():
            assert kept == (whose == "mine"), (
                f"{claimed.outgoing.idem}: a mark of attempt {claimed.attempt}, {whose}"
            )

    @rule(who=WHO, zone=st.sampled_from(ZONES))
    def moves(self, who: int, zone: str) -> None:
        async def move(unit: SqlUnit) -> None:
            person = await unit.people.by_telegram(self.world.phones[who].user_id)
            if person is not None:
                await preferences.zone(unit, person, zone, self.world.clock.now())

        self.world.step(self.world.storage.transact(move))

    @rule(who=WHO, wall=st.sampled_from((time(7, 15), time(12), time(17, 55))))
    def edits_the_time(self, who: int, wall: time) -> None:
        async def edit(unit: SqlUnit) -> None:
            person = await unit.people.by_telegram(self.world.phones[who].user_id)
            if person is not None:
                await preferences.fixed_time(unit, person, wall, self.world.clock.now())

        self.world.step(self.world.storage.transact(edit))

    @rule(who=WHO, resumes=st.booleans())
    def pauses(self, who: int, resumes: bool) -> None:
        async def pause(unit: SqlUnit) -> None:
            person = await unit.people.by_telegram(self.world.phones[who].user_id)
            if person is None or person.status not in {"active", "paused"}:
                return
            if resumes:
                await preferences.resume(unit, person, self.world.clock.now())
            else:
                await preferences.pause(unit, person, None, self.world.clock.now())

        self.world.step(self.world.storage.transact(pause))

    @rule(who=WHO, block=st.booleans())
    def blocks(self, who: int, block: bool) -> None:
        phone = self.world.phones[who]
        (phone.block if block else phone.unblock)()

    @rule(who=WHO)
    def is_erased(self, who: int) -> None:
        chat = self.world.phones[who].user_id
        person = self.world.rows("SELECT id FROM person WHERE telegram_id = ?", chat)
        if not person:
            return
        keys = {
            row[0] for row in self.world.keys.execute("SELECT key_id FROM user_key WHERE owner = ?", (chat,))
        }

        async def erase(unit: SqlUnit) -> None:
            known = await unit.people.by_telegram(chat)
            assert known is not None
            await account.erase(unit, known, self.world.clock.now())

        self.world.step(self.world.storage.transact(erase))
        if not self.world.rows("SELECT 1 FROM person WHERE id = ?", person[0]["id"]):
            done = [number for number, fate in self.world.seen.ended.items() if fate in promises.TERMINAL]
            self.world.seen.erased.setdefault(chat, []).extend(done[-1:])
            self.gone.append((person[0]["id"], chat, keys))

    @invariant()
    def promises_hold(self) -> None:
        promises.hold(self.world)
        for gone in self.gone:
            promises.nothing_is_left_of(self.world, *gone)

    def teardown(self) -> None:
        try:
            self._all_works_again()
            promises.hold(self.world)
            promises.all_is_done(self.world)
            for who in range(PEOPLE):
                self._schedule_is_whole(who)
        finally:
            self.world.close()

    def _all_works_again(self) -> None:
        self.world.trap.disarm()
        self.world.line.cut = False
        self.world.simulator.faults.clear()
        # The clock is right again too: what was planned by the later time, or waits for it, is judged by it.
        self.world.clock.at = max(self.world.clock.now(), self.latest)
        for round_ in range(ROUNDS):
            self.does_it_all(round_ % 2)
            if not self.world.busy():
                return
            self.world.clock.advance(timedelta(minutes=2))
        raise AssertionError(f"never at rest: {self.world.busy()}")

    def _schedule_is_whole(self, who: int) -> None:
        """Planning anew adds nothing to the next day: no promise was forgotten on the way.

        What it would take away is judged when it fires.
        """
        now = self.world.clock.now()
        day = timedelta(days=1)
        found: list[list[Reminder]] = []

        async def compare(unit: SqlUnit) -> None:
            person = await unit.people.by_telegram(self.world.phones[who].user_id)
            if person is None or not person.reachable:
                return
            for anew in (False, True):
                if anew:
                    await reminders.replan(unit, person, now)
                rows = await unit.reminders.of(person.id, now.date() - day, now.date() + 2 * day)
                found.append(
                    [r for r in rows if r.status is ReminderStatus.PLANNED and now < r.due_utc <= now + day]
                )
            raise Undone

        try:
            self.world.step(self.world.storage.transact(compare))
        except Undone:
            there, wanted = map(set, found)
            assert wanted <= there, f"the schedule lacks {wanted - there}"


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_any_order_of_events_keeps_the_promises() -> None:
    phases = tuple(Phase) if SOAK else (Phase.generate,)  # shrinking takes minutes
    profile = settings(max_examples=BATCH, stateful_step_count=STEPS, derandomize=not SOAK, phases=phases)
    with measured("D4", "any order of events; I1 to I12 after each (SQLite)", SELECTION) as result:
        for batch in until_the_box_is_full(BATCHES):
            machine = seed(SEED * BATCHES + batch)(Delivery) if SOAK else Delivery
            run_state_machine_as_test(machine, settings=profile)
            result.runs += BATCH
        result.note = f"runs of up to {STEPS} steps"
