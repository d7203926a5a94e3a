"""Operations of migrations, as Django's and pgtrigger's own, that leave related models as they are.

Django makes a model and all its relatives anew for each operation, in case a column or a relation of theirs
has changed. A new table and a trigger change none: without that, `migrate` of an empty database takes a
quarter of the time.
"""

import pgtrigger.migrations
from django.db import migrations
from django.db.migrations.state import ProjectState


class CreateModel(migrations.CreateModel):
    """A table with its indexes and constraints. Its triggers come by `AddTrigger`."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        made = state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)
        if made:
            state.__dict__["apps"] = made
            made.render_multiple([state.models[app_label, self.name_lower]])


class AddTrigger(pgtrigger.migrations.AddTrigger):
    """A trigger and its function."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        options = state.models[app_label, self.model_name_lower].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]
