"""The catalogues: no text of our code and templates is missing, and collecting changes nothing else."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import gettext, pgettext

from naio_portal import catalogues
from naio_portal.catalogues import Text

HEAD = (
    'msgid ""\nmsgstr ""\n"Language: ms\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=1; plural=0;\\n"\n'
)


@pytest.fixture
def catalogue(tmp_path):
    """Write a Malay catalogue of these entries; its path."""

    def write(entries: str):
        path = tmp_path / "ms" / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True)
        path.write_text(f"{HEAD}\n{entries}")
        return path

    return write


def by_key(*texts: Text) -> dict:
    return {text.key: text for text in texts}


def test_every_text_is_collected_and_translated():
    call_command("collect_messages", "--check")


def test_every_translation_keeps_the_placeholders():
    call_command("compile_catalogues", "--check")


@pytest.mark.parametrize("path", catalogues.catalogue_files(), ids=lambda path: path.parent.parent.name)
def test_catalogue_carries_no_date_and_no_place(path):
    text = path.read_text()

    assert re.findall(r"^#: .*|^#~ .*|\"(?:POT-Creation|PO-Revision)-Date: \d.*", text, re.M) == []


def test_texts_come_from_code_and_from_templates():
    texts = catalogues.spoken().values()

    assert Text("Due in %(days)d day", "Due in %(days)d days") in texts  # ngettext in code
    assert Text("No items yet. Write the first below.") in texts  # translate in a template
    assert Text("Move up: %(title)s") in texts  # blocktranslate
    assert Text("Nothing is published yet") in texts  # an argument of include


def test_new_texts_come_last_and_kept_ones_stay(catalogue):
    path = catalogue('msgid "Gone"\nmsgstr "Tiada"\n\nmsgid "Kept"\nmsgstr "Kekal"\n')
    texts = by_key(Text("Added %(n)d", "Added all %(n)d", "list"), Text("Kept"))

    path.write_text(catalogues.collected(path, texts))

    assert path.read_text() == (
        f'{HEAD}\nmsgid "Kept"\nmsgstr "Kekal"\n\n#, python-format\nmsgctxt "list"\n'
        'msgid "Added %(n)d"\nmsgid_plural "Added all %(n)d"\nmsgstr[0] ""\n'
    )
    assert catalogues.collected(path, texts) == path.read_text()


def test_what_a_catalogue_lacks_is_named(catalogue):
    path = catalogue('msgid "Empty"\nmsgstr ""\n\n#, fuzzy\nmsgid "Unsure"\nmsgstr "Tak pasti"\n')

    assert catalogues.shortcomings(path, by_key(Text("Absent"), Text("Empty"), Text("Unsure"))) == [
        "ms: missing: 'Absent'",
        "ms: not translated: 'Empty'",
        "ms: not translated: 'Unsure'",
    ]


def test_check_fails_when_a_text_is_missing(catalogue, monkeypatch):
    path = catalogue('msgid "Kept"\nmsgstr "Kekal"\n')
    monkeypatch.setattr(catalogues, "catalogue_files", lambda: [path])

    with pytest.raises(CommandError, match="ms: missing: 'Due today'"):
        call_command("collect_messages", "--check")


def test_wrong_placeholder_is_refused(catalogue, monkeypatch):
    path = catalogue('#, python-format\nmsgid "Due %(day)s"\nmsgstr "Pada %(hari)s"\n')
    monkeypatch.setattr(catalogues, "catalogue_files", lambda: [path])

    with pytest.raises(CommandError, match="unknown named placeholder"):
        call_command("compile_catalogues")
    assert not path.with_suffix(".mo").exists()


def test_malay_tells_the_state_of_a_thing_from_a_state_of_malaysia():
    with translation.override("ms"):
        words = [(gettext(word), pgettext("Malaysia", word)) for word in ("state", "State", "All states")]

    assert words == [("keadaan", "negeri"), ("Keadaan", "Negeri"), ("Semua keadaan", "Semua negeri")]


def test_malay_writes_e_mail_as_the_dictionary_does():
    texts = [
        part
        for path in catalogues.catalogue_files()
        if path.parent.parent.name == "ms"
        for message in catalogues.read_catalogue(path)
        for part in ([message.string] if isinstance(message.string, str) else message.string)
    ]

    assert texts
    assert [text for text in texts if re.search(r"(?<![-\w])mel\b", text, re.I)] == []
