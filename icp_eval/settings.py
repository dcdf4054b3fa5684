"""The one settings file. What differs between installations is read from the environment."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR", BASE_DIR / "var"))
VAR.mkdir(exist_ok=True, mode=0o700)


def is_on(name: str, default: str = "0") -> bool:
    return os.environ.get(name, default).lower() in {"1", "true", "yes", "on"}


def key(name: str) -> str:
    """A key from the environment, or one generated once and kept in var/."""
    if given := os.environ.get(name):
        return given
    file = VAR / name.lower().replace("_", "-")
    if not file.exists():
        own = file.with_name(f"{file.name}.{os.getpid()}")
        own.touch(mode=0o600)
        own.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            file.hardlink_to(own)  # of several processes that start at once one makes the key
        own.unlink()
    return file.read_text()


DEMO = is_on("DEMO")
DEMO_PASSWORD = os.environ.get("DEMO_PASSWORD", "integrated-care-2010")
DEBUG = is_on("DEBUG")
SECRET_KEY = key("SECRET_KEY")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("TRUSTED_ORIGINS", "").split(",") if origin]
HELP_CONTACT = os.environ.get("HELP_CONTACT", "evaluation-team@demo.example")

# What the privacy notice says of this installation.
PRIVACY = {
    "controller": os.environ.get("PRIVACY_CONTROLLER", "The organisation that runs this evaluation"),
    "officer": os.environ.get("PRIVACY_OFFICER", HELP_CONTACT),
    "basis": os.environ.get(
        "PRIVACY_BASIS", "a task in the public interest: evaluating the pilots (Article 6(1)(e) of the UK GDPR)"
    ),
    "recipients": os.environ.get("PRIVACY_RECIPIENTS", "whoever runs the machines and the mail server for us"),
}

INSTALLED_APPS = [
    "icp_eval.apps.IcpEvalConfig",
    "reporting.apps.ReportingConfig",
    "feedback.apps.FeedbackConfig",
    "themes.apps.ThemesConfig",
    "living_docs.apps.LivingDocsConfig",
    "sites.apps.SitesConfig",
    "accounts.apps.AccountsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_forms_gds",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "icp_eval.limits.bounded_requests",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "accounts.sign_in.sessions.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.foundations.closed_by_default.form_address",
    "accounts.sign_in.known_devices.KnownDevices",
    "accounts.foundations.closed_by_default.ClosedByDefault",
    "accounts.second_step.guard.SecondStepGuard",
    "icp_eval.limits.Limits",
    "icp_eval.downloads.sandboxed_downloads",
]

ROOT_URLCONF = "icp_eval.urls"
WSGI_APPLICATION = "icp_eval.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["accounts.templatetags.trail"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "icp_eval.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["gds"]
CRISPY_TEMPLATE_PACK = "gds"
CRISPY_CLASS_CONVERTERS = {"prosebox": "govuk-textarea"}

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR / 'db.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
OWNER_DATABASE_URL = os.environ.get("OWNER_DATABASE_URL", "")  # PostgreSQL: who owns the tables, asked at a start alone
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# Jobs run in the worker, which claims them from the database; they are enqueued with the change that asks for them.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"], "ENQUEUE_ON_COMMIT": False}}
HEARTBEAT_SECONDS = 5
HEARTBEAT_LIMIT_SECONDS = 20
REMINDER_SECONDS = 60
GATE_SECONDS = 15  # how often a worker asks whether something has changed that the anonymity gate reads
RETENTION_SECONDS = 24 * 60 * 60  # how often what has run out is deleted (see icp_eval.retention)
INTEGRITY_SECONDS = 10 * 60  # how often a worker asks whether today's check of the records is still to be made
LETTER_SECONDS = 5  # how often letters that failed are looked through for those due again

# People sign in by e-mail; accounts are made by invitation only.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.sign_in.backend.PeopleBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "accounts.sign_in.passwords.HardToGuess"}]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.sign_in.adapter.InvitationOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {"reset_password": "accounts.sign_in.password_letters.PasswordLetterForm"}
# Strangers' tries are counted by accounts.sign_in_limits, in a table that no flood wipes; allauth counts those of people
# who are signed in, in the cache.
ACCOUNT_RATE_LIMITS = dict.fromkeys(["login", "login_failed", "reset_password", "reset_password_from_key", "signup"])
# How many proxies of ours stand before the service: so many addresses at the right end of X-Forwarded-For are believed.
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "0"))
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# The evaluation team, the office and the implementation team set up a second step before anything else opens.
SECOND_STEP_REQUIRED = is_on("SECOND_STEP_REQUIRED", "0" if DEMO else "1")
MFA_ADAPTER = "accounts.second_step.adapter.SecondStepAdapter"
MFA_FORMS = {
    "activate_totp": "accounts.second_step.forms.AppForm",
    "authenticate": "accounts.second_step.forms.SignInCode",
    "reauthenticate": "accounts.second_step.forms.CodeAgain",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Integrated Care Pilots evaluation"
MFA_TOTP_TOLERANCE = 1  # a code that turned over while it was typed is taken

# Signed out after an hour without activity, and after twelve in all (see accounts.sessions). A page open for longer
# asks for a new sign-in in place, or gives its text back (accounts.kept).
SESSION_COOKIE_AGE = int(os.environ.get("SESSION_IDLE_SECONDS", 60 * 60))
SESSION_LIMIT_SECONDS = int(os.environ.get("SESSION_LIMIT_SECONDS", 12 * 60 * 60))
# So long after signing in nobody is asked again who they are before they change how they sign in.
FRESH_SECONDS = int(os.environ.get("FRESH_SECONDS", 60 * 60 if DEMO else 15 * 60))
# So long after the last password or second step nobody is asked again before acts like giving roles or releasing.
PROOF_SECONDS = int(os.environ.get("PROOF_SECONDS", 60 * 60))
SESSION_ENGINE = "accounts.sign_in.session_store"
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True  # scripts read the token in the page
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # messages name people: not in a cookie
CSRF_FAILURE_VIEW = "accounts.foundations.kept_text.page_too_old"

# A Living Document runs to 127 pages: forms are large, and nothing typed may be refused for its length.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
REQUEST_LIMIT = 64 * 1024 * 1024  # the largest file with its form
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
EVIDENCE_FILE_LIMIT = 50 * 1024 * 1024
CLAMAV_SOCKET = os.environ.get("CLAMAV_SOCKET", "")  # of clamd: a path, or "host:port"; nothing is handed out unscanned
LIMITS = True  # of what one person does within an hour: icp_eval.limits

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["icp_eval.formats"]

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
MEDIA_ROOT = VAR / "files"  # no address leads here: files are served through the permission rules alone

EMAIL_URL = os.environ.get("EMAIL_HOST", "")
if EMAIL_URL:
    EMAIL_HOST = EMAIL_URL
    EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
    EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = is_on("EMAIL_USE_TLS")
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
EMAIL_TIMEOUT = 10  # a mail server that does not answer must not keep other jobs waiting
DEFAULT_FROM_EMAIL = os.environ.get("FROM_EMAIL", "Integrated Care Pilots evaluation <evaluation@demo.example>")
SITE_ADDRESS = os.environ.get(
    "SITE_ADDRESS", f"http://{os.environ.get('HOST', 'localhost')}:{os.environ.get('PORT', '8000')}"
)

# What shows whether a record was touched lies outside the database: key, newest link, ledger, and a log elsewhere.
AUDIT_KEY = key("AUDIT_KEY")
AUDIT_HEAD = VAR / "audit-head"
AUDIT_LEDGER = VAR / "audit-ledger"
AUDIT_SYSLOG = os.environ.get("AUDIT_SYSLOG", "")  # "host:port" (UDP) or "/dev/log"

# Nothing from another host, nothing inline. Over plain http (the demo) cookies cannot be marked secure.
SECURE = not (DEMO or DEBUG) and is_on("HTTPS", "1")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb", "interest-cohort")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
# Binding for the whole domain and for good, so by choice: other services may live under it.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE and is_on("HSTS_SUBDOMAINS")
SECURE_HSTS_PRELOAD = SECURE and is_on("HSTS_PRELOAD")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
KNOWN_DEVICE_COOKIE = "__Host-known-device" if SECURE else "known-device"


def ledger_log() -> dict[str, dict]:
    """The log on another machine to which the ledger goes too, where one is set."""
    if not AUDIT_SYSLOG:
        return {}
    host, _, port = AUDIT_SYSLOG.rpartition(":")
    address = (host, int(port)) if host else AUDIT_SYSLOG
    return {"ledger": {"class": "logging.handlers.SysLogHandler", "address": address, "facility": "authpriv"}}


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}} | ledger_log(),
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "icp_eval": {"level": "INFO"}}
    | ({"audit.ledger": {"level": "INFO", "handlers": ["ledger"], "propagate": False}} if AUDIT_SYSLOG else {}),
}
