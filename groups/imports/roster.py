"""The roster as a kind of import: people and their appointments."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.imports import cleaning, planning, wording
from groups.imports.asking import RosterAsking
from groups.imports.cleaning import RosterReader
from groups.imports.fields import DATE_FIELDS, FIELDS, is_own_export
from groups.imports.selectors import absent_from
from groups.imports.world import World, look_at_world
from groups.imports.writing import Writer, tell_sign_ins
from groups.models import Appointment, RosterImport, RosterImportEffect, RosterImportRow, WorkingGroup
from groups.workflow import APPOINTMENT
from members.models import Member
from members.names import name_key, search_text
from naio_portal.imports.cleaning import CleanRow, reading_of
from naio_portal.imports.enums import EffectKind, RowOutcome
from naio_portal.imports.kinds import ImportKind, register
from naio_portal.imports.models import ImportRow
from naio_portal.imports.progress import Progress

PEOPLE, APPOINTMENTS = Member._meta.label_lower, Appointment._meta.label_lower


class RosterKind(ImportKind):
    """People and their appointments, for the secretariat."""

    model, rows, effects = RosterImport, RosterImportRow, RosterImportEffect
    route = "groups:roster-import"
    up = "home:secretariat"
    permission = "groups.import_roster"
    task = "groups.run_roster_import"
    fields = FIELDS
    date_fields = DATE_FIELDS
    written = (Appointment, Member)
    workflows = {Appointment: APPOINTMENT}
    after_undo = {Member: tell_sign_ins}
    stages = wording.STAGES
    template_name = "roster-template"
    absent_template = "groups/roster_import_absent.html"
    texts = {
        "up": gettext_lazy("Secretariat"),
        "list": gettext_lazy("Roster imports"),
        "lead": gettext_lazy(
            "People and appointments from a file: every row is shown before anything is written, and an"
            " import can be undone for 24 hours. No mail is sent."
        ),
        "upload": gettext_lazy("Import a roster"),
        "template": gettext_lazy(
            "The template has the headings of our own export. A roster that you exported here can be changed"
            " and imported again: each row is known by its reference."
        ),
        "search": gettext_lazy("Name or address"),
        "name": gettext_lazy("Name"),
        "no_name": gettext_lazy("(no name)"),
        "go_on": gettext_lazy("To the roster"),
    }
    refusals = wording.REFUSALS
    remarks = wording.REMARKS

    def look_at_world(self, file_import: Any) -> World:
        return look_at_world()

    def reader_of(self, file_import: Any, world: World) -> RosterReader:
        return RosterReader(
            **reading_of(file_import),
            is_own=is_own_export(file_import.mapping),
            groups=world.group_words,
            terms=world.terms,
        )

    clean_row = staticmethod(cleaning.clean_row)

    def search_text_of(self, row: CleanRow) -> str:
        return search_text(str(row.values["full_name"]), *row.values.get("addresses", []))

    def folded(self, words: str) -> str:
        return name_key(words)

    plan_rows = staticmethod(planning.plan_rows)

    # --- writing ------------------------------------------------------------------------------

    def lock(self, rows: Sequence[ImportRow] = ()) -> None:
        """Groups first, as every service of appointments does, then the members that would change."""
        list(WorkingGroup.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        people = {str(row.plan.get("person", "")) for row in rows}
        ids = [int(person[1:]) for person in people if person.startswith("m")]
        list(Member.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))

    def write(self, file_import: Any, plans: Sequence[Any], world: World, progress: Progress, *, by) -> None:
        Writer(file_import, plans, world, progress).write()

    # --- what pages say -----------------------------------------------------------------------

    def asking(self, file_import: Any) -> RosterAsking:
        return RosterAsking()

    field_text = staticmethod(wording.field_text)
    value_text = staticmethod(wording.value_text)
    named = staticmethod(wording.named)

    def summary_of(self, plan: Mapping[str, Any], outcome: str) -> list[str]:
        writes = [text for write in plan.get("appointment_writes", []) if (text := wording.write_text(write))]
        if outcome != RowOutcome.CREATE:
            return writes
        person = _("New person") if plan.get("is_new_person") else _("Known person")
        return [" · ".join([person, *writes])]

    def says_all(self, plan: Mapping[str, Any]) -> bool:
        return bool(plan.get("is_new_person"))

    def sub_of(self, row: ImportRow) -> str:
        return ", ".join(map(str, row.values.get("values", {}).get("addresses", [])))

    def done_by(self, counted: Mapping[tuple[str, str], int]) -> list[tuple[str, int]]:
        return [
            (_("People added"), counted[PEOPLE, EffectKind.CREATED]),
            (_("People changed"), counted[PEOPLE, EffectKind.CHANGED]),
            (_("Appointments begun"), counted[APPOINTMENTS, EffectKind.CREATED]),
            (_("Appointments changed"), counted[APPOINTMENTS, EffectKind.CHANGED]),
        ]

    def things_text(self, counted: Mapping[tuple[str, str], int], kind: str) -> str:
        people, appointments = counted[PEOPLE, kind], counted[APPOINTMENTS, kind]
        return ", ".join(
            [
                ngettext("%(people)s person", "%(people)s people", people) % {"people": people},
                ngettext("%(appointments)s appointment", "%(appointments)s appointments", appointments)
                % {"appointments": appointments},
            ]
        )

    absent_from = staticmethod(absent_from)

    def go_on_url(self, file_import: Any) -> str:
        return reverse("groups:roster")


ROSTER = register(RosterKind())
