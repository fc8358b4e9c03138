"""A knowledge small enough to read in a test: one value, one fact, a finding, a factor and an intervention over it."""

from __future__ import annotations

from surefoot.knowledge import Knowledge, load_texts
from surefoot.knowledge.loader import Text

CITED = "source: [tug-2017], confidence: secondary"
FILES = {
    "sources.yaml": """\
kind: sources
sources:
  - {id: tug-2017, cite: A page on the test, url: "https://example.org/tug"}
""",
    "facts.yaml": """\
kind: facts
facts:
  - {id: time, type: number, unit: s, label: Time}
""",
    "values.yaml": f"""\
kind: values
values:
  - id: limit
    label: A limit | a bar
    unit: s
    population: adults
    values:
      - {{from: 2017-01-01, value: 12, {CITED}}}
      - {{from: 2030-01-01, value: 11, source: [tug-2017], confidence: verified}}
  - id: spare
    label: A number nobody reads
    unit: percent
    values:
      - {{from: 2017-01-01, value: 40, source: [tug-2017], confidence: unverified}}
""",
    "findings.yaml": f"""\
kind: findings
findings:
  - {{id: slow, label: Slow, rule: {{at_least: [time, limit]}}, basis: published, {CITED}}}
""",
    "factors.yaml": f"""\
kind: factors
factors:
  - id: slowness
    label: Slowness
    plain: {{en: You are slow., es: Usted es lento.}}
    modifiable: "yes"
    rule: slow
    basis: proposal
    effects:
      - {{says: Slowness and falls, measure: OR, value: 2.1, ci: [1.5, 3.0], {CITED}}}
    source: [tug-2017]
    confidence: secondary
""",
    "level.yaml": f"""\
kind: algorithm
id: scheme
title: Scheme
version: "1"
levels: [{{id: high, label: high, says: High.}}, {{id: low, label: low, says: Low.}}]
applies: {{known: time}}
table: [{{id: A1, if: slow, then: high, {CITED}}}]
otherwise: {{id: A2, then: low, {CITED}}}
source: [tug-2017]
confidence: secondary
""",
    "interventions.yaml": f"""\
kind: interventions
interventions:
  - id: exercise
    label: Exercise
    what: Moving more.
    for: [slowness]
    order: 10
    order_says: Most trials.
    grade: {{scheme: Scheme, value: B, {CITED}}}
    evidence:
      - {{says: Fewer falls, measure: RaR, value: 0.76, ci: [0.70, 0.81], direction: for, {CITED}}}
      - {{says: No difference in fractures, direction: none, {CITED}}}
    by_whom: {{says: Anyone., {CITED}}}
    cautions: [{{says: Take care., {CITED}}}]
    patient_text: {{en: Move more., es: Camine más.}}
    referral: Class
""",
}


def tiny(**changed: tuple[str, str]) -> Knowledge:
    """The small knowledge; `changed` replaces one text by another in the named file."""
    return load_texts([Text(name, text) for name, text in tiny_files(**changed).items()])


def tiny_files(**changed: tuple[str, str]) -> dict[str, str]:
    files = dict(FILES)
    for name, (old, new) in changed.items():
        assert old in files[f"{name}.yaml"]
        files[f"{name}.yaml"] = files[f"{name}.yaml"].replace(old, new, 1)
    return files
