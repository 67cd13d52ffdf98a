"""What a handler gets: the person, the time, the unit of work, and the ways to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.coaching.files import FileContent
from bot.coaching.outgoing import Attachment, Kind, Outgoing, Screen
from bot.coaching.people import TRAINING, Dialogue, Person
from bot.coaching.ports import UnitOfWork
from bot.coaching.subjects import NOT_THE_WEEK
from bot.messages import Renderer, voice_of
from bot.voice import Voice
from handlers.listing import Listed

LOG_PROMPT = timedelta(minutes=30)
SETUP_PROMPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Services:
    """What the composition root hands to every handler."""

    clock: Clock
    renderer: Renderer
    bot_username: str = ""
    admin_chat_id: int | None = None
    public_url: str = ""  # where a calendar program can reach us; empty: nowhere


def with_asides(screen: Screen, lines: Sequence[str]) -> Screen:
    """A screen with something said in passing below it."""
    said = [f"<i>{escape(line, quote=False)}</i>" for line in lines]
    return replace(screen, text="\n\n".join([screen.text, *said])) if said else screen


@dataclass(slots=True)
class Context:
    """One update of one person, inside its unit of work. `message_id` is the tapped message, None for text."""

    uow: UnitOfWork
    services: Services
    person: Person
    now: datetime
    update_key: str
    message_id: int | None = None
    on_file: bool = False  # the tapped message is a picture or a file: no text can take its place
    files: Mapping[str, FileContent] = field(default_factory=dict)  # what was read in files that were wanted
    source_id: int | None = None  # the person's own message, the same for every edit of it
    toast: str = ""
    left: str = ""  # the kind of dialogue that this command left; the next screen says what was kept
    erased: bool = False  # the person's key is gone: what is still said to them belongs to nobody
    _sent: int = field(default=0)
    _asides: list[str] = field(default_factory=list)

    @property
    def voice(self) -> Voice:
        """The person's language, units and zone."""
        return voice_of(self.person)

    @property
    def local_now(self) -> datetime:
        """The instant on the person's wall clock."""
        return self.now.astimezone(ZoneInfo(self.person.time_zone))

    @property
    def today(self) -> date:
        """The person's local date."""
        return self.local_now.date()

    async def show(self, template: str, subject: str = "", **values: object) -> None:
        """Answer with a screen: a tap edits its own message, typed text gets a new one (ux 2)."""
        await self.put(template, values, subject=subject, edit=self.message_id)

    async def send(self, template: str, subject: str = "", kind: Kind = Kind.REPLY, **values: object) -> None:
        """Send a new message, also when a button was tapped (files, safety texts)."""
        await self.put(template, values, subject=subject, kind=kind)

    async def put(
        self,
        template: str,
        values: Mapping[str, object],
        *,
        subject: str = "",
        kind: Kind = Kind.REPLY,
        edit: int | None = None,
        attachment: Attachment | None = None,
        pin: bool = False,
        menu: Listed = (),
    ) -> None:
        """Add a message to the outbox; its key is the update's, so a second run can't send it twice.

        A text never takes the place of a file, nor a file that of a text: then the message is a new one.
        """
        screen = self._with_asides(self.services.renderer.screen(template, self.voice, values, attachment))
        if self.on_file != (attachment is not None):
            edit = None
        if pin or (edit is not None and edit == self.person.pinned_message_id):
            subject = NOT_THE_WEEK
        self._sent += 1
        outgoing = Outgoing(
            chat_id=self.person.chat_id,
            screen=screen,
            kind=kind,
            idem=f"{self.update_key}.{self._sent}",
            person_id=None if self.erased else self.person.id,
            edit_message_id=edit,
            subject=subject,
            pin=pin,
            menu=menu,
        )
        await self.uow.outbox.add(outgoing, self.now)

    def say(self, template: str, **values: object) -> None:
        """Set the toast that answers the tap (at most 200 characters)."""
        self.toast = self.services.renderer.text(f"toasts/{template}", self.voice, values)[:200]

    def tell(self, template: str, **values: object) -> None:
        """Say it in passing: as the toast of a tap, or under the next screen where text was typed."""
        if self.message_id is None:
            self._asides.append(self.services.renderer.text(f"toasts/{template}", self.voice, values))
        else:
            self.say(template, **values)

    def _with_asides(self, screen: Screen) -> Screen:
        if self.left:
            values = {"kept": self.left, "trains": self.person.status in TRAINING}
            self._asides.append(self.services.renderer.text("toasts/left", self.voice, values))
        asides, self._asides, self.left = self._asides, [], ""
        return with_asides(screen, asides)

    async def save(self, person: Person) -> None:
        """Store the person and go on with the new value."""
        await self.uow.people.save(person)
        self.person = person

    async def ask(
        self, kind: str, state: str, data: dict[str, object] | None = None, lasts: timedelta = LOG_PROMPT
    ) -> None:
        """Remember what the next text answers; replaces any earlier prompt (ux 8)."""
        dialogue = Dialogue(kind, state, data or {}, self.now + lasts, self.message_id)
        await self.uow.dialogues.put(self.person.id, dialogue)

    async def seen(self) -> None:
        """Note that the person is here; a silent or unreachable one is back."""
        await self.save(replace(self.person, last_seen_at=self.now, reachable=True))
