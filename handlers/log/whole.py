"""What a message says of a session as a whole: done or skipped and why, when it ended, how it felt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from bot.coaching.entries import Entry, Moved, Report
from handlers.log.amounts import take_rpe
from handlers.log.normal import Line
from handlers.log.vocabulary import subjects, take_misspelled, take_word
from rules.athlete import Mode, Region
from rules.checkin import SkipReason, TalkTest
from rules.sessions import SessionType

LONGEST_REMARK = 6  # words: "ok, but I have a question about ..." is no log


def read_whole(line: Line, entries: tuple[Entry, ...], day: date, finished: time | None) -> Report:
    """The report of a message from its entries and from what belongs to none of them."""
    report = Report(day, entries, finished=finished)
    question = "?" in line.text
    report = replace(report, rpe=take_rpe(line), talk=_talk(line))
    if entries:
        take_word(line, "done")
        report = _felt(line, report)
    elif not question:
        report = _status(line, report)
    return replace(report, notes=(line.left,) if line.left else ())


def _talk(line: Line) -> TalkTest | None:
    word = take_word(line, "talk")
    return TalkTest(word) if word else None


def _felt(line: Line, report: Report) -> Report:
    """In "run 8 km, easy, talk ok" what follows a comma belongs to the last piece of cardio."""
    last = report.entries[-1]
    if not isinstance(last, Moved):
        return report
    kind = take_word(line, "type") if last.type is None else None
    felt = replace(
        last,
        type=SessionType(kind) if kind else last.type,
        talk=last.talk or report.talk,
        rpe=last.rpe if last.rpe is not None else report.rpe,
    )
    return replace(report, entries=(*report.entries[:-1], felt), talk=None, rpe=None)


def _status(line: Line, report: Report) -> Report:
    before = line.text
    if take_word(line, "skipped"):
        return _about(line, _skipped(line, report))
    every = take_word(line, "both") is not None
    if not (take_word(line, "done") or every):
        return _misspelled(line, report)
    about = _about(line, replace(report, done=True, all_day=every))
    while take_word(line, "filler"):
        continue
    if len(line.left.split()) <= LONGEST_REMARK:
        return about
    line.text = before
    return report


def _misspelled(line: Line, report: Report) -> Report:
    """`skiped yesterday`, `finised`: told apart, because it has to be read back."""
    guessed = replace(report, sure=False)
    if take_misspelled(line, "skipped"):
        return _about(line, _skipped(line, guessed))
    before = line.text
    if take_misspelled(line, "done") and not line.left:
        return replace(guessed, done=True)
    line.text = before
    return report


def _skipped(line: Line, report: Report) -> Report:
    reason, region = take_word(line, "reason"), take_word(line, "region")
    why = SkipReason(reason) if reason else SkipReason.PAIN if region else SkipReason.OTHER
    where = Region(region) if region and why is SkipReason.PAIN else None
    return replace(report, skipped=why, region=where)


def _about(line: Line, report: Report) -> Report:
    """Which session is meant, where a name says so: "run done", "skipped legs"."""
    if take_word(line, "side"):
        return replace(report, strength=True)
    names = subjects(line.text, ())
    if not names:
        return report
    line.cut(names[0].start, names[0].end)
    mode: Mode | None = names[0].mode
    return replace(report, mode=mode, strength=mode is None)
