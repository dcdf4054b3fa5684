"""The settings the tests run with: the real ones, in a folder of their own."""

import os
import tempfile

os.environ.setdefault("VAR", tempfile.mkdtemp(prefix="icp-tests-"))
os.environ["DEMO"] = "0"
os.environ["HTTPS"] = "0"
os.environ["SECOND_STEP_REQUIRED"] = "0"  # its own tests have it on

from icp_eval.settings import *  # noqa: E402, F403

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # for speed; sign-in tests use the real one
LIMITS = False  # one process does in an hour what many people do in a year
ACCOUNT_RATE_LIMITS = False  # many sign in within seconds

TEMPLATES[0]["APP_DIRS"] = False  # noqa: F405
TEMPLATES[0]["OPTIONS"]["loaders"] = [  # noqa: F405
    ("django.template.loaders.cached.Loader", ["tests.flat_templates.OfProject", "tests.flat_templates.OfApps"])
]
