"""The conversations as the intake calls them: serve an update, apologise for one, ask a flood to slow down."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import Update

from bot.app.alerts import alert
from bot.coaching.files import FileContent
from bot.coaching.outgoing import Kind, Outgoing
from bot.coaching.ports import UnitOfWork
from bot.messages import voice_of
from bot.voice import Voice
from handlers import router
from handlers.context import Services


class Talk:
    """Hands each update to the router with the services it needs."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def serve(self, update: Update, uow: UnitOfWork, files: Mapping[str, FileContent]) -> str:
        """Serve an update; returns the toast."""
        return await router.dispatch(update, uow, self._services, f"u{update.update_id}", files)

    async def apologise(self, chat_id: int, update_id: int, uow: UnitOfWork) -> None:
        """Tell the person and the admin that an update was put aside."""
        await self._say("sorry", chat_id, f"u{update_id}.sorry", uow, number=update_id)
        await alert(
            uow,
            self._services.admin_chat_id,
            "parked",
            f"update {update_id} was parked",
            self._services.clock.now(),
        )

    async def slow_down(self, chat_id: int, update_id: int, uow: UnitOfWork) -> None:
        """Ask someone who floods us to wait."""
        await self._say("slow_down", chat_id, f"u{update_id}.slow", uow)

    async def _say(self, template: str, chat_id: int, idem: str, uow: UnitOfWork, **values: object) -> None:
        if chat_id <= 0:  # a group: private only
            return
        person = await uow.people.by_telegram(chat_id)
        voice = voice_of(person) if person else Voice()
        screen = self._services.renderer.screen(template, voice, values)
        outgoing = Outgoing(chat_id, screen, Kind.REPLY, idem, person.id if person else None)
        await uow.outbox.add(outgoing, self._services.clock.now())
