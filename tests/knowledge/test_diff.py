"""Two states of the knowledge compared: every difference is found, with its day, its source and everything that rests on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.knowledge.tiny import FILES, tiny, tiny_files

from surefoot.errors import KnowledgeRefused, Refused
from surefoot.knowledge import Knowledge
from surefoot.knowledge.compare import Comparison, compare
from surefoot.knowledge.loader import packaged_texts
from surefoot.knowledge.parts import LISTED, parts
from surefoot.knowledge.stored import read_stored
from surefoot.knowledge.uses import direct_readers


def compared(**changed: tuple[str, str]) -> Comparison:
    return compare(tiny().files, tiny(**changed).files)


def test_a_changed_number_tells_both_numbers_day_source_and_who_reads_it() -> None:
    (found,) = compared(values=("value: 12", "value: 13")).changed
    (change,) = found.changes
    assert (found.part.id, change.at) == ("limit", "values[2017-01-01].value")
    assert (change.before, change.after, change.since, change.source) == (12, 13, "2017-01-01", ("tug-2017",))
    assert found.read_by == {
        "findings": ["slow"],
        "factors": ["slowness"],
        "levels": ["scheme"],
        "interventions": ["exercise"],
    }


def test_a_changed_rule_is_told_in_one_line() -> None:
    (found,) = compared(findings=("at_least", "above")).changed
    assert [(change.at, change.before, change.after) for change in found.changes] == [
        ("rule", "at_least(time, limit)", "above(time, limit)")
    ]


def test_a_new_state_is_a_change_and_a_new_value_is_an_addition() -> None:
    state = "      - {from: 2031-01-01, value: 10, source: [tug-2017], confidence: verified}\n"
    (found,) = compared(values=("  - id: spare", f"{state}  - id: spare")).changed
    assert [(change.at, change.before, change.since) for change in found.changes] == [
        ("values[2031-01-01]", None, "2031-01-01")
    ]
    renamed = compared(values=("id: spare", "id: other"))
    assert [[one.part.id for one in part] for part in (renamed.added, renamed.removed, renamed.changed)] == [
        ["other"],
        ["spare"],
        [],
    ]


def test_the_order_of_rows_that_decide_is_a_change() -> None:
    row = "{id: A1, if: slow, then: high, source: [tug-2017], confidence: secondary}"
    other = row.replace("A1", "A0")
    before = tiny(level=(row, f"{row}, {other}")).files
    after = tiny(level=(row, f"{other}, {row}")).files
    (found,) = compare(before, after).changed
    assert [(change.at, change.before, change.after) for change in found.changes] == [
        ("table order", ["A1", "A0"], ["A0", "A1"])
    ]


def test_comments_layout_and_file_names_are_no_difference() -> None:
    moved = {f"moved/{name}": text for name, text in tiny().files.items()}
    assert not compare(tiny().files, moved).differs
    assert not compared(values=("kind: values", "# a remark\nkind: values")).differs


def test_the_parts_together_are_the_whole_of_every_file(knowledge: Knowledge) -> None:
    """Nothing of a file can change unseen: each top-level key is in exactly one part."""
    held = list(parts(knowledge.files))
    assert len({(part.kind, part.id) for part in held}) == len(held)
    for name, data in knowledge.files.items():
        of_file = [part for part in held if part.file == name]
        listed = sum(len(data[key]) for key in LISTED if key in data)
        head = {key: value for key, value in data.items() if key not in LISTED}
        heads = [part for part in of_file if part.own == head]
        assert len(of_file) == listed + len(heads), name
        assert heads or head == {"kind": data["kind"]}, name


def test_who_reads_what_agrees_with_the_rules_as_built(knowledge: Knowledge) -> None:
    from surefoot.knowledge.expression import references

    found = direct_readers(knowledge)
    for rule in knowledge.rules.values():
        reader = rule.id if rule.kind != "row" else rule.id.rsplit(".", 1)[0]
        for id_ in references(rule.node):
            assert reader in {id_ for _, id_ in found[id_]}, (rule.id, id_)


def write_folder(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_folder_and_a_pack_hold_the_same_state(knowledge: Knowledge, tmp_path: Path) -> None:
    texts = {text.name: text.text for text in packaged_texts()}
    pack = tmp_path / "pack.json"
    pack.write_text(json.dumps(texts), encoding="utf-8")
    folder = write_folder(tmp_path / "folder", texts)
    assert {read_stored(place).digest for place in (pack, folder)} == {knowledge.digest}


def test_a_state_of_another_form_is_compared_as_it_stands(tmp_path: Path) -> None:
    old = tiny_files(values=("label: A limit", "former_key: x\n    label: A limit"), findings=("at_least", "at_leest"))
    stored = read_stored(write_folder(tmp_path, old))
    assert stored.knowledge is None
    assert "SF-K003" in {fault.code for fault in stored.faults}
    assert all(str(tmp_path) in fault.where for fault in stored.faults)
    by_id = {found.part.id: found.changes for found in compare(stored.files, tiny().files).changed}
    assert [(change.at, change.before, change.after) for change in by_id["limit"]] == [("former_key", "x", None)]
    assert by_id["slow"][0].after == "at_least(time, limit)"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("absent.json", None, "SF-X007"),
        ("list.json", b"[1]", "SF-X008"),
        ("half.json", b'{"values.yaml": "kind', "SF-X008"),
        ("latin.json", b'{"a": "\xe9"}', "SF-X007"),
        ("empty.json", b"{}", "SF-X007"),
    ],
)
def test_what_is_no_pack_is_refused(name: str, content: bytes | None, code: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        read_stored(path)
    assert [fault.code for fault in caught.value.faults] == [code]
    assert str(path) in caught.value.faults[0].where


def test_an_empty_folder_and_broken_yaml_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_stored(tmp_path)
    assert caught.value.faults[0].code == "SF-X007"
    write_folder(tmp_path, {**FILES, "values.yaml": "kind: values\nvalues: ["})
    with pytest.raises(KnowledgeRefused) as broken:
        read_stored(tmp_path)
    assert broken.value.faults[0].code == "SF-K001"
