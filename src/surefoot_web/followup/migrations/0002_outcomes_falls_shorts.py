"""Says how a referral went out and what came back, keeps falls told of, results of calls, and what signatures held."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import surefoot_web.records.ids
from surefoot_web.records.append_only import hold_append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_scope_attestation"),
        ("followup", "0001_initial"),
        ("patients", "0002_practice_patients"),
        ("visits", "0008_incidents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FallReport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=surefoot_web.records.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("fell", models.BooleanField()),
                ("on", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "exact",
                    models.CharField(
                        choices=[("day", "On this day"), ("about", "About this day"), ("not_known", "Day not known")],
                        max_length=12,
                    ),
                ),
                (
                    "injury",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")], max_length=12
                    ),
                ),
                ("happened", models.JSONField(blank=True, default=list)),
                (
                    "told_by",
                    models.CharField(
                        choices=[
                            ("calendar", "Falls calendar"),
                            ("phone", "Phone"),
                            ("visit", "Told at the clinic"),
                            ("caregiver", "A caregiver said so"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("withdrawn", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="SignedShort",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=surefoot_web.records.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("levels", models.JSONField(default=dict)),
                ("factors", models.JSONField(default=dict)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="outcomeevent",
            name="followup_outcome_event_is_whole",
        ),
        migrations.AddField(
            model_name="outcomeevent",
            name="on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="outcomeevent",
            name="reply",
            field=models.CharField(
                blank=True,
                choices=[
                    ("seen", "Patient seen"),
                    ("done", "Done"),
                    ("changed", "Done another way"),
                    ("not_done", "Not done"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="outcomeevent",
            name="to_whom",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="outcomeevent",
            name="way",
            field=models.CharField(
                blank=True,
                choices=[
                    ("fax", "Fax"),
                    ("portal", "Portal"),
                    ("post", "Post"),
                    ("handed", "Handed to the patient"),
                    ("phone", "Phone"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="result",
            field=models.CharField(
                blank=True,
                choices=[
                    ("coming", "Appointment made"),
                    ("no_trouble", "Reached: all well"),
                    ("trouble", "Reached: there is trouble"),
                    ("message", "Message left"),
                    ("no_answer", "No answer"),
                    ("wrong_number", "Wrong number"),
                    ("no_calls", "Wants no calls"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="outcomeevent",
            name="step",
            field=models.CharField(
                choices=[
                    ("letter_sent", "Letter sent"),
                    ("reply", "Reply received"),
                    ("done", "Done"),
                    ("not_done", "Not done"),
                    ("declined", "Declined by the patient"),
                    ("not_possible", "Not possible"),
                    ("pending", "Still pending"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="outcomeevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("step__in", ["letter_sent", "reply", "done", "not_done", "declined", "not_possible", "pending"]),
                    models.Q(
                        models.Q(("step", "not_done"), _negated=True),
                        ("why__in", ["changed_mind", "no_ride", "cost", "no_place", "too_ill", "not_needed", "other"]),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("step__in", ["done", "reply"]), _negated=True),
                        ("known_by__in", ["patient", "letter", "seen", "caregiver"]),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("reply", "not_done"), _negated=True),
                        ("why__in", ["changed_mind", "no_ride", "cost", "no_place", "too_ill", "not_needed", "other"]),
                        _connector="OR",
                    ),
                    ("reply__in", ["", "seen", "done", "changed", "not_done"]),
                    ("way__in", ["", "fax", "portal", "post", "handed", "phone"]),
                ),
                name="followup_outcome_event_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "result__in",
                        ["", "coming", "no_trouble", "trouble", "message", "no_answer", "wrong_number", "no_calls"],
                    )
                ),
                name="followup_reminder_result_known",
            ),
        ),
        migrations.AddField(
            model_name="fallreport",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="fallreport",
            name="clinic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.clinic"
            ),
        ),
        migrations.AddField(
            model_name="fallreport",
            name="patient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="fall_reports", to="patients.patient"
            ),
        ),
        migrations.AddField(
            model_name="fallreport",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="followup.fallreport",
            ),
        ),
        migrations.AddField(
            model_name="signedshort",
            name="clinic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.clinic"
            ),
        ),
        migrations.AddField(
            model_name="signedshort",
            name="visit",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="signed_short", to="visits.visit"
            ),
        ),
        migrations.AddConstraint(
            model_name="fallreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("exact__in", ["day", "about", "not_known"]),
                    ("told_by__in", ["calendar", "phone", "visit", "caregiver"]),
                    models.Q(
                        models.Q(("exact", "not_known"), ("on", None)),
                        models.Q(models.Q(("exact", "not_known"), _negated=True), ("on__isnull", False)),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("fell", True), ("injury__in", ["yes", "no", "not_known"]), ("until", None)),
                        models.Q(("fell", False), ("injury", ""), ("until__isnull", False)),
                        _connector="OR",
                    ),
                ),
                name="followup_fall_report_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="fallreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn", False), ("replaces__isnull", False), _connector="OR"),
                name="followup_fall_withdrawn_of_something",
            ),
        ),
        hold_append_only("followup_outcomeevent"),
        hold_append_only("followup_reminder"),
        hold_append_only("followup_fallreport"),
        hold_append_only("followup_signedshort"),
    ]
