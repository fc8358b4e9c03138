"""Keeps what the clinic attests about scopes of practice; the table is append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import surefoot_web.records.ids
from surefoot_web.records.append_only import hold_append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="ScopeAttestation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=surefoot_web.records.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "credential",
                    models.CharField(
                        choices=[
                            ("DPM", "DPM"),
                            ("MD", "MD"),
                            ("DO", "DO"),
                            ("PT", "PT"),
                            ("OT", "OT"),
                            ("PTA", "PTA"),
                            ("OTA", "OTA"),
                            ("PA", "PA"),
                            ("NP", "NP"),
                            ("CNS", "CNS"),
                            ("AT", "AT"),
                            ("MA", "MA"),
                            ("other", "Other or none"),
                        ],
                        max_length=8,
                        verbose_name="credential",
                    ),
                ),
                ("state", models.CharField(max_length=2, verbose_name="state")),
                ("within_scope", models.BooleanField()),
                ("on", models.DateField()),
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
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "credential__in",
                                ["DPM", "MD", "DO", "PT", "OT", "PTA", "OTA", "PA", "NP", "CNS", "AT", "MA", "other"],
                            )
                        ),
                        name="accounts_scope_credential_known",
                    )
                ],
            },
        ),
        hold_append_only("accounts_scopeattestation"),
    ]
