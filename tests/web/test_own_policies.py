# ruff: noqa: F811 - fixtures of another module
"""Policies and edit tables by upload: checked by the loader, every fault at once, whole or not at all, taken up by every worker."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from surefoot_web.billing.selectors_knowledge import knowledge_of
from surefoot_web.config import knowledge as config
from surefoot_web.notes.actions import visit_sign
from surefoot_web.patients.actions import patient_correct
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits import actions as visit_actions
from tests.interop import ncci_files

from .conftest import AT, fresh
from .open_pages import open_pages
from .test_note import SIGNED_AT, decide_all, keep_all
from .test_plan import seen, tested, text_of  # noqa: F401 - fixtures

EXAMPLES = Path(__file__).parents[2] / "examples/policies"
POLICY, SOURCES = "own-payer.yaml", "own-sources.yaml"
ADD, EDITS, PAYERS = (reverse(f"accounts:{name}") for name in ("policies_add", "edits_add", "payers"))


@pytest.fixture
def home(settings, tmp_path: Path) -> Path:
    settings.SUREFOOT_HOME = tmp_path
    (tmp_path / "packs").mkdir()
    return tmp_path


@pytest.fixture
def admin(client, administrator, home):
    client.force_login(administrator)
    return client


def example(name: str, **changes: str) -> str:
    text = (EXAMPLES / name).read_text("utf-8")
    for before, after in changes.items():
        text = text.replace(before.replace("__", " "), after)
    return text


def upload(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def add(client, **files: str):
    return client.post(ADD, {"files": [upload(f"{name}.yaml", text) for name, text in files.items()]})


def installed_files(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "knowledge").rglob("*")) if (home / "knowledge").exists() else []


def test_a_policy_comes_in_with_its_sources(admin, home):
    answer = add(admin, payer=example(POLICY), sources=example(SOURCES))
    assert answer.status_code == 302
    assert installed_files(home) == ["payer.yaml", "sources.yaml"]
    text = text_of(admin.get(PAYERS))
    assert "Example plan (synthetic) · your own example_plan · from Jan 1, 2026 until Dec 31, 2026" in text
    assert AuditEvent.objects.filter(action="knowledge.add").count() == 1


def test_it_can_then_be_a_patients_coverage(admin, home, patient, desk):
    add(admin, payer=example(POLICY), sources=example(SOURCES))
    admin.force_login(desk)
    page = admin.get(reverse("patients:correct", args=[patient.pk])).content.decode()
    assert "Example plan (synthetic)" in page
    patient_correct(patient=patient, row_version=1, payer_policy="example_plan", by=desk, at=AT)


def test_every_fault_of_every_file_is_said_and_nothing_is_installed(admin, home):
    one = example(POLICY, **{"time_rule: ama_midpoint": "time_rule: whatever"})
    two = example(SOURCES) + "colour: red\n"
    answer = add(admin, payer=one, sources=two)
    assert answer.status_code == 422
    text = text_of(answer)
    assert "Nothing was installed" in text
    assert "payer.yaml line" in text
    assert "sources.yaml line" in text
    assert installed_files(home) == []
    assert not AuditEvent.objects.filter(action="knowledge.add").exists()


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("payer.yaml", example(POLICY), "own-payer"),  # its source is missing
        ("payer.yaml", "", "empty"),
        ("payer.yaml", "kind: [", "not YAML"),
        ("payer.yaml", "kind: values\nvalues: []\n", "takes payer policies, clinic readings and their sources alone"),
        ("payer.yml", example(SOURCES), "This name cannot be kept."),
        ("my payer.yaml", example(SOURCES), "This name cannot be kept."),
        (".payer.yaml", example(SOURCES), "This name cannot be kept."),
    ],
)
def test_what_does_not_fit_is_refused(admin, home, name, text, says):
    answer = admin.post(ADD, {"files": [upload(name, text)]})
    assert answer.status_code == 422
    assert says in text_of(answer) or says == "own-payer"
    assert installed_files(home) == []


def test_a_name_that_climbs_out_of_the_folder_is_cut_to_its_last_part(admin, home):
    admin.post(ADD, {"files": [upload("../../sources.yaml", example(SOURCES))]})
    assert installed_files(home) == ["sources.yaml"]


def test_no_file_or_no_text_is_said(admin, home):
    assert admin.post(ADD, {}).status_code == 422
    answer = admin.post(ADD, {"files": [SimpleUploadedFile("payer.yaml", b"\xff\xfe\x00")]})
    assert "no text in UTF-8" in text_of(answer)
    answer = admin.post(ADD, {"files": [upload("a.yaml", example(SOURCES)), upload("a.yaml", example(SOURCES))]})
    assert "Two files are called a.yaml." in text_of(answer)


def test_a_file_of_the_same_name_is_replaced_and_a_policy_never_goes(admin, home):
    add(admin, payer=example(POLICY), sources=example(SOURCES))
    assert add(admin, payer=example(POLICY, **{"value: 4": "value: 3"})).status_code == 302
    answer = add(admin, payer=example(POLICY, **{"id: example_plan ": "id: another_plan "}))
    assert answer.status_code == 422
    assert "This policy would be gone" in text_of(answer)
    assert "example_plan" in (home / "knowledge/payer.yaml").read_text("utf-8")


def test_the_published_tables_come_in_by_upload(admin, home, tmp_path):
    folder = tmp_path / "download"
    folder.mkdir()
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in ncci_files.parts(folder)]
    answer = admin.post(EDITS, {"files": files})
    assert answer.status_code == 302, text_of(answer)
    assert "ncci_practitioner_2026q4_import" in config.load().edits
    assert "2026" in text_of(admin.get(PAYERS)).partition("Same-day edits")[2]


def test_half_of_the_tables_is_refused_and_nothing_is_kept(admin, home, tmp_path):
    folder = tmp_path / "download"
    folder.mkdir()
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in ncci_files.parts(folder)[:2]]
    answer = admin.post(EDITS, {"files": files})
    assert answer.status_code == 422
    assert "Nothing was imported" in text_of(answer)
    assert installed_files(home) == []


@pytest.mark.parametrize("garbage", [b"", b"PK\x03\x04nonsense", b"\x00" * 1000, b"a,b,c\n" * 50])
def test_garbage_for_a_table_is_told_and_never_a_crash(admin, home, garbage):
    file = SimpleUploadedFile("ccipra-v323r0-f1.zip", garbage)
    answer = admin.post(EDITS, {"files": [file], "setting": "practitioner", "quarter": "2026q4"})
    assert answer.status_code == 422
    assert installed_files(home) == []


# A running server


def test_a_file_that_comes_while_the_server_runs_is_taken_up(home):
    before = config.load()
    (home / "knowledge").mkdir()
    (home / "knowledge/sources.yaml").write_text(example(SOURCES), "utf-8")
    (home / "knowledge/payer.yaml").write_text(example(POLICY), "utf-8")
    assert "example_plan" not in before.policies
    assert "example_plan" in config.load().policies
    (home / "knowledge/payer.yaml").unlink()
    assert "example_plan" not in config.load().policies


def test_unchanged_files_are_read_once(home, monkeypatch):
    (home / "knowledge").mkdir()
    (home / "knowledge/sources.yaml").write_text(example(SOURCES), "utf-8")
    first = config.load()
    monkeypatch.setattr(config, "load_texts", lambda _texts: pytest.fail("read again"))
    assert config.load() is first


def test_an_import_by_another_process_is_taken_up(home):
    assert "ncci_practitioner_2026q4_import" not in config.load().edits
    files = ncci_files.parts(home)
    program = "import sys; from surefoot.cli import main; sys.exit(main(sys.argv[1:]))"
    arguments = ["ncci", "import", "--home", str(home), *map(str, files)]
    subprocess.run(
        [sys.executable, "-c", program, *arguments],
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert "ncci_practitioner_2026q4_import" in config.load().edits


def test_a_file_that_cannot_be_read_leaves_what_was_read_and_is_told(admin, home):
    add(admin, payer=example(POLICY), sources=example(SOURCES))
    before = config.load()
    (home / "knowledge/broken.yaml").write_text("kind: [", "utf-8")
    assert config.load() is before
    text = text_of(admin.get(PAYERS))
    assert "Files of this clinic that are not read" in text
    assert "overlay/broken.yaml" in text
    (home / "knowledge/broken.yaml").unlink()
    assert "Files of this clinic that are not read" not in text_of(admin.get(PAYERS))


def test_one_request_reads_one_state(home):
    seen_by_request = []

    def view(_request):
        seen_by_request.append(config.load().digest)
        (home / "knowledge").mkdir()
        (home / "knowledge/sources.yaml").write_text(example(SOURCES), "utf-8")
        seen_by_request.append(config.load().digest)

    config.KnowledgeOfRequest(view)(None)
    assert len(set(seen_by_request)) == 1
    assert config.load().digest != seen_by_request[0]


def test_what_a_signature_keeps_is_what_it_rested_on(home, tested, provider, administrator):
    decide_all(tested, provider)
    keep_all(tested, provider)
    visit_sign(visit=fresh(tested), by=provider, at=SIGNED_AT)
    layer = tested.layers.get(number=1)
    (home / "knowledge").mkdir()
    (home / "knowledge/sources.yaml").write_text(example(SOURCES), "utf-8")
    assert config.load().digest != layer.knowledge_digest
    kept = knowledge_of(layer)
    assert kept is not None
    assert kept.digest == layer.knowledge_digest


def test_a_visit_keeps_the_coverage_it_was_started_with(admin, home, visit, patient, desk):
    add(admin, payer=example(POLICY), sources=example(SOURCES))
    patient_correct(patient=patient, row_version=1, payer_policy="example_plan", by=desk, at=AT)
    assert fresh(visit).payer_policy == "cms"


def test_no_page_of_a_visit_lets_anybody_choose_policy_or_reading(seen, visit, patient, provider):
    for name, answer in open_pages(seen, visit):
        if answer.headers["Content-Type"] == "application/pdf":
            continue
        html = answer.content.decode()
        if name.startswith(reverse("patients:find")) and name != reverse("visits:start", args=[patient.pk]):
            continue  # a patient's coverage is set on the patient's own pages
        assert 'name="payer_policy"' not in html, name
        assert 'name="reading' not in html, name
    assert "payer_policy" not in visit_actions.course.DESCRIBABLE
