"""The rules by which a stranger finds their way: what modules and templates are called, and where they stand."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

APPS = {"accounts", "sites", "living_docs", "feedback", "themes", "reporting", "icp_eval"}
NOUNS_OF_THE_FIELD = {"coding", "reading", "living", "differencing"}
OF_LIBRARIES = ("account/", "allauth/", "mfa/", "gds/")  # found by the library, under its own names
WITHOUT_FEATURE = ("components/", "reports/")


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=settings.BASE_DIR, capture_output=True, text=True)
    return [path for name in listed.stdout.split() if (path := settings.BASE_DIR / name).is_file()]


@pytest.fixture(scope="module")
def modules() -> list[Path]:
    found = [path.relative_to(settings.BASE_DIR) for path in tracked("*.py")]
    return [path for path in found if path.parts[0] in APPS and "migrations" not in path.parts]


@pytest.fixture(scope="module")
def templates() -> dict[str, str]:
    return {str(path).rpartition("templates/")[2]: path.read_text() for path in tracked("*.html")}


def test_a_module_is_named_by_the_thing_it_holds(modules):
    """Not by a gerund, and so not by what happens in it: `placements`, not `placing`."""
    words = {path: set(path.stem.split("_")) for path in modules if "commands" not in path.parts}
    gerunds = {str(path): {word for word in said if word.endswith("ing")} for path, said in words.items()}
    assert {path for path, said in gerunds.items() if said - NOUNS_OF_THE_FIELD} == set()


def test_a_page_extends_and_a_part_begins_with_an_underscore(templates):
    wrong = [
        name
        for name, text in templates.items()
        if "/" in name
        and not name.startswith((*OF_LIBRARIES, *WITHOUT_FEATURE))
        and ("{% extends" in text) == name.rpartition("/")[2].startswith("_")
    ]
    assert wrong == []


def test_every_template_is_used(templates):
    said = "".join(path.read_text() for path in tracked("*.py", "*.html"))
    named = set(re.findall(r"""["']([\w/.]+\.html)["']""", said)) | {"reports/document.html"}  # by a name put together
    kept = {name for name in templates if name.startswith(OF_LIBRARIES) or re.fullmatch(r"\d{3}\.html", name)}
    assert set(templates) - named - kept == set()


def test_no_file_is_kept_from_the_formatter():
    mark = "# fmt: " + "skip"
    assert [path.name for path in tracked("*.py") if mark in path.read_text()] == []
