"""Sealed answers on the server's side: opened with the key of their form alone, taken once, refused whole when they are not whole."""

from __future__ import annotations

import base64
import json
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.test import Client
from django.urls import reverse

from surefoot_web.intake.choosing import every_choice
from surefoot_web.intake.models import Answer, IntakeForm, UrgentShown
from surefoot_web.offline.models import SealingKey
from surefoot_web.trail.models import AuditEvent

from .intake_steps import usual_answer
from .test_form_links import make, opened, staff

__all__ = ["staff"]
MOST_BYTES_OF_LIST = 40_000  # as sent, with 3,400 names in two languages


@pytest.fixture
def device(staff, visit) -> Client:
    return opened(make(staff, visit))


@pytest.fixture
def form(device, visit) -> IntakeForm:
    return IntakeForm.objects.get(visit=visit)


def seal(form, key: str, n: int, envelope: str = "", **message) -> dict[str, object]:
    """What the device does (`static/offline/sealed.js`), in Python."""
    envelope = envelope or str(uuid4())
    own = ec.generate_private_key(ec.SECP256R1())
    x962 = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    point = own.public_key().public_bytes(*x962)
    server = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.b64decode(key))
    shared = own.exchange(ec.ECDH(), server)
    cipher = HKDF(hashes.SHA256(), 32, salt=point, info=b"surefoot-answers/1").derive(shared)
    nonce = uuid4().bytes[:12]
    sealed = AESGCM(cipher).encrypt(nonce, json.dumps(message).encode(), f"{form.pk}/{envelope}".encode())
    texts = {"device_key": point, "nonce": nonce, "sealed": sealed}
    return {"id": envelope, "n": n} | {name: base64.b64encode(data).decode() for name, data in texts.items()}


def state(device, form) -> dict:
    return device.get(reverse("offline:state", args=[form.pk])).json()


def send(device, form, *envelopes):
    body = json.dumps({"envelopes": list(envelopes)})
    return device.post(reverse("offline:answers", args=[form.pk]), body, content_type="application/json")


def first(**given):
    return {"kind": "answer", "question": "stay_independent.fallen_past_year", "answer": "yes", **given}


def test_the_page_holds_no_answer_and_nothing_of_the_patient(device, form):
    key = state(device, form)["key"]
    send(device, form, seal(form, key, 1, **first()))
    page = device.get(reverse("offline:form", args=[form.pk])).content.decode()
    assert 'aria-pressed="true"' not in page
    for told in (form.visit.patient.family_name, form.visit.patient.given_name, "1948", form.visit.patient.identifier):
        assert told not in page


def test_an_envelope_is_taken_once_however_often_it_comes(device, form):
    one = seal(form, state(device, form)["key"], 1, **first())
    replies = [send(device, form, one).json() for _ in range(3)]
    assert [reply["receipts"] for reply in replies] == [[one["id"]]] * 3
    assert Answer.objects.filter(form=form).count() == 1
    assert AuditEvent.objects.filter(action="intake.answer").count() == 1
    assert replies[-1]["answers"]["stay_independent"] == {"fallen_past_year": True}
    assert replies[-1]["saved_at"]


def test_envelopes_are_taken_in_the_order_in_which_they_were_sealed(device, form):
    key = state(device, form)["key"]
    earlier, later = seal(form, key, 1, **first(answer="no")), seal(form, key, 2, **first(answer="yes"))
    told = send(device, form, later, earlier).json()
    assert told["answers"]["stay_independent"]["fallen_past_year"] is True


@pytest.mark.parametrize("altered", ["sealed", "nonce", "device_key", "id", "other form", "no base64"])
def test_an_altered_envelope_is_refused_and_keeps_nothing(device, form, altered):
    key = state(device, form)["key"]
    one = seal(form, key, 1, **first())
    if altered == "other form":
        one = seal(type("Other", (), {"pk": uuid4()}), key, 1, **first())
    elif altered == "id":
        one["id"] = str(uuid4())
    elif altered == "no base64":
        one["sealed"] = "§§"
    else:
        data = bytearray(base64.b64decode(one[altered]))
        data[-1] ^= 1
        one[altered] = base64.b64encode(bytes(data)).decode()
    told = send(device, form, one).json()
    assert [refused["id"] for refused in told["refused"]] == [one["id"]]
    assert not Answer.objects.filter(form=form).exists()


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"envelopes": 3}', b'{"envelopes": [{}]}', b'{"envelopes": [null]}', b"\xff\xfe"],
)
def test_a_body_that_holds_no_envelopes_is_refused(device, form, body):
    address = reverse("offline:answers", args=[form.pk])
    reply = device.post(address, body, content_type="application/json")
    assert (reply.status_code, reply.json()) == (400, {"fault": "SF-W116"})


def test_an_answer_that_cannot_be_used_is_told_with_its_question(device, form):
    key = state(device, form)["key"]
    told = send(device, form, seal(form, key, 1, **first(answer="perhaps"))).json()
    assert told["refused"][0]["question"] == "stay_independent.fallen_past_year"
    assert "choose" in told["refused"][0]["says"]


def test_an_unknown_question_keeps_nothing_and_an_unknown_kind_is_told(device, form):
    key = state(device, form)["key"]
    odd = [seal(form, key, 1, **first(question="nothing.here")), seal(form, key, 2, kind="erase")]
    told = send(device, form, *odd).json()
    assert [one["id"] for one in told["refused"]] == [odd[1]["id"]]
    assert not Answer.objects.filter(form=form).exists()


def test_another_device_neither_reads_nor_writes(device, form):
    one = seal(form, state(device, form)["key"], 1, **first())
    stranger = Client()
    for name in ("form", "state"):
        assert stranger.get(reverse(f"offline:{name}", args=[form.pk])).status_code == 302
    assert send(stranger, form, one).status_code == 302
    assert not Answer.objects.filter(form=form).exists()


def test_the_whole_form_sealed_and_sent_destroys_its_key(device, form):
    told, n = state(device, form), 0
    key = told["key"]
    while True:
        asked = next(iter(_open(device, form)), None)
        if asked is None:
            break
        n += 1
        given = usual_answer(asked)
        message = {"kind": "answer", "question": asked, "answer": "number" if given == "0" else given, "typed": given}
        assert send(device, form, seal(form, key, n, **message)).json()["refused"] == []
    sent = send(device, form, seal(form, key, n + 1, kind="submit")).json()
    assert sent["sent"] == reverse("intake:thanks", args=[form.pk])
    kept = SealingKey.objects.get(form=form)
    assert (kept.private_key, kept.destroyed_at is not None) == ("", True)
    assert device.get(reverse("offline:state", args=[form.pk])).headers["Location"] == sent["sent"]


def _open(device, form):
    from surefoot_web.intake.screens import progress_of

    progress = progress_of(IntakeForm.objects.get(pk=form.pk))
    return [one.id for one in progress.asked if not one.given(progress.answers)]


def test_sending_too_early_is_told_and_sends_nothing(device, form):
    told = send(device, form, seal(form, state(device, form)["key"], 1, kind="submit")).json()
    assert told["refused"][0]["question"] == "stay_independent.fallen_past_year"
    form.refresh_from_db()
    assert form.submitted_at is None


def test_urgent_words_that_were_shown_are_kept(device, form):
    key = state(device, form)["key"]
    now = [
        first(question="urgent_signs.any_now"),
        first(question="urgent_signs.came_on", answer="checked", checked=["passed_out"]),
    ]
    envelopes = [seal(form, key, n, **said) for n, said in enumerate(now)]
    told = send(device, form, *envelopes).json()
    assert told["to_show"]
    told = send(device, form, seal(form, key, 9, kind="shown")).json()
    assert told["to_show"] == []
    assert UrgentShown.objects.get(form=form).signs


def test_the_private_key_in_the_database_is_sealed_itself(device, form, settings):
    key = state(device, form)["key"]
    one = seal(form, key, 1, **first())
    settings.SECRET_KEY = "another home"
    told = send(device, form, one)
    assert told.status_code == 302 or told.json()["refused"]
    assert not Answer.objects.filter(form=form).exists()


def test_names_that_were_chosen_are_added_to_the_list_once(device, form):
    key = state(device, form)["key"]
    typed = seal(
        form, key, 1, kind="answer", question="medications.list", answer="choose", typed="vitamin D", checked=[]
    )
    names = ["zolpidem", "ambien", "Zolpidem", "<script>", "vitamin e"]
    chosen = seal(form, key, 2, kind="chosen", question="medications.list", names=names)
    again = seal(form, key, 3, kind="chosen", question="medications.list", names=["zolpidem"])
    reply = send(device, form, typed, chosen, again).json()
    assert reply["refused"] == []
    assert send(device, form, chosen, again).json()["refused"] == []
    listed = [one["name"] for one in state(device, form)["answers"]["medications"]]
    assert listed == ["vitamin D", "zolpidem", "ambien", "vitamin e"]
    assert Answer.objects.filter(form=form, section="medications").count() == 2


def test_what_is_chosen_is_no_list_and_adds_nothing(device, form):
    key = state(device, form)["key"]
    for n, names in enumerate(({"a": 1}, "zolpidem", None), start=1):
        send(device, form, seal(form, key, n, kind="chosen", question="medications.list", names=names))
    assert not Answer.objects.filter(form=form).exists()


def test_the_list_to_choose_from_is_light_and_tells_of_nobody(device, form, staff):
    address = reverse("offline:medicines", args=[form.pk])
    sent = device.get(address, headers={"Accept-Encoding": "gzip"})
    assert len(sent.content) < MOST_BYTES_OF_LIST
    assert device.get(address).json() == json.loads(json.dumps(every_choice(["en", "es"])))
    assert Client().get(address).status_code == 302
