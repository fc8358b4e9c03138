# ruff: noqa: F811 - fixtures of another module
"""`surefoot verify`: what was signed and the audit trail are as they were written, or it says where not."""

from __future__ import annotations

import argparse
import json
import shutil

import pytest
from django.conf import settings
from django.db import connection

from surefoot_web.commands import verify as command
from surefoot_web.commands.verify import verified
from surefoot_web.notes.actions import addendum_sign
from surefoot_web.notes.models import SignedLayer

from .test_case import after, worked  # noqa: F401 - a fixture
from .test_signing import signed  # noqa: F401 - a fixture


@pytest.fixture(autouse=True)
def _no_seals_of_others():
    """The home folder is that of the whole run: seals of clinics that other tests made and took back are none of ours."""
    shutil.rmtree(settings.SUREFOOT_HOME / "seals", ignore_errors=True)


@pytest.fixture
def tampered(signed, request):
    """A signed visit of which somebody with the database in their hands changed one part."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER notes_signedlayer_no_update")
    SignedLayer.objects.filter(pk=signed.pk).update(**request.param)
    return signed


def test_what_is_as_it_was_written_fits(signed, provider):
    addendum_sign(visit=signed.visit, text="More.", by=provider, at=after(60))
    found = verified()
    assert (found["layers"], found["packs"], found["faults"]) == (2, 1, [])
    assert found["events"] > 20


@pytest.mark.parametrize(
    ("tampered", "part"),
    [({"note_json": "{}"}, "note"), ({"case_json": "{}"}, "case"), ({"pdf": b"%PDF-"}, "pdf"), ({"assessment_sha256": "0" * 64}, "assessment")],
    indirect=["tampered"],
)  # fmt: skip
def test_a_part_that_was_changed_is_named(tampered, part):
    (fault,) = verified()["faults"]
    assert fault["what"] == f"visit {tampered.visit_id}, layer 1"
    assert fault["says"] == f"{part} does not have the digest it was signed with"


def test_knowledge_that_is_gone_or_another_is_named(signed):
    pack = settings.SUREFOOT_HOME / signed.knowledge_pack
    kept = pack.read_text("utf-8")
    try:
        for text in ("{}", "not json"):
            pack.write_text(text, "utf-8")
            assert [one["what"] for one in verified()["faults"]] == [signed.knowledge_pack]
    finally:
        pack.write_text(kept, "utf-8")


def test_a_trail_that_was_changed_is_named(signed):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER trail_auditevent_no_update")
        cursor.execute("UPDATE trail_auditevent SET action = 'note.read' WHERE number = 2")
    assert [one["says"] for one in verified()["faults"]] == ["was changed after it was written"]


@pytest.mark.parametrize(("form", "tampered", "code"), [("text", {"note_json": "{}"}, 1), ("json", {}, 0)], indirect=["tampered"])  # fmt: skip
def test_the_command_says_it_and_exits_by_it(tampered, form, code, monkeypatch, capsys):
    monkeypatch.setattr(command, "prepare_database", lambda: None)
    monkeypatch.setattr(command, "write_environment", lambda environment: None)
    assert (
        command.verify.run(argparse.Namespace(home=None, format=form, seals=None, public_key=None, export=None)) == code
    )
    out = capsys.readouterr().out
    assert "P-001" not in out
    if form == "json":
        assert json.loads(out)["faults"] == []
    else:
        assert "This does not fit:" in out
