"""Keeps other services of the day as events; the table is append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import surefoot_web.records.ids
from surefoot_web.records.append_only import hold_append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_scope_attestation"),
        ("visits", "0003_urgent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ServiceEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=surefoot_web.records.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("service_id", models.UUIDField(db_index=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("enter", "Entered"), ("correct", "Corrected"), ("remove", "Removed")], max_length=8
                    ),
                ),
                ("at", models.DateTimeField()),
                ("code", models.CharField(blank=True, max_length=8)),
                ("minutes", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                (
                    "discipline",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PT", "Physical therapy"),
                            ("OT", "Occupational therapy"),
                            ("SLP", "Speech-language pathology"),
                        ],
                        max_length=3,
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.AddField(
            model_name="serviceevent",
            name="clinic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.clinic"
            ),
        ),
        migrations.AddField(
            model_name="serviceevent",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="serviceevent",
            name="provider",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="serviceevent",
            name="visit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="service_events", to="visits.visit"
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "enter"), models.Q(("code", ""), _negated=True)),
                    models.Q(
                        ("kind", "correct"),
                        models.Q(("code", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    models.Q(("kind", "remove"), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="visits_service_event_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_at__isnull", True), ("starts_at__isnull", True)),
                    models.Q(
                        ("ends_at__gt", models.F("starts_at")), ("ends_at__isnull", False), ("starts_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="visits_service_times_come_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceevent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "enter")), fields=("service_id",), name="visits_service_entered_once"
            ),
        ),
        hold_append_only("visits_serviceevent"),
    ]
