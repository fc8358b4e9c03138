"""Lets a decision be taken back: one row more, nothing erased."""

from django.db import migrations, models

from surefoot_web.records.append_only import hold_append_only


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_goal"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="decision",
            name="plans_decision_is_whole",
        ),
        migrations.AlterField(
            model_name="decision",
            name="decision",
            field=models.CharField(
                choices=[
                    ("accepted", "Accepted"),
                    ("changed", "Changed"),
                    ("declined", "Declined"),
                    ("taken_back", "Taken back"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision__in", ("accepted", "taken_back")), ("declined_by", "")),
                    models.Q(("decision", "changed"), ("declined_by", ""), models.Q(("reason", ""), _negated=True)),
                    models.Q(
                        ("decision", "declined"),
                        ("declined_by__in", ["patient", "provider"]),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="plans_decision_is_whole",
            ),
        ),
        hold_append_only("plans_decision"),
    ]
