"""Evidence files: what is taken, told by its signature, never by its name alone.

PDF, DOCX, XLSX, PPTX, ODT, PNG, JPEG, plain text and Markdown. Macros, encrypted packages, archives that
unpack to far more than they weigh, empty files and overlong names are refused with a sentence.
"""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from naio_portal.spreadsheets.signatures import DAMAGED, OLE

NAME_MAX = 150
# Of a package: parts, and bytes once unpacked for each byte packed.
PARTS_MAX = 5_000
UNPACKED_MAX = 300 * 1024 * 1024
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}
MAIN_PART = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
PART_READ = 1024 * 1024


@dataclass(frozen=True)
class Evidence:
    """A checked file: its content, the name the person gave it, size in bytes, SHA-256."""

    file: File
    name: str
    size: int
    sha256: str


def check_evidence(file: File) -> Evidence:
    """The file as evidence. Raises ValidationError with one sentence on what is wrong and what to do."""
    name = PurePosixPath(str(file.name).replace("\\", "/")).name.strip()
    if len(name) > NAME_MAX:
        raise ValidationError(
            _("The name of the file is longer than %(max)d characters. Rename it and try again.")
            % {"max": NAME_MAX}
        )
    if not file.size:
        raise ValidationError(_("The file is empty (0 bytes). Choose it again."))
    if file.size > settings.EVIDENCE_MAX_BYTES:
        raise ValidationError(
            _("The file has %(size)s; at most %(max)s can be kept. Give a link instead.")
            % {
                "size": filesizeformat(file.size),
                "max": filesizeformat(settings.EVIDENCE_MAX_BYTES),
            }
        )
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in TYPES:
        raise ValidationError(
            _("Files of this kind are not taken. Taken are: %(kinds)s.")
            % {"kinds": ", ".join(kind.upper() for kind in TYPES if kind != "jpeg")}
        )
    CHECKS[ending](file, ending)
    return Evidence(file=file, name=name, size=file.size, sha256=_sha256(file))


def content_type_of(name: str) -> str:
    """The media type of a kept file, by the ending that was checked against its content."""
    return TYPES[name.rpartition(".")[2].lower()]


def _refuse_mismatch(ending: str) -> None:
    raise ValidationError(
        _("The file is named .%(ending)s, but its content is something else. Save it as %(kind)s.")
        % {"ending": ending, "kind": ending.upper()}
    )


def _head(file: File, length: int = 16) -> bytes:
    file.seek(0)
    return file.read(length)


def _check_signature(signature: bytes):
    def check(file: File, ending: str) -> None:
        if not _head(file).startswith(signature):
            _refuse_mismatch(ending)

    return check


def _check_package(file: File, ending: str) -> None:
    """A DOCX, XLSX, PPTX or ODT: an unencrypted archive with the right main part and no macro."""
    if _head(file).startswith(OLE):
        raise ValidationError(
            _("The file has a password or is of an older Office kind. Save it as %(kind)s without one.")
            % {"kind": ending.upper()}
        )
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_MAX:
                raise ValidationError(_("The file unpacks to far more than it weighs and is not taken."))
            if any(part.flag_bits & 1 for part in parts):
                raise ValidationError(_("The file is protected by a password. Save it without one."))
            if _has_macro([part.filename.lower() for part in parts]):
                raise ValidationError(_("The file holds macros. Save it without macros and try again."))
            if not (_is_odt(package) if ending == "odt" else _is_office(package, ending)):
                _refuse_mismatch(ending)
    except (*DAMAGED, KeyError):  # KeyError: a part that there is not
        _refuse_mismatch(ending)


def _has_macro(names: list[str]) -> bool:
    return any(
        name.endswith(("vbaproject.bin", "vbadata.xml"))
        or name.startswith(("basic/", "scripts/"))
        or "/activex/" in name
        or "/macrosheets/" in name
        for name in names
    )


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a part: what says its kind is short, whatever the archive claims."""
    with package.open(name) as part:
        return part.read(PART_READ)


def _is_office(package: zipfile.ZipFile, ending: str) -> bool:
    types = _part(package, "[Content_Types].xml")
    if b"macroEnabled" in types:
        raise ValidationError(_("The file holds macros. Save it without macros and try again."))
    main = TYPES[ending].encode() + b".main+xml"
    return main in types and any(name.startswith(MAIN_PART[ending]) for name in package.namelist())


def _is_odt(package: zipfile.ZipFile) -> bool:
    return _part(package, "mimetype").strip() == TYPES["odt"].encode()


def _check_text(file: File, ending: str) -> None:
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ValidationError(_("The file is not plain text in UTF-8. Save it so and try again."))


CHECKS = {
    "pdf": _check_signature(b"%PDF-"),
    "png": _check_signature(b"\x89PNG\r\n\x1a\n"),
    "jpg": _check_signature(b"\xff\xd8\xff"),
    "jpeg": _check_signature(b"\xff\xd8\xff"),
    "docx": _check_package,
    "xlsx": _check_package,
    "pptx": _check_package,
    "odt": _check_package,
    "txt": _check_text,
    "md": _check_text,
}


def _sha256(file: File) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
