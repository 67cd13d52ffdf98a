"""How someone is: illness, pain, sleep."""

from __future__ import annotations

from collections.abc import Iterator

from bot.coaching.wellbeing import Proposal
from rules.athlete import Region
from rules.checkin import Illness, Pain, Wellness
from rules.readiness import gate
from tests.templates.given.base import TODAY, Given, Values
from tests.templates.people import Someone


def proposals(someone: Someone) -> Iterator[Values]:
    answers = (
        Wellness(TODAY, sleep_h=4.5),
        Wellness(TODAY, soreness_legs=9),
        Wellness(TODAY, illness=Illness.MILD),
        Wellness(TODAY, illness=Illness.SYSTEMIC),
    )
    for answer in answers:
        found = [(item, gate(item.session, answer)) for item in someone.items()[:3]]
        yield {"proposals": [Proposal(item, made) for item, made in found if made is not None]}


def regions(_: Someone) -> Given:
    return ({"regions": tuple(Region)},)


def each_region(_: Someone) -> Iterator[Values]:
    for region in Region:
        yield {"region": region}


def pains(_: Someone) -> Iterator[Values]:
    for region in Region:
        for severity in (2, 5, 7):
            yield {"pain": Pain(region, severity)}
