"""Keeps falls, near falls and symptoms during a visit, append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import surefoot_web.records.ids
from surefoot_web.records.append_only import hold_append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_scope_attestation"),
        ("visits", "0007_stopwatch_devices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IncidentEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=surefoot_web.records.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("incident_id", models.UUIDField(db_index=True)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("open", "Reported"),
                            ("describe", "Described"),
                            ("release", "Testing released"),
                            ("withdraw", "Pressed by mistake"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("near_fall", "Near fall: had to be caught or caught themselves"),
                            ("fall", "Fall"),
                            ("symptoms", "Symptoms: dizziness, pain, breathlessness"),
                        ],
                        max_length=9,
                        verbose_name="what happened",
                    ),
                ),
                ("test", models.CharField(blank=True, max_length=64, verbose_name="during which test")),
                (
                    "injury",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
                        max_length=9,
                        verbose_name="injury",
                    ),
                ),
                ("done", models.JSONField(blank=True, default=list, verbose_name="what was done")),
                ("text", models.TextField(blank=True, verbose_name="in words")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="incident_events", to="visits.visit"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("step__in", ["open", "describe", "release", "withdraw"]),
                            models.Q(
                                models.Q(("step", "describe"), _negated=True),
                                models.Q(
                                    ("what__in", ["near_fall", "fall", "symptoms"]),
                                    ("injury__in", ["yes", "no", "not_known"]),
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("step", "release"), _negated=True),
                                models.Q(("text", ""), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="visits_incident_event_is_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("step", "open")),
                        fields=("incident_id",),
                        name="visits_incident_opened_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("step__in", ["release", "withdraw"])),
                        fields=("incident_id",),
                        name="visits_incident_ended_once",
                    ),
                ],
            },
        ),
        hold_append_only("visits_incidentevent"),
    ]
