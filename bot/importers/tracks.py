"""GPX and TCX: tracks as XML, parsed without entities, document types or anything from outside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from xml.etree.ElementTree import Element  # the type only; defusedxml parses

import gpxpy.geo
from defusedxml.ElementTree import iterparse

from bot.coaching.files import Activity, Trouble
from bot.importers.limits import LARGEST_POINTS, Refused
from bot.importers.modes import mode_of

METRES_PER_KM = 1000


def read_gpx(content: bytes) -> list[Activity]:
    """One activity a track that has times."""
    found = (_track(element) for element in _elements(content, "trk", counted="trkpt"))
    return [activity for activity in found if activity is not None]


def read_tcx(content: bytes) -> list[Activity]:
    """One activity an `Activity` element, its laps added up."""
    found = (_activity(element) for element in _elements(content, "Activity", counted="Trackpoint"))
    return [activity for activity in found if activity is not None]


def _elements(content: bytes, wanted: str, *, counted: str) -> Iterator[Element]:
    """The whole elements of one name, each forgotten once it was read; refuses more points than a session has."""
    points = 0
    events = iterparse(BytesIO(content), forbid_dtd=True, forbid_entities=True, forbid_external=True)
    for _, element in events:
        name = _local(element)
        points += name == counted
        if points > LARGEST_POINTS:
            raise Refused(Trouble.TOO_MUCH)
        if name == wanted:
            yield element
            element.clear()


def _track(track: Element) -> Activity | None:
    times: list[datetime] = []
    metres = 0.0
    for segment in _below(track, "trkseg"):
        points = list(_below(segment, "trkpt"))
        times += [_instant(text) for point in points for text in _texts(point, "time")]
        places = [(float(p.attrib["lat"]), float(p.attrib["lon"])) for p in points]
        metres += sum(gpxpy.geo.haversine_distance(*one, *next_one) for one, next_one in pairwise(places))
    if not times:
        return None
    seconds = round((max(times) - min(times)).total_seconds())
    kind = next(_texts(track, "type"), None) or next(_texts(track, "name"), None)
    return Activity(min(times), seconds, mode_of(kind), metres / METRES_PER_KM or None)


def _activity(activity: Element) -> Activity | None:
    laps = list(_below(activity, "Lap"))
    if not laps:
        return None
    seconds = sum(float(text) for lap in laps for text in _texts(lap, "TotalTimeSeconds"))
    metres = sum(float(text) for lap in laps for text in _texts(lap, "DistanceMeters"))
    started = min(_instant(lap.attrib["StartTime"]) for lap in laps)
    mode = mode_of(activity.attrib.get("Sport"))
    return Activity(started, round(seconds), mode, metres / METRES_PER_KM or None)


def _below(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _local(child) == name)


def _texts(element: Element, name: str) -> Iterator[str]:
    return (child.text for child in _below(element, name) if child.text)


def _local(element: Element) -> str:
    """The name without its namespace: programs disagree about that."""
    return str(element.tag).rpartition("}")[2]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text.strip())
