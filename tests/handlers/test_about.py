"""/about: what this is and which version, for people with and without a plan."""

from __future__ import annotations

from bot.version import version
from rules.evidence import EVIDENCE, RULES
from tests.handlers.town import Resident


async def test_about_names_version_evidence_and_the_notice(ada: Resident) -> None:
    about = await ada.says("/about")
    assert f"Version {version()}, notice of" in about.text
    assert f"{len(RULES)} rules rest on {len(EVIDENCE)} entries of evidence" in about.text
    assert "not medical advice and makes no diagnosis" in about.text
    assert (await ada.taps("Learn")).text.startswith("One thing for this week")


async def test_a_newcomer_reads_it_before_agreeing_to_anything(anna: Resident) -> None:
    about = await anna.says("/about")
    assert about.text.startswith("Tandem: one plan for strength and endurance")
    assert about.labels == ("Your data", "Help")
