"""Meeting people: the first contact, the language and zone to start with, and whether messages still reach them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from bot.coaching import reminders
from bot.coaching.people import TRAINING, Consent, Person, Settings, Status
from bot.coaching.ports import UnitOfWork
from rules.athlete import Units

NOTICE_VERSION = "2026-11"
NOTICE = "notice"  # notes of which version was put to them
ENGLISH = "en"

# A guess to be confirmed as a clock time (ux 12): the most populous zone of the language's usual country.
ZONE_OF_LANGUAGE = {
    "en": "Europe/London",
    "en-us": "America/New_York",
    "en-gb": "Europe/London",
    "en-au": "Australia/Sydney",
    "en-ca": "America/Toronto",
    "en-in": "Asia/Kolkata",
    "en-nz": "Pacific/Auckland",
    "de": "Europe/Berlin",
    "de-at": "Europe/Vienna",
    "de-ch": "Europe/Zurich",
    "es": "Europe/Madrid",
    "es-mx": "America/Mexico_City",
    "es-ar": "America/Argentina/Buenos_Aires",
    "es-co": "America/Bogota",
    "fr": "Europe/Paris",
    "it": "Europe/Rome",
    "nl": "Europe/Amsterdam",
    "pl": "Europe/Warsaw",
    "pt": "Europe/Lisbon",
    "pt-br": "America/Sao_Paulo",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv",
    "ru": "Europe/Moscow",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "id": "Asia/Jakarta",
    "hi": "Asia/Kolkata",
}
POUNDS = frozenset({"en-us"})


@dataclass(frozen=True, slots=True)
class AppLanguage:
    """What Telegram tells of a person's app: its language code, and the languages that we speak."""

    code: str | None
    offered: Collection[str]

    @property
    def spoken(self) -> str:
        """The language among ours, or none."""
        primary = (self.code or "").lower().partition("-")[0]
        return primary if primary in self.offered else ""

    @property
    def region(self) -> str:
        """The country in it, as US; none where it names none."""
        last = (self.code or "").upper().rpartition("-")[2]
        return last if "-" in (self.code or "") and len(last) == 2 else ""


async def meet(uow: UnitOfWork, telegram_id: int, chat_id: int, app: AppLanguage, now: datetime) -> Person:
    """The person behind an update; a new one gets the guesses of their app's language."""
    known = await uow.people.by_telegram(telegram_id)
    if known is not None:
        return await _follow(uow, known, app)
    code = (app.code or ENGLISH).lower()
    person = await uow.people.add(telegram_id, chat_id, app.spoken or ENGLISH, now)
    guessed = replace(
        person,
        time_zone=guess_zone(code),
        settings=Settings(units=Units.IMPERIAL if code in POUNDS else Units.METRIC, region=app.region),
    )
    await uow.people.save(guessed)
    return guessed


def guess_zone(language_code: str) -> str:
    """The zone to suggest for an app language such as `de-AT`; the user confirms it as a clock time."""
    code = language_code.lower()
    return ZONE_OF_LANGUAGE.get(code) or ZONE_OF_LANGUAGE.get(code.partition("-")[0], "Europe/London")


async def agree(uow: UnitOfWork, person: Person, now: datetime) -> Person:
    """Store the tap on "Agree" with the notice's version and the date (C-50)."""
    await uow.people.consent(person.id, Consent(NOTICE_VERSION, now))
    if person.status is not Status.NEW:
        return person
    begun = replace(person, status=Status.SETTING_UP)
    await uow.people.save(begun)
    return begun


async def is_to_be_asked(uow: UnitOfWork, person: Person, now: datetime) -> bool:
    """Whether they agreed to an earlier text only; says so once for each version, and notes that it did (C-50)."""
    agreed = await uow.people.consents(person.id) if person.status in TRAINING else ()
    put = {"version": NOTICE_VERSION}
    if not agreed or any(one.version == NOTICE_VERSION for one in agreed):
        return False
    if put in await uow.training.notes(person.id, NOTICE):
        return False
    await uow.training.note(person.id, NOTICE, put, now)
    return True


async def reachability(uow: UnitOfWork, telegram_id: int, now: datetime, *, reachable: bool) -> None:
    """They blocked or unblocked the bot: nothing is sent to someone out of reach, their data stays."""
    person = await uow.people.by_telegram(telegram_id)
    if person is None:
        return
    await uow.people.save(replace(person, reachable=reachable))
    if not reachable:
        await reminders.silence(uow, person, now)
        await uow.outbox.drop(person.id, now, unasked_only=False)
        await uow.people.planned(person.id, None)  # once they are back, everything is planned anew


async def _follow(uow: UnitOfWork, person: Person, app: AppLanguage) -> Person:
    """The app's language, unless they chose one here or we don't speak it: then the last known (ux 16)."""
    if not app.spoken or person.settings.language_chosen:
        return person
    followed = replace(person, language=app.spoken, settings=replace(person.settings, region=app.region))
    if followed == person:
        return person
    await uow.people.save(followed)
    return followed
