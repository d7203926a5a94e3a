"""Commands that write files of the project: the permission table, the catalogues."""

import pytest
from django.core.management import CommandError, call_command

from naio_portal import catalogues
from naio_portal.home.management.commands import permission_table


def test_permission_table_is_up_to_date():
    call_command("permission_table", "--check")


@pytest.fixture
def elsewhere(settings, tmp_path, monkeypatch):
    """The document is made in an empty folder."""
    settings.BASE_DIR = tmp_path
    path = tmp_path / "docs" / "permissions.md"
    monkeypatch.setattr(permission_table, "DOCUMENT", path)
    return path


def test_permission_table_is_written_where_it_is_missing(elsewhere, capsys):
    with pytest.raises(CommandError, match="out of date"):
        call_command("permission_table", "--check")

    call_command("permission_table")

    assert capsys.readouterr().out == "Wrote docs/permissions.md.\n"
    text = elsewhere.read_text()
    assert text.startswith("# Who may do what\n")
    for heading in (
        "## Members",
        "## Groups",
        "## Meetings",
        "## Deliverables",
        "## Notices",
        "## Other routes",
    ):
        assert f"\n{heading}\n" in text
    call_command("permission_table", "--check")


def test_permission_table_that_somebody_edited_is_out_of_date(elsewhere):
    call_command("permission_table")
    elsewhere.write_text(elsewhere.read_text().replace("●", "·"))

    with pytest.raises(CommandError, match="out of date"):
        call_command("permission_table", "--check")


def test_messages_are_collected_and_what_is_to_translate_is_said(tmp_path, monkeypatch, capsys):
    path = tmp_path / "ms" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: ms\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n\nmsgid "Due today"\nmsgstr "Perlu hari ini"\n'
    )
    monkeypatch.setattr(catalogues, "catalogue_files", lambda: [path])

    call_command("collect_messages")

    said = capsys.readouterr().out.splitlines()
    count = len(catalogues.spoken())
    assert said[-1] == f"{count} texts, {count - 1} to translate."
    assert 'msgstr "Perlu hari ini"' in path.read_text()


def test_catalogue_is_compiled_once_and_without_what_is_not_translated(tmp_path, monkeypatch):
    path = tmp_path / "ms" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: ms\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n\nmsgid "Due today"\nmsgstr "Perlu hari ini"\n\n'
        'msgid "%(n)d day"\nmsgid_plural "%(n)d days"\nmsgstr[0] ""\n'
    )
    monkeypatch.setattr(catalogues, "catalogue_files", lambda: [path])

    call_command("compile_catalogues")
    made = path.with_suffix(".mo")
    first = made.stat().st_mtime_ns
    call_command("compile_catalogues")

    assert b"Perlu hari ini" in made.read_bytes()
    assert b"%(n)d" not in made.read_bytes()
    assert made.stat().st_mtime_ns == first
