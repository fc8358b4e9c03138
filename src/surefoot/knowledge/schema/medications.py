"""Medicines: classes, names, how an entry is read, sets that are counted or paired, look-alikes, questions to the prescriber."""

from surefoot.knowledge.schema.common import (
    BOTH_LANGUAGES,
    CITED,
    EFFECT,
    EXPRESSION,
    FLAG,
    ID,
    LINE,
    LINES,
    closed,
    list_of,
    one_of_words,
)
from surefoot.knowledge.schema.rules import KIND

LISTED_BY = closed({"list": one_of_words("stoppfall", "beers_2023_falls", "steadi_rx"), **CITED}, {"note": LINE})

MEDICATION_CLASSES = closed(
    {
        **KIND,
        "classes": list_of(
            closed(
                {
                    "id": ID,
                    "label": LINE,
                    "plain": BOTH_LANGUAGES,
                    "fall_risk": one_of_words("yes", "context"),
                    "ingredients": LINES,
                    **CITED,
                },
                {
                    "atc": LINES,
                    "effects": list_of(EFFECT),
                    "caution": LINE,
                    "note": LINE,
                    "listed_by": list_of(LISTED_BY),  # the published lists that name the class
                },
            )
        ),
    }
)

ROUTE = closed({"id": ID, "label": LINE, "words": LINES}, {"may_reach": FLAG})
LABELS = closed({"name": LINES, "directions": LINES, "left_out": LINES})

MEDICATION_NAMES = closed(
    {**KIND, **CITED},
    {
        "names": list_of(closed({"name": LINE, "ingredients": LINES}, {"note": LINE, "route": ID})),
        "other_ingredients": LINES,  # known and in no class: recognised, so their silence means something
        "leaves_open": LINES,  # words after which a person has to read the entry: stopped, allergic, somebody else's
        "passed_over": LINES,  # words that name no ingredient: forms, salts, doses, times of day
        "times": LINES,  # words of when and how often, after which a reason may stand
        "joins": LINES,  # words that join two medicines
        "reason_cues": LINES,  # words that open a reason: for, because
        "reasons": LINES,  # why a medicine is taken
        "unnamed": LINES,  # kinds that stand for a medicine without its name
        "nouns": LINES,  # words for a medicine; with a reason they stand for one without its name
        "quantities": LINES,  # how many; a noun after one stands for a dose
        "routes": list_of(ROUTE),  # where a medicine acts that does not reach the whole body
        "whole_body": LINES,  # ingredients that reach it all the same, by a route that `may_reach`
        "headings": LINES,  # a line of these words alone names no medicine
        "labels": LABELS,  # what stands before a colon in a print-out
        "not_taken": LINES,  # headings of parts that list no medicine taken: allergies, discontinued
        "says_none": LINES,  # an entry that says there is none
    },
)

MEDICATION_GROUPS = closed(
    {
        **KIND,
        "groups": list_of(
            closed(
                {"id": ID, "label": LINE, **CITED},
                {"classes": LINES, "ingredients": LINES, "settle": LINE, "note": LINE},
            )
        ),
    }
)

LOOK_ALIKES = closed({**KIND, "rows": list_of(list_of(LINE, 2)), **CITED}, {"note": LINE})

MEDICATION_QUESTIONS = closed(
    {
        **KIND,
        "questions": list_of(
            closed(
                {
                    "id": ID,
                    "about": LINE,
                    "ask": LINE,  # to the prescriber; {medicines} stands for what is on the list
                    "patient": BOTH_LANGUAGES,
                    "basis": one_of_words("published", "proposal"),
                    **CITED,
                },
                {
                    "classes": LINES,  # the medicines it is about: of these classes
                    "groups": LINES,  # or of these sets
                    "every": FLAG,  # or all on the list
                    "when": EXPRESSION,  # asked only where this is yes
                    "evidence": list_of(EFFECT),
                    "note": LINE,
                },
            )
        ),
    }
)
