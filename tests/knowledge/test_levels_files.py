"""The keys of decision tables, measurement errors and likelihood ratios are held as strictly as all others; without them a file still loads."""

from __future__ import annotations

import re

import pytest

from surefoot.errors import KnowledgeRefused
from surefoot.knowledge import Knowledge, load_texts
from surefoot.knowledge.loader import Text, packaged_texts

TUG, BERG = "instruments/tests/tug.yaml", "instruments/tests/berg_balance_scale.yaml"
LEGACY, RATIOS = "levels/steadi_legacy.yaml", "likelihood/falls.yaml"


def loaded(file: str, old: str, new: str) -> Knowledge:
    texts = list(packaged_texts())
    assert any(text.name == file and old in text.text for text in texts)
    return load_texts(Text(text.name, text.text.replace(old, new, 1)) if text.name == file else text for text in texts)


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (LEGACY, "asks_for: general", "asks_for: little", "SF-K006"),
        (LEGACY, "kind: legacy", "kind: retired", "SF-K006"),
        (LEGACY, "then: high", "then: highest", "SF-K009"),
        (TUG, "applies: error_fits_community", "applies: error_fits_nobody", "SF-K008"),
        (TUG, "applies: error_fits_community", "applies: {at_least: [patient.age_years, 50]}", "SF-K008"),
        (TUG, "applies: error_fits_community", "applies: patient.age_years", "SF-K008"),
        (TUG, "applies: error_fits_community", "fits: error_fits_community", "SF-K003"),
        (TUG, "applies: error_fits_community", "score: tug.speed", "SF-K009"),
        (BERG, "first_score: [35, 44]", "first_score: [44, 35]", "SF-K009"),
        (BERG, "first_score: [35, 44]", "first_score: [35]", "SF-K006"),
        (RATIOS, "positive: {at_least: [tug.time_s, tug.limit_barry]}", "positive: {at_least: [tug.time_s, tug.limit]}", "SF-K008"),
        (RATIOS, "positive: {at_least: [tug.time_s, tug.limit_barry]}", "positive: {at_least: [tug.time_s, patient.age_years]}", "SF-K008"),
        (RATIOS, "basis: published", "basis: guess", "SF-K006"),
        (RATIOS, "ci: [1.31, 1.79]", "ci: [1.31]", "SF-K006"),
        (RATIOS, "source: [barry-2014-t3, barry-2014]", "source: [no-such-paper]", "SF-K007"),
        (RATIOS, "id: barry_2014_tug_any_pace", "id: barry_2014_tug_usual_pace", "SF-K011"),
    ],
)  # fmt: skip
def test_a_wrong_key_word_or_name_cannot_be_loaded(file: str, old: str, new: str, code: str) -> None:
    with pytest.raises(KnowledgeRefused) as refused:
        loaded(file, old, new)
    assert code in {fault.code for fault in refused.value.faults}


def test_files_without_the_new_keys_load_as_before() -> None:
    """As in a pack of an earlier release: no likelihood file, no words on what a level asks for, no rule of whom an error fits."""
    keys = re.compile(r"asks_for: \w+, |^(name: .*|standing: .*|    applies: .*|    first_score: .*)\n", re.MULTILINE)
    old = [
        Text(text.name, keys.sub("", text.text) if text.name.startswith(("levels/", "instruments/tests/")) else text.text)
        for text in packaged_texts()
        if not text.name.startswith("likelihood/")
    ]  # fmt: skip
    knowledge = load_texts(old)
    steadi = knowledge.algorithms["steadi_2019"]
    assert (steadi.name, steadi.standing, steadi.asks_for("at_risk")) == ("CDC STEADI screening 2019", None, None)
    assert knowledge.likelihoods == {}
