"""Keeps who took notice of urgent signs, and what was done; the table is append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import surefoot_web.records.ids
from surefoot_web.records.append_only import hold_append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_append_only"),
        ("visits", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UrgentAcknowledgement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=surefoot_web.records.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("signs", models.JSONField()),
                (
                    "done",
                    models.CharField(
                        choices=[
                            ("seen", "A clinician saw the patient"),
                            ("called_911", "911 was called"),
                            ("sent", "The patient was sent to an emergency department"),
                            ("reached", "The patient was reached by phone"),
                            ("in_care", "It is looked after already"),
                            ("not_so", "Asked again: it is not so"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                        verbose_name="what was done",
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urgent_acknowledgements",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done__in", ["seen", "called_911", "sent", "reached", "in_care", "not_so", "other"]),
                            models.Q(
                                models.Q(("done__in", ("not_so", "other")), _negated=True),
                                models.Q(("text", ""), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="visits_urgent_acknowledgement_is_whole",
                    )
                ],
            },
        ),
        hold_append_only("visits_urgentacknowledgement"),
    ]
