"""Analysis and interpretation: the words of the report, and nothing in their place."""

from __future__ import annotations

from surefoot.note.document import Block, Heading, Listing, Paragraph, Sentence
from surefoot.note.material import Material

LABELS = {
    "interpretation": "Interpretation",
    "analysis": "Analysis",
    "plan_of_care_impact": "Impact on the plan of care",
}


def report(material: Material) -> list[Block]:
    """The report's interpretation and analysis. Drafts show only while nothing is signed, and are marked."""
    blocks: list[Block] = [Heading("Analysis and interpretation")]
    for section in ("interpretation", "analysis"):
        blocks += [Heading(LABELS[section], level=2), *report_text(material, section)]
    return blocks


def report_text(material: Material, section: str) -> list[Block]:
    """What the report says in one section, "Not documented.", and the drafts of an unsigned preview."""
    text = (material.report.get(section) or "").strip()
    path = f"report.{section}"
    if not text:
        said = Paragraph((Sentence("Not documented.", (path,), tone="missing"),))
    elif material.signed is None:
        said = Paragraph((Sentence("Written, not signed:", (path,), tone="draft"), Sentence(text, (path,))))
    else:
        said = Paragraph((Sentence(text, (path,)),))
    return [said, *_drafts(material, section)]


def _drafts(material: Material, section: str) -> list[Block]:
    if material.signature is not None:
        return []
    drafts = [item for item in material.assessment.get("drafts", ()) if item["section"] == section]
    if not drafts:
        return []
    mark = Sentence("Offered, not yet kept:", tone="draft")
    items = tuple(Sentence(item["text"], (item["id"], *item.get("evidence", ())), tone="draft") for item in drafts)
    return [Paragraph((mark,), tone="draft"), Listing(items)]
