from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0002_sectors_and_liaison"),
    ]

    operations = [
        migrations.AlterField(
            model_name="rosterimport",
            name="sheets",
            field=models.JSONField(),
        ),
        migrations.AddConstraint(
            model_name="rosterimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("sheets", []), _negated=True), name="import_has_sheets"
            ),
        ),
    ]
