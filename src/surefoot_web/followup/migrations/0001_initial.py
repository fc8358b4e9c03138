"""Keeps what became of plan items, and reminders, append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import surefoot_web.records.ids
from surefoot_web.records.append_only import hold_append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_scope_attestation"),
        ("patients", "0002_practice_patients"),
        ("visits", "0008_incidents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OutcomeEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=surefoot_web.records.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("suggestion", models.CharField(max_length=64)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("letter_sent", "Letter sent"),
                            ("reply", "Reply received"),
                            ("done", "Done"),
                            ("not_done", "Not done"),
                            ("pending", "Pending again"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("changed_mind", "The patient changed their mind"),
                            ("no_ride", "No way to get there"),
                            ("cost", "Cost or coverage"),
                            ("no_place", "No appointment or place to be had"),
                            ("too_ill", "Too ill"),
                            ("not_needed", "Not needed any more"),
                            ("other", "Another reason"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "known_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("patient", "the patient said so"),
                            ("letter", "a letter or report says so"),
                            ("seen", "we saw it"),
                            ("caregiver", "a caregiver said so"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.clinic"
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outcome_events", to="visits.visit"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "indexes": [models.Index(fields=["visit", "suggestion"], name="outcome_by_item")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("step__in", ["letter_sent", "reply", "done", "not_done", "pending"]),
                            models.Q(
                                models.Q(("step", "not_done"), _negated=True),
                                (
                                    "why__in",
                                    ["changed_mind", "no_ride", "cost", "no_place", "too_ill", "not_needed", "other"],
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("step__in", ["done", "reply"]), _negated=True),
                                ("known_by__in", ["patient", "letter", "seen", "caregiver"]),
                                _connector="OR",
                            ),
                        ),
                        name="followup_outcome_event_is_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=surefoot_web.records.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("phone", "By phone"), ("letter", "By letter"), ("in_person", "In person")],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.clinic"
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reminders", to="patients.patient"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["phone", "letter", "in_person"])),
                        name="followup_reminder_how_known",
                    )
                ],
            },
        ),
        hold_append_only("followup_outcomeevent"),
        hold_append_only("followup_reminder"),
    ]
