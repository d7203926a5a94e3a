from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0003_imports_have_sheets"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="rosterimport",
            name="import_has_sheets",
        ),
        migrations.AddConstraint(
            model_name="rosterimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("sheets", []), _negated=True), name="rosterimport_has_sheets"
            ),
        ),
        migrations.RemoveConstraint(
            model_name="rosterimport",
            name="import_applied_pair",
        ),
        migrations.RemoveConstraint(
            model_name="rosterimport",
            name="import_undone_pair",
        ),
        migrations.RemoveConstraint(
            model_name="rosterimporteffect",
            name="import_effect_once",
        ),
        migrations.RemoveConstraint(
            model_name="rosterimportrow",
            name="import_row_number",
        ),
        migrations.RemoveIndex(
            model_name="rosterimportrow",
            name="import_row_outcome",
        ),
        migrations.RenameField(
            model_name="rosterimporteffect",
            old_name="roster_import",
            new_name="file_import",
        ),
        migrations.RenameField(
            model_name="rosterimportrow",
            old_name="roster_import",
            new_name="file_import",
        ),
        migrations.AddIndex(
            model_name="rosterimportrow",
            index=models.Index(
                fields=["file_import", "sheet", "outcome", "number"], name="rosterimportrow_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("applied_at__isnull", True), ("applied_by__isnull", True)),
                    models.Q(("applied_at__isnull", False), ("applied_by__isnull", False)),
                    _connector="OR",
                ),
                name="rosterimport_applied_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="rosterimport_undone_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterimporteffect",
            constraint=models.UniqueConstraint(
                fields=("file_import", "model", "object_id"), name="rosterimporteffect_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterimportrow",
            constraint=models.UniqueConstraint(
                fields=("file_import", "sheet", "number"), name="rosterimportrow_number"
            ),
        ),
    ]
