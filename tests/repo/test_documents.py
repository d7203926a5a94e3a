"""Documents: every link leads somewhere, every command that they name exists, nothing is orphaned."""

import re

import pytest
from django.core.management import get_commands

from tests.repo.deployment import ROOT

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
names = [str(path.relative_to(ROOT)) for path in DOCUMENTS]


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_links_lead_to_files(path):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text())

    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_commands_exist(path):
    named = re.findall(r"manage\.py ([a-z_]+)", path.read_text())

    assert set(named) - set(get_commands()) == set()


def test_make_targets_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {
        name for path in DOCUMENTS for name in re.findall(r"`?\bmake ([a-z]+)\b(?:`|    )", path.read_text())
    }

    assert named >= {"run", "test"}
    assert named - targets == set()


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs" / "adr"
    listed = re.findall(r"\]\((\d{4}-[a-z-]+\.md)\)", (folder / "README.md").read_text())

    assert listed == sorted(path.name for path in folder.glob("0*.md"))
    assert [name[:4] for name in listed] == [f"{number:04}" for number in range(1, len(listed) + 1)]


def test_pictures_are_small():
    pictures = list((ROOT / "docs" / "pictures").glob("*.png"))

    assert pictures
    assert {path.name: path.stat().st_size for path in pictures if path.stat().st_size > 200_000} == {}
