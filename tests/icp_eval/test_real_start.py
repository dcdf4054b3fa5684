"""Starting for real: what is missing is said in sentences, and nothing starts without it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from icp_eval.real_start import NEEDED, what_is_missing

WHOLE = {
    "ALLOWED_HOSTS": "evaluation.example",
    "SITE_ADDRESS": "https://evaluation.example",
    "EMAIL_HOST": "mail.example",
    "FROM_EMAIL": "evaluation@evaluation.example",
    "HELP_CONTACT": "help@evaluation.example",
}


def test_an_installation_that_was_told_everything_may_start():
    assert list(what_is_missing(WHOLE)) == []
    assert list(what_is_missing(WHOLE | {"SECRET_KEY": "x" * 50})) == []


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("given", [None, "", " "])
def test_each_setting_is_asked_for_by_name(name, given):
    environment = {key: value for key, value in WHOLE.items() if key != name} | ({name: given} if given else {})
    assert list(what_is_missing(environment))[0] == f"{name} is not set: {NEEDED[name]}."


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"SITE_ADDRESS": "http://x"}, "SITE_ADDRESS must begin with https://, and is http://x."),
        (
            {"AUDIT_KEY": "short"},
            "AUDIT_KEY has fewer than 50 characters. Give a longer one, or none: then one is made and kept.",
        ),
    ],
)
def test_what_cannot_be_right_is_told(told, sentence):
    assert list(what_is_missing(WHOLE | told)) == [sentence]


def start(tmp_path, **told: str) -> subprocess.CompletedProcess:
    left = {key: value for key, value in os.environ.items() if key not in {*NEEDED, "HTTPS", "DATABASE_URL"}}
    env = left | {"VAR": str(tmp_path), "DEMO": "0", "DJANGO_SETTINGS_MODULE": "icp_eval.settings"} | told
    return subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=settings.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_service_does_not_start_and_makes_no_database(tmp_path):
    done = start(tmp_path, **{key: value for key, value in WHOLE.items() if key != "EMAIL_HOST"})
    assert done.returncode == 2
    assert f"EMAIL_HOST is not set: {NEEDED['EMAIL_HOST']}." in done.stderr
    assert not (tmp_path / "db.sqlite3").exists()
