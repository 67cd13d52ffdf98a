"""Every template, and the situations in which it is shown (see tests/templates/given)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from rules.draft import Question
from rules.red_flags import topics
from tests.templates.given import coach, days, logs, progress, setup, well
from tests.templates.given.base import Given, nothing, of
from tests.templates.people import Someone

QUESTIONS = {f"setup/{q.value}": setup.question(q.value) for q in Question}
PLAIN = (
    "account/delete account/deleted account/export account/kept account/privacy help later "
    "log/answered log/cancelled log/not_a_log reminder/silent safety/health safety/held "
    "setup/about setup/later setup/too_young slow_down start unreadable well/good well/ill "
    "toasts/already_logged toasts/answered_before toasts/cannot_change toasts/nothing toasts/old_button "
    "toasts/review_over toasts/saved toasts/undone why/none"
).split()
SCREENS: dict[str, Callable[[Someone], Given]] = {
    **dict.fromkeys(PLAIN, nothing),
    **QUESTIONS,
    "cli/change": coach.cli_change,
    "cli/hold": of(hold=("hold_medical", "hold_pregnancy")),
    "profile/about": nothing,
    "profile/commands": nothing,
    "profile/description": nothing,
    "account/about": setup.about,
    "cancelled": of(was_open=(True, False)),
    "safety/cleared": of(trains=(True, False)),
    "safety/light": of(trains=(True, False)),
    "safety/resumed": of(trains=(True, False)),
    "toasts/left": setup.left,
    "day/adjusted": days.adjusted,
    "day/easier": days.offers,
    "day/move": days.move,
    "day/gap_chosen": days.gap_chosen,
    "day/moved": days.moved,
    "day/only_one": days.only_one,
    "day/skip": days.skip,
    "day/skipped": days.skipped,
    "day/today": days.today,
    "day/week": days.week,
    "did_you_mean": of(command=("today", "settings", "")),
    "group": of(link=("https://t.me/tandem_bot?start=group",)),
    "home": of(paused=(True, False)),
    "learn/home": coach.learn,
    "learn/lesson": coach.lesson,
    "learn/topic": coach.topic,
    "log/done": logs.log_end,
    "log/effort": logs.effort,
    "log/fix": logs.fix,
    "log/nothing_open": logs.nothing_open,
    "log/open": logs.log_open,
    "log/other_day": logs.other_day,
    "log/readback": logs.readback,
    "log/refused": logs.refused,
    "log/details": logs.details,
    "log/import": of(days=(14,), limit_mb=(5,)),
    "log/import_enough": of(most=(50,)),
    "log/import_nothing": logs.imported_nothing,
    "log/import_refused": logs.import_refused,
    "log/import_saved": of(sessions=(1, 7), key=("123456789",), parts=(2,)),
    "log/import_several": logs.imported,
    "log/intervals": logs.details,
    "log/minutes": logs.minutes,
    "log/session": logs.session,
    "log/talk": logs.talk,
    "log/unplanned": logs.unplanned,
    "log/weight": logs.weight,
    "log/which": logs.which,
    "nutrition": coach.nutrition,
    "progress/chart": progress.chart,
    "progress/empty": of(logged=(0, 1)),
    "progress/text": progress.text,
    "progress/words": progress.text,
    "reminder/day": coach.reminder,
    "reminder/followup": coach.followup,
    "review/adjust": coach.review,
    "review/week": coach.review,
    "safety/red1": of(self_harm=(True, False)),
    "safety/red2": of(self_harm=(True, False)),
    "safety/when": setup.limits,
    "settings/home": setup.settings,
    "settings/language": setup.settings,
    "settings/noise": setup.settings,
    "settings/pause": setup.settings,
    "settings/quiet": setup.settings,
    "settings/reminder": setup.settings,
    "settings/zone": setup.settings,
    "setup/hold_medical": setup.hold,
    "setup/hold_pregnancy": setup.hold,
    "facts/home": setup.facts,
    "setup/answers": setup.answers,
    "setup/preview": days.first_week,
    "setup/revised": days.first_week,
    "setup/revision": days.first_week,
    "setup/started": days.first_week,
    "sorry": of(code=("u123456",)),
    "toasts/logged": logs.toast_standing,
    "toasts/logged_before": of(at=(datetime(2026, 11, 23, 7, 10, tzinfo=UTC), None)),
    "well/accepted": well.proposals,
    "well/again": of(ill=(True, False)),
    "well/how_bad": well.each_region,
    "well/noted": well.pains,
    "well/proposal": well.proposals,
    "well/where": well.regions,
    "well/wrong": of(topics=(topics(),)),
    "whatif/home": coach.wishes,
    "whatif/pick": coach.picks,
    "whatif/shown": coach.tried,
    "why/change": coach.change,
    "why/session": coach.why_session,
    "why/week": coach.why_week,
}
