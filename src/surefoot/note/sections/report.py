"""Analysis and interpretation: the words of the report, and nothing in their place."""

from __future__ import annotations

from collections import Counter

from surefoot.note.document import AS_OFFERED, Block, Heading, Listing, Paragraph, Sentence, SmallPrint
from surefoot.note.material import Material

LABELS = {
    "interpretation": "Interpretation",
    "analysis": "Analysis",
    "plan_of_care_impact": "Impact on the plan of care",
}
_MOST_IN_A_PARAGRAPH = 3  # more of them are easier to read, and to check, one a line


def report(material: Material) -> list[Block]:
    """The report's interpretation and analysis. Drafts show only while nothing is signed, and are marked."""
    blocks: list[Block] = [Heading("Analysis and interpretation")]
    for section in ("interpretation", "analysis"):
        blocks += [Heading(LABELS[section], level=2), *report_text(material, section)]
    return [*blocks, *_legend(material)]


def report_text(material: Material, section: str) -> list[Block]:
    """What the report says in one section, "Not documented.", and the drafts of an unsigned preview."""
    path = f"report.{section}"
    sentences = _sentences(material, section)
    if not sentences:
        return [Paragraph((Sentence("Not documented.", (path,), tone="missing"),)), *_drafts(material, section)]
    unsigned = [] if material.signed else [Sentence("Written, not signed:", tone="draft")]
    if len(sentences) <= _MOST_IN_A_PARAGRAPH:
        return [Paragraph((*unsigned, *sentences)), *_drafts(material, section)]
    said = [Paragraph(tuple(unsigned), tone="draft")] if unsigned else []
    return [*said, Listing(sentences), *_drafts(material, section)]


def _sentences(material: Material, section: str) -> tuple[Sentence, ...]:
    """The sentences that stand in a section, each as it came about; as one where the record does not part them."""
    text, path = (material.report.get(section) or "").strip(), f"report.{section}"
    if material.report.get("sentences") is None:
        return (Sentence(text, (path,)),) if text else ()
    return tuple(
        Sentence(one["text"].strip(), (f"report.sentences[{index}]", path), how=one["how"])
        for index, one in enumerate(material.report["sentences"])
        if one["section"] == section and one["how"] != "removed"
    )


def _legend(material: Material) -> list[Block]:
    """What the mark means, and how many sentences came about in which way."""
    ways = Counter(one["how"] for one in material.report.get("sentences") or ())
    if not ways:
        return []
    standing = ways["kept"] + ways["edited"] + ways["written"]
    says = (
        f"{AS_OFFERED} Kept as the software offered it, untouched: {ways['kept']} of {_counted(standing)} in this report. "
        f"Edited: {ways['edited']}. Written by hand: {ways['written']}. Offered and removed: {ways['removed']}."
    )
    return [SmallPrint((Sentence(says, ("report.sentences",)),))]


def _counted(sentences: int) -> str:
    return f"{sentences} sentence" if sentences == 1 else f"{sentences} sentences"


def _drafts(material: Material, section: str) -> list[Block]:
    if material.signature is not None:
        return []
    drafts = [item for item in material.assessment.get("drafts", ()) if item["section"] == section]
    if not drafts:
        return []
    mark = Sentence("Offered, not yet kept:", tone="draft")
    items = tuple(Sentence(item["text"], (item["id"], *item.get("evidence", ())), tone="draft") for item in drafts)
    return [Paragraph((mark,), tone="draft"), Listing(items)]
