from celery import shared_task

from naio_portal.home.stored_files import remove_unreferenced_files as remove


@shared_task(name="naio_portal.remove_unreferenced_files")
def remove_unreferenced_files() -> int:
    return remove()
