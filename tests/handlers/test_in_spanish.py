"""A person whose app speaks Spanish: set up by taps and typed answers, logged, warned, all in Spanish."""

from __future__ import annotations

import pytest

from tests.handlers.town import Resident, Town, tap_through

BUTTONS = ("Aceptar y crear", "18–34", "Nada de esto", "Las dos", "Sin evento")
MORE = ("Tarde", "Todavía nada", "Todavía nada", "Gimnasio completo", "Sí, son", "Empezar este plan")


@pytest.fixture
async def lucia(london: Town) -> Resident:
    """With a plan; her days she typed."""
    resident = london.arrives("Lucía", "Europe/Madrid", "es-ES")
    await resident.says("/start")
    await tap_through(resident, BUTTONS)
    await resident.says("lunes, miercoles y viernes")
    await tap_through(resident, MORE)
    return resident


async def test_the_set_up_is_answered_in_spanish(lucia: Resident) -> None:
    week = await lucia.says("/week")
    assert week.text.startswith("Semana del 8 mar")
    assert all(day in week.text for day in ("Lun 18:00", "Mié 18:00", "Vie 18:00"))


async def test_a_log_is_typed_and_saved_in_spanish(lucia: Resident) -> None:
    read = await lucia.says("ayer rodaje suave 8 km en 44:10, frases completas")
    assert "Carrera: 8\N{NO-BREAK SPACE}km en 44\N{NO-BREAK SPACE}min" in read.text

    saved = await lucia.taps("Guardar")

    assert saved.text.startswith("Guardado, aparte del plan")


async def test_a_warning_sign_in_spanish_stops_everything(lucia: Resident) -> None:
    seen = await lucia.says("en la última serie me apretaba el pecho")
    assert seen.text.startswith("Deja de entrenar ahora")
    assert seen.labels == ("Era eso", "No, me refería a otra cosa")
