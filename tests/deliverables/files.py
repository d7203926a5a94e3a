"""Small real files of each kind, and bad ones, made in memory."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

OFFICE = "application/vnd.openxmlformats-officedocument"
MAIN = {
    "docx": ("word/document.xml", f"{OFFICE}.wordprocessingml.document.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OFFICE}.presentationml.presentation.main+xml"),
}


def image(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, kind)
    return out.getvalue()


def package(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def office(kind: str, extra: dict[str, str | bytes] | None = None, main: str = "") -> bytes:
    part, content_type = MAIN[kind]
    types = f'<Types><Override PartName="/{part}" ContentType="{main or content_type}"/></Types>'
    return package({"[Content_Types].xml": types, part: "<x/>", **(extra or {})})


def workbook() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def odt(extra: dict[str, str] | None = None) -> bytes:
    return package(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>", **(extra or {})}
    )


GOOD = {
    "report.pdf": b"%PDF-1.7\n%...",
    "report.docx": office("docx"),
    "slides.pptx": office("pptx"),
    "figures.XLSX": workbook(),
    "text.odt": odt(),
    "shot.png": image("PNG"),
    "photo.jpg": image("JPEG"),
    "photo.jpeg": image("JPEG"),
    "notes.txt": "Catatan – ringkas".encode(),
    "notes.md": b"# Notes\n",
}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
