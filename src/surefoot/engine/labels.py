"""What each fact is called, and the unit of those that are numbers."""

from __future__ import annotations

from collections.abc import Mapping

from surefoot.knowledge import Knowledge, once_per_knowledge


@once_per_knowledge
def labels(knowledge: Knowledge) -> Mapping[str, tuple[str, str | None]]:
    """By fact id: what it is called, and its unit where it is a number."""
    found: dict[str, tuple[str, str | None]] = {}
    for fact in knowledge.facts.values():
        found[fact.id] = (fact["label"], fact.get("unit", "count") if fact["type"] == "number" else None)
    for form in knowledge.questionnaires.values():
        for item in form["items"]:
            numeric, id_ = item["type"] in ("count", "number", "date"), f"{form.id}.{item['id']}"
            found[id_] = (item["text"]["en"], item.get("unit", "count") if numeric else None)
            if item["type"] == "choices":
                found |= {
                    f"{id_}.{one['id']}": (f"{item['text']['en']} {one['text']['en']}", None) for one in item["choices"]
                }
        if "score" in form.data:
            found[form["score"]["id"]] = (form["score"]["label"], form["score"]["unit"])
    for test in knowledge.tests.values():
        found |= {score["id"]: (score["label"], score["unit"]) for score in test["scores"]}
    found |= {f"medication_class.{id_}": (entry["label"], None) for id_, entry in knowledge.medication_classes.items()}
    for id_, group in knowledge.medication_groups.items():
        name = f"medication_group.{id_}"
        found |= {name: (group["label"], None), f"{name}.count": (group["label"], "count")}
        found[f"{name}.least"] = (group["label"], "count")
    return found
