"""What people call the tasks and commands that the audit names."""

from django.utils.translation import gettext_lazy as _

# Of every Celery task and of every `acting(task=…)`.
NAMES = {
    "deliverables.check_version_files": _("check of the files of versions"),
    "deliverables.keep_week": _("health of the week"),
    "deliverables.run_plan_import": _("import of a work plan"),
    "erase_member": _("erasure of a person"),
    "groups.run_roster_import": _("import of a roster"),
    "invite_administrator": _("invitation of an administrator"),
    "naio_portal.remove_unreferenced_files": _("removal of files that nothing refers to"),
    "notices.deliver_outbox": _("delivery of mail"),
    "notices.record_beat": _("sign of life of the clock"),
    "notices.sweep_reminders": _("reminders"),
    "review_outbox": _("review of the outbox"),
    "seed_demo": _("demonstration data"),
    "seed_facts": _("public facts"),
    "sweep_reminders": _("reminders"),
}


def name_of_task(task: str) -> str:
    """In the active language; a task of an older release by the name it had."""
    return str(NAMES.get(task, task))
