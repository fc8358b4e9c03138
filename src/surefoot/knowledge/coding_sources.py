"""Code selection rests on the AMA's own publications alone (R02): every rule of that group must cite nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from surefoot.errors import Fault
from surefoot.knowledge.model import Data
from surefoot.knowledge.yaml_reader import YamlFile

PUBLISHER = "AMA"
GROUP = "code_selection"


def other_publishers(requirement: Data, publishers: Mapping[str, str | None]) -> tuple[str, ...]:
    """The sources a requirement of code selection must not cite; none for requirements of other groups."""
    if requirement["group"] != GROUP:
        return ()
    return tuple(source for source in requirement["source"] if publishers.get(source) != PUBLISHER)


def coding_source_faults(files: Iterable[YamlFile]) -> Iterator[Fault]:
    """SF-K021 for every requirement of code selection that cites a source the AMA did not publish."""
    files = list(files)
    publishers = {
        source["id"]: source.get("publisher")
        for file in files
        if file.data["kind"] == "sources"
        for source in file.data["sources"]
    }
    for file in files:
        if file.data["kind"] != "requirements":
            continue
        for index, requirement in enumerate(file.data["requirements"]):
            for source in other_publishers(requirement, publishers):
                yield Fault(
                    "SF-K021",
                    file.where(("requirements", index, "source")),
                    f"{requirement['id']} selects the code and cites {source}, which the AMA did not publish.",
                    "Cite the AMA publication, or move the rule to a payer policy.",
                )
