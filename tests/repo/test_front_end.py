"""What the front end promises: vendored files as they came, no inline code, every text translatable."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
VENDOR = ROOT / "static" / "vendor"
# Mail carries its style within and is tested with its texts.
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if path.parent.name != "mail")
LINE = re.compile(r"^\| (\S+) \| ([0-9a-f]{64}) \|$", re.M)
# Pages without a language of their own carry both; names of languages are not translated.
NOT_TRANSLATED = {"400.html", "500.html"}
# Ink and paper: print, and the picture of a QR code.
PAPER = {"#fff", "#000", "#bbb"}
NAMES = {"BM", "EN", "NAIO", "English", "Bahasa", "Melayu", "CSV", "XLSX", "PDF", "SVG", "MYT", "SHA"}


def test_vendored_files_are_those_listed():
    listed = dict(LINE.findall((VENDOR / "VENDOR.md").read_text()))
    found = {
        path.relative_to(VENDOR).as_posix(): path
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "VENDOR.md"
    } | {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "tests/browser/vendor").iterdir()}
    sums = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items()}
    assert sums == listed


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix())
def test_template_has_no_inline_code(path):
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.S)
    assert re.findall(r"\sstyle\s*=|\son\w+\s*=\s*[\"']|\shx-on|javascript:|<style", text) == []
    for attributes, body in re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.S):
        assert "src=" in attributes or "application/json" in attributes, body


@pytest.mark.parametrize(
    "path",
    [path for path in TEMPLATES if path.name not in NOT_TRANSLATED],
    ids=lambda path: path.relative_to(ROOT / "templates").as_posix(),
)
def test_template_has_no_text_outside_the_catalogue(path):
    assert untranslatable(path.read_text()) == []


def untranslatable(source: str) -> list[str]:
    """Words that a template writes without `translate`, in text and in spoken attributes."""
    source = re.sub(r"\{#.*?#\}|\{% comment.*?%\}.*?\{% endcomment %\}", "", source, flags=re.S)
    source = re.sub(r"\{% blocktrans(?:late)?\b.*?\{% endblocktrans(?:late)? %\}", "", source, flags=re.S)
    source = re.sub(r"\{% block body_class %\}.*?\{% endblock %\}", "", source)
    source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.S)
    source = re.sub(r"<(script|svg)\b.*?</\1>", "", source, flags=re.S)
    spoken = re.findall(
        r"\s(?:aria-label|title|alt|placeholder|data-label)=(?:\"([^\"]*)\"|'([^']*)')", source
    )
    text = re.sub(r"<[^>]*>", "\n", source) + "\n".join(part for pair in spoken for part in pair)
    return [word for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"&\w+;", " ", text)) if word not in NAMES]


def test_check_of_templates_finds_words():
    assert untranslatable("<p>Hello {{ name }}</p>") == ["Hello"]
    assert untranslatable('<a aria-label="Close">{% translate "x" %}</a>') == ["Close"]
    assert untranslatable('<p class="card">{% blocktranslate %}Hi{% endblocktranslate %} &amp;</p>') == []


@pytest.mark.parametrize("path", sorted((ROOT / "static" / "css").glob("*.css")), ids=lambda path: path.name)
def test_stylesheet_names_colours_by_variables(path):
    if path.name in ("tokens.css", "print.css", "admin.css", "admin-dark.css"):
        return
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text)) - PAPER == set()
    assert "data:" not in text
    assert "http" not in re.sub(r"http://www\.w3\.org", "", text)


def test_stylesheets_point_to_files_that_exist():
    for path in sorted((ROOT / "static" / "css").glob("*.css")):
        for target in re.findall(r"url\(\"([^\"]+)\"\)", path.read_text()):
            assert (path.parent / target).resolve().exists(), f"{path.name}: {target}"


def test_passwords_are_hashed_with_argon2():
    source = (Path(ROOT) / "naio_portal" / "settings.py").read_text()
    first = re.search(r"PASSWORD_HASHERS = \[\s*\"([^\"]+)\"", source)[1]
    assert first == "django.contrib.auth.hashers.Argon2PasswordHasher"
