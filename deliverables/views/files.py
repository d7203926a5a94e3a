"""Kept files, given out as downloads of the kind that was checked when they came."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from deliverables.evidence import content_type_of


def download(file: FieldFile, name: str) -> FileResponse:
    """The file under the name that its sender gave it. Raises Http404 when the store has lost it."""
    try:
        opened = file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=content_type_of(name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
