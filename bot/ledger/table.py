"""`docs/rules.md`: every rule with its code, tests, evidence and certainty; every statement with what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.ledger.citations import Citations
from rules.evidence import EVIDENCE, RULES, RuleInfo
from rules.exercises import EXERCISES
from rules.packaged import read_table

HEAD = """# The rules, where they live and what they rest on

Made by `python -m bot rules-table > docs/rules.md` from the docstrings, the tests and `rules/data`; a test fails when
it is stale. Ids are those of the domain specification. A rule's code is what names it in a docstring; "gives as a
reason" is the code that hands its id to the athlete. Certainty: A strong, B moderate, C weak, D the coach's own.
"""
TITLES = {
    "C": "C. Profile, screening and safety",
    "D": "D. Plan building",
    "E": "E. Strength",
    "F": "F. Cardio",
    "G": "G. Adaptation",
    "H": "H. Messages",
}


def table(found: Citations) -> str:
    """The whole page."""
    return "\n".join([HEAD, *_rules(found), *_statements(), *_evidence(), *_data(), ""])


def _rules(found: Citations) -> Iterator[str]:
    for section, title in TITLES.items():
        yield f"## {title}\n"
        for info in RULES.values():
            if info.section == section:
                yield from _rule(info, found)


def _rule(info: RuleInfo, found: Citations) -> Iterator[str]:
    evidence = ", ".join(info.evidence_ids) or "the coach's own"
    yield f"**{info.id} {info.title}** · certainty {info.certainty} · {evidence}"
    yield f"- Code: {_names(found.code[info.id])}"
    if reasons := found.reasons[info.id] - found.code[info.id]:
        yield f"- Gives it as a reason: {_names(reasons)}"
    yield f"- Tests: {_names(found.tests[info.id])}\n"


def _statements() -> Iterator[str]:
    for section, title in (("A", "A. The coach's article"), ("I", "I. Where the article contradicts itself")):
        yield f"## {title}\n"
        yield "| statement | certainty | evidence | rules that rest on it |\n|---|---|---|---|"
        for info in RULES.values():
            if info.section == section:
                evidence = ", ".join(info.evidence_ids) or "–"
                yield f"| {info.id} {info.title} | {info.certainty} | {evidence} | {', '.join(info.carried_by)} |"
        yield ""


def _evidence() -> Iterator[str]:
    yield "## B. Evidence\n"
    yield "| entry | certainty | rules that rest on it |\n|---|---|---|"
    for entry in EVIDENCE.values():
        resting = [info.id for info in RULES.values() if entry.id in info.evidence_ids]
        yield f"| {entry.id} {entry.citations[0]} | {entry.certainty} | {', '.join(resting) or '–'} |"
    yield ""


def _data() -> Iterator[str]:
    yield "## P, Q and X\n"
    names = ", ".join(f"`{name}`" for name in read_table("constants"))
    yield f"P: `rules/data/constants.toml` as `rules.constants.P`, held by `tests/rules/constants`: {names}.\n"
    yield "Q: the reference code is `rules.interference` (score), `rules.soft` and `rules.placement` (search),"
    yield "`rules.missed` (missed sessions); where it fixes a detail, tests quote it.\n"
    yield f"X: `rules/data/exercises.toml` holds {len(EXERCISES)} exercises as `rules.exercises.EXERCISES`."


def _names(found: Iterable[str]) -> str:
    """In order; a module is left out where something within it is named."""
    names = sorted(found)
    inner = [n for n in names if not any(other.startswith(f"{n}.") for other in names)]
    return ", ".join(f"`{name}`" for name in inner) or "none"
