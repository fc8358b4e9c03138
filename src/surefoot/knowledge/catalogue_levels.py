"""The catalogue's part on decision tables and on likelihood ratios."""

from __future__ import annotations

from collections.abc import Iterator

from surefoot.knowledge.markdown import cited, section, subsection, table
from surefoot.knowledge.model import Data
from surefoot.knowledge.pack import Knowledge
from surefoot.knowledge.uses import rule_text
from surefoot.units import plain


def decision_tables(knowledge: Knowledge) -> Iterator[str]:
    """Every published algorithm, row by row: what has to hold, the level it gives, where it stands."""
    tables = [data for data in knowledge.files.values() if data["kind"] == "algorithm"]
    if tables:
        yield from section("Decision tables")
    for data in sorted(tables, key=lambda one: str(one["id"])):
        yield from subsection(f"{data['title']} {data['version']} `{data['id']}`")
        standing = [data["standing"]["says"]] if "standing" in data else []
        said = [*standing, f"Applies: `{rule_text(data['applies'])}`.", f"{cited(data)}, {data['confidence']}."]
        yield from ("", " ".join(said))
        yield from table(("row", "holds when", "level", "source", "how sure"), map(_row, _rows(data)))


def _rows(data: Data) -> Iterator[Data]:
    yield from data["table"]
    yield data["otherwise"]


def _row(row: Data) -> tuple[str, ...]:
    holds = f"`{rule_text(row['if'])}`" if "if" in row else "none of the rows above"
    return row["id"], holds, row["then"].replace("_", " "), cited(row), row["confidence"]


def likelihoods(knowledge: Knowledge) -> Iterator[str]:
    """Likelihood ratios of single tests, those withheld among them with the reason."""
    if knowledge.likelihoods:
        yield from section("Likelihood ratios")
    heads = ("test and cut", "positive", "negative", "share before", "studied", "source", "how sure")
    for entry in knowledge.likelihoods.values():
        yield from subsection(f"{entry['title']} `{entry.id}`")
        yield from table(heads, map(_likelihood, entry["likelihoods"]))


def _likelihood(entry: Data) -> tuple[str, ...]:
    notes = [entry[key] for key in ("note", "withheld") if key in entry]
    name = "; ".join((f"**{entry['label']}** `{entry['id']}`: {entry['cut']}, since {entry['from']}", *notes))
    share = entry.get("pretest")
    before = f"{plain(share['percent'])}%: {share['population']}, {cited(share)}" if share else ""
    ratios = (_ratio(entry.get(key)) for key in ("ratio_positive", "ratio_negative"))
    return name, *ratios, before, entry["population"], cited(entry), entry["confidence"]


def _ratio(ratio: Data | None) -> str:
    if ratio is None:
        return "not seen"
    interval = f" ({plain(ratio['ci'][0])} to {plain(ratio['ci'][1])})" if "ci" in ratio else ", no interval seen"
    return f"{plain(ratio['value'])}{interval}"
