"""The words that the page of the form needs beside its screens, in one language."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from surefoot.knowledge import Knowledge
from surefoot_web.intake.urgent import IF_WORSE, NOBODY_WATCHES, WORDS


def words_in(language: str, knowledge: Knowledge, *, own_device: bool) -> dict[str, Any]:
    """Every sentence the script shows, and the urgent words by act and by sign (`id:act`)."""
    with translation.override(language):
        acts = {
            act: {
                "headline": str(words.own if own_device else words.clinic),
                "where": "" if own_device else str(words.where),
                "line": str(words.line),
            }
            for act, words in WORDS.items()
        }
        kiosk = {} if own_device else _sentences_of_the_clinic()
        return {**_sentences(), **kiosk, "acts": acts, "signs": _signs(language, knowledge)}


def _sentences_of_the_clinic() -> dict[str, str]:
    """What is said otherwise on a device of the clinic, which goes back to the staff."""
    give_back = _("Please give the device back to the staff.")
    return {
        "stopped_how": f"{_('Your answers so far are kept. You can go on at any time.')} {give_back}",
        "sending": _("Your answers are not sent yet. Please keep this page open. If it takes long, tell the staff."),
        "ended": f"{give_back} {_('Answers that were not sent stay locked on this device.')}",
        "for_staff": _("For staff"),
        "staff_wait": _("No connection. Staff can sign in when it is back; the answers are kept safe here."),
    }


def _signs(language: str, knowledge: Knowledge) -> dict[str, str]:
    return {
        f"{entry.id}:{row['act']}": str(row["patient"][language])
        for entry in knowledge.findings.values()
        if entry.get("urgent")
        for row in entry["urgent"].get("acts", ())
        if "patient" in row
    }


def _sentences() -> dict[str, str]:
    return {
        "skip": _("Skip to the question"),
        "read_aloud": _("Read aloud"),
        "stop_reading": _("Stop reading"),
        "larger": _("Larger text"),
        "usual": _("Usual text"),
        "back": _("Back"),
        "question_of": _("Question %(number)s of %(total)s"),
        "question_least": _("Question %(number)s of at least %(total)s"),
        "saved": _("Saved %(time)s"),
        "saving": _("Being sent, not saved yet"),
        "waiting": _("No connection. %(count)s answers are kept safe here and are sent later."),
        "waiting_one": _("No connection. 1 answer is kept safe here and is sent later."),
        "choose": _("Please choose one of the answers."),
        "choose_line": _("Please check a line, or choose one of the answers below."),
        "checked_too": _("You checked a line. Press “Next”, or take the check marks away."),
        "one_medicine": _("Please write at least one medicine, or choose one of the answers below."),
        "number": _("Please write a number from %(low)s to %(high)s."),
        "nobody_watches": str(NOBODY_WATCHES),
        "if_worse": str(IF_WORSE),
        "phone": _("Phone of the clinic"),
        "go_on": _("I have read this. Go on with the questions"),
        "go_on_short": _("Go on with the questions"),
        "stop_here": _("Stop here for now"),
        "see": _("See what to do"),
        "stopped": _("You can stop here"),
        "stopped_how": _("Your answers so far are kept. You can go on at any time."),
        "check": _("Please check your answers"),
        "check_how": _("Nothing is sent yet. You can change any answer. The button to send is at the end."),
        "change": _("Change"),
        "send": _("Send my answers"),
        "sending": _("Your answers are not sent yet. Please keep this page open until it says thank you."),
        "still_title": _("Are you still there?"),
        "still_how": _("Take your time. Your answers are kept."),
        "still_here": _("I’m still here"),
        "choose_title": _("Choose your medicines"),
        "choose_search": _("Part of the name, or what it is for"),
        "choose_add": _("Add to my list"),
        "choose_nothing": _("Nothing found. You can go back and write the name."),
        "choose_found": _("%(count)s found"),
        "choose_first": _("The first %(count)s. Write more letters to find others."),
        "not_answered": _("Not answered"),
        "no_connection": _("No connection"),
        "wait": _("This page needs the clinic's computer to begin. Please wait a moment, then try again."),
        "rested": _(
            "Your answers are kept safe on this device. They are locked, so this page cannot show them. "
            "Go on when the connection is back."
        ),
        "again": _("Try again"),
        "ended_title": _("This page is not open any more"),
        "ended": _("Open your link again, or ask the clinic. Answers that were not sent stay locked on this device."),
    }
