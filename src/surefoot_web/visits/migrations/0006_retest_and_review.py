"""Lets a span be the review of the questionnaire, asks why a patient is tested again, and drops what 0005 moved."""

from django.db import migrations, models

from surefoot_web.records.append_only import hold_append_only


class Migration(migrations.Migration):
    dependencies = [("visits", "0005_move_other_services")]

    operations = [
        migrations.RemoveConstraint(
            model_name="ledgerevent",
            name="visits_ledger_event_is_whole",
        ),
        migrations.RemoveField(
            model_name="visit",
            name="other_services",
        ),
        migrations.AddField(
            model_name="visit",
            name="retest_reason",
            field=models.TextField(blank=True, verbose_name="why the patient is tested again"),
        ),
        migrations.AlterField(
            model_name="ledgerevent",
            name="activity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("prepare", "Prepare the patient"),
                    ("perform", "Perform the protocol"),
                    ("analyze_with_patient", "Analyse and interpret with the patient"),
                    ("instruct", "Instruct, from the tests just done"),
                    ("plan_with_patient", "Plan with the patient"),
                    ("train", "Train"),
                    ("history", "Take the history"),
                    ("questionnaire", "Questionnaire, filled in by the patient"),
                    ("questionnaire_review", "Go through the questionnaire with the patient"),
                    ("rest", "Rest"),
                    ("document", "Document"),
                    ("break", "Break"),
                    ("other", "Other"),
                ],
                max_length=24,
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "activity__in",
                            [
                                "prepare",
                                "perform",
                                "analyze_with_patient",
                                "instruct",
                                "plan_with_patient",
                                "train",
                                "history",
                                "questionnaire",
                                "questionnaire_review",
                                "rest",
                                "document",
                                "break",
                                "other",
                            ],
                        ),
                        ("kind", "start"),
                        ("starts_at__isnull", False),
                        models.Q(("ends_at__isnull", False), _negated=True),
                    ),
                    models.Q(
                        ("kind", "stop"),
                        models.Q(("starts_at__isnull", False), _negated=True),
                        ("ends_at__isnull", False),
                    ),
                    models.Q(
                        (
                            "activity__in",
                            [
                                "prepare",
                                "perform",
                                "analyze_with_patient",
                                "instruct",
                                "plan_with_patient",
                                "train",
                                "history",
                                "questionnaire",
                                "questionnaire_review",
                                "rest",
                                "document",
                                "break",
                                "other",
                            ],
                        ),
                        ("kind", "enter"),
                        ("starts_at__isnull", False),
                        ("ends_at__isnull", False),
                    ),
                    models.Q(
                        (
                            "activity__in",
                            [
                                "prepare",
                                "perform",
                                "analyze_with_patient",
                                "instruct",
                                "plan_with_patient",
                                "train",
                                "history",
                                "questionnaire",
                                "questionnaire_review",
                                "rest",
                                "document",
                                "break",
                                "other",
                            ],
                        ),
                        ("kind", "correct"),
                        ("starts_at__isnull", False),
                        ("ends_at__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    models.Q(("kind", "remove"), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="visits_ledger_event_is_whole",
            ),
        ),
        hold_append_only("visits_ledgerevent"),
    ]
