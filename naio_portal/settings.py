"""Settings: one file, from the environment only. `.env.example` has a sentence on every variable.

Each may also stand in a file (`SECRET_KEY_FILE`, see `naio_portal/variables.py`).
"""

import hashlib
from pathlib import Path

import pghistory
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from naio_portal import logs
from naio_portal.variables import Variables, database_settings

BASE_DIR = Path(__file__).resolve().parent.parent
env = Variables()

# production | demo (`make run` on a bare machine) | test
ENVIRONMENT = env.str("ENVIRONMENT", default="production")
if ENVIRONMENT not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"ENVIRONMENT is {ENVIRONMENT!r}: it must be production, demo or test.")
IS_PRODUCTION = ENVIRONMENT == "production"


def required(name: str, *, default: str) -> str:
    """The variable's value; outside production the default will do. Raises ImproperlyConfigured."""
    value = env.str(name, default="" if IS_PRODUCTION else default)
    if not value:
        raise ImproperlyConfigured(f"{name} must be set in production (see .env.example).")
    return value


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = required("SECRET_KEY", default="not-secret-and-refused-in-production-by-this-file")
ALLOWED_HOSTS = [
    host.strip() for host in required("ALLOWED_HOSTS", default="localhost,127.0.0.1,testserver").split(",")
]
SITE_URL = required("SITE_URL", default="http://localhost:8000").rstrip("/")
IS_HTTPS = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
MEDIA_ROOT = VAR_DIR / "media"

# --- what is installed -----------------------------------------------------------------------

INSTALLED_APPS = [
    "naio_portal.home",
    "deliverables",
    "meetings",
    "groups",
    "members",
    "naio_portal.notices",
    "naio_portal.admin_site.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "template_partials",
    "rules.apps.AutodiscoverRulesConfig",
    "pgtrigger",
    "pghistory",
    "csp",
]

MIDDLEWARE = [
    "naio_portal.stack.with_room",  # quicker, see there
    "naio_portal.health.HealthMiddleware",
    "naio_portal.middleware.RequestIdMiddleware",
    "naio_portal.middleware.ServerTimingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "naio_portal.middleware.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "naio_portal.middleware.UploadMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "naio_portal.middleware.AuditContextMiddleware",
    "naio_portal.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.middleware.StaffGateMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "naio_portal.middleware.PlainTextMiddleware",
    "naio_portal.middleware.SignInMiddleware",
]

ROOT_URLCONF = "naio_portal.urls"
WSGI_APPLICATION = "naio_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            # Partials, and the constant parts of each template rendered once a language.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "naio_portal.template_loader.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "naio_portal.home.context.frame",
            ],
            "builtins": ["naio_portal.home.templatetags.portal"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- database, cache, queue --------------------------------------------------------------------

DATABASE_URL = required("DATABASE_URL", default="postgresql://naio@127.0.0.1:5432/naio")
# The owner migrates and owns the tables; the running app cannot alter its audit (docs/security.md).
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", default="") or DATABASE_URL
# Only for `manage.py prepare`: a role that may make the two others and the database.
DATABASE_ADMIN_URL = env.str("DATABASE_ADMIN_URL", default="")
USE_OWNER_ROLE = env.bool("USE_OWNER_ROLE", default=False)

DATABASES = {"default": database_settings(env, DATABASE_OWNER_URL if USE_OWNER_ROLE else DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = required("REDIS_URL", default="redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "naio_portal.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "naio",
    }
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A request that queues mail never waits for a Redis that is away: the beat delivers the mail later.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_connect_timeout": 2,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Kuala_Lumpur"
CELERY_BEAT_SCHEDULE = {
    # They expire, so that a worker that was away does not find a day of them.
    "sweep-reminders": {
        "task": "notices.sweep_reminders",
        "schedule": env.int("SWEEP_EVERY_SECONDS", default=15 * 60),
        "options": {"expires": 15 * 60},
    },
    "deliver-outbox": {
        "task": "notices.deliver_outbox",
        "schedule": env.int("DELIVER_EVERY_SECONDS", default=10),
        "options": {"expires": 30},
    },
    # Files that wait because the queue or clamd was away when they came.
    "check-version-files": {
        "task": "deliverables.check_version_files",
        "schedule": 5 * 60,
        "options": {"expires": 5 * 60},
    },
    # Once a week by what it finds: the rows of a Monday are there or not.
    "keep-week": {
        "task": "deliverables.keep_week",
        "schedule": 60 * 60,
        "options": {"expires": 60 * 60},
    },
    # Files that no row knows: left where a process died between store and database.
    "remove-unreferenced-files": {
        "task": "naio_portal.remove_unreferenced_files",
        "schedule": crontab(hour=3, minute=40),
        "options": {"expires": 12 * 3600},
    },
    "beat-signs-in": {"task": "notices.record_beat", "schedule": 30},
}

# --- people, sign-in ---------------------------------------------------------------------------

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "members.backends.PortalBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:home"
LOGOUT_REDIRECT_URL = "home:front"
# Secretariat, leadership and administrators must use a second factor. Off only in a demo.
REQUIRE_STAFF_MFA = env.bool("REQUIRE_STAFF_MFA", default=True)
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)
# A link in a mail that acts without a sign-in is good so many days after the deadline of what it is for.
ACTION_LINK_DAYS = env.int("ACTION_LINK_DAYS", default=90)
SESSION_AGE_EXPERT = env.int("SESSION_AGE_EXPERT", default=30 * 24 * 3600)
SESSION_AGE_STAFF = env.int("SESSION_AGE_STAFF", default=12 * 3600)
SESSION_COOKIE_AGE = SESSION_AGE_EXPERT

# --- allauth: how people sign in ------------------------------------------------------------------

ACCOUNT_ADAPTER = "members.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
# A new address is proved by a code before it counts (also one that the secretariat entered).
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
# Every mailed code: six digits.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_EMAIL_NOTIFICATIONS = True
# `login_failed` counts per address and device (members.adapters); `login_failed_anywhere` per address.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/5m/key",
    "login_failed_anywhere": "60/h/key",
    "request_login_code": "20/m/ip,6/10m/key",
    "reset_password": "20/m/ip,6/10m/key",
}
ACCOUNT_FORMS = {
    "login": "members.forms.sign_in.SignInForm",
    "request_login_code": "members.forms.sign_in.RequestCodeForm",
    "confirm_login_code": "members.forms.sign_in.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "members.forms.sign_in.ConfirmAddressForm",
    "confirm_password_reset_code": "members.forms.sign_in.ConfirmPasswordResetForm",
    "reset_password": "members.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "members.forms.sign_in.ResetPasswordKeyForm",
    "change_password": "members.forms.sign_in.ChangePasswordForm",
    "set_password": "members.forms.sign_in.SetPasswordForm",
    "reauthenticate": "members.forms.sign_in.ReauthenticateForm",
    "add_email": "members.forms.sign_in.AddAddressForm",
}
MFA_ADAPTER = "members.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
# A browser gives passkeys to http://localhost as well: for a demo on one machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
MFA_FORMS = {
    "authenticate": "members.forms.sign_in.SecondStepForm",
    "reauthenticate": "members.forms.sign_in.SecondStepAgainForm",
    "activate_totp": "members.forms.sign_in.ActivateTotpForm",
    "add_webauthn": "members.forms.sign_in.AddKeyForm",
    "edit_webauthn": "members.forms.sign_in.EditKeyForm",
}

# OpenID Connect: off until a server is named. An account is bound once, from its invitation's link.
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="").rstrip("/")
OIDC_NAME = env.str("OIDC_NAME", default="OpenID Connect")
# Part of the identity (`<issuer> <sub>`): another issuer gets another id, and its people are other people.
OIDC_ID = f"oidc-{hashlib.sha256(OIDC_SERVER_URL.encode()).hexdigest()[:12]}" if OIDC_SERVER_URL else ""
SOCIALACCOUNT_ADAPTER = "members.adapters.SignInServiceAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
# The way out to the service is a link: `form-action` of the content policy would stop a form's redirect.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "SCOPE": ["openid"],
            "APPS": [
                {
                    "provider_id": OIDC_ID,
                    "name": OIDC_NAME,
                    "client_id": env.str("OIDC_CLIENT_ID"),
                    "secret": env.str("OIDC_CLIENT_SECRET"),
                    "settings": {"server_url": OIDC_SERVER_URL, "fetch_userinfo": False},
                }
            ],
        }
    }
    if OIDC_SERVER_URL
    else {}
)

# --- languages, time -----------------------------------------------------------------------------

LANGUAGE_CODE = "ms"
LANGUAGES = [("ms", _("Bahasa Melayu")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Kuala_Lumpur"
USE_TZ = True
USE_I18N = True

# --- files ---------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if ENVIRONMENT == "test"
            else "naio_portal.static_files.PortalStaticFilesStorage"
        )
    },
}

# --- mail ----------------------------------------------------------------------------------------

EMAIL_URL = required("EMAIL_URL", default="smtp://127.0.0.1:1025")
vars().update(env.email_url_config(EMAIL_URL))
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="NAIO Portal <portal@naio.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Mail to demo people goes only to a sink: a server on this machine that is no relay, never in production.
MAIL_SINK = env.bool(
    "MAIL_SINK",
    default=not IS_PRODUCTION
    and vars().get("EMAIL_HOST") in {"127.0.0.1", "::1", "localhost"}
    and vars().get("EMAIL_PORT") not in {25, 465, 587},
)

# --- security ------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = IS_HTTPS and env.bool("SECURE_SSL_REDIRECT", default=True)
if env.bool("BEHIND_PROXY", default=False):
    # The address of the device, for limits of guessing, is what the nearest proxy saw.
    ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 if IS_HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "naio_portal.home.views.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- audit ---------------------------------------------------------------------------------------

PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
# Without an index of its own: each event table has one of the row and the number of the event.
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="events", db_constraint=False, db_index=False)

# --- the portal's own settings -------------------------------------------------------------------

ORGANISATION = {
    "name_en": env.str("ORGANISATION_NAME_EN", default="National AI Office"),
    "name_ms": env.str("ORGANISATION_NAME_MS", default="Pejabat AI Kebangsaan"),
    "abbreviation": env.str("ORGANISATION_ABBREVIATION", default="NAIO"),
    "ministry_en": env.str("MINISTRY_NAME_EN", default="Ministry of Digital"),
    "ministry_ms": env.str("MINISTRY_NAME_MS", default="Kementerian Digital"),
    "email": env.str("ORGANISATION_EMAIL", default="urusetia@naio.example"),
}
# The banner asserts ownership of a .gov.my name: off unless that is true.
OFFICIAL_SITE_BANNER = env.bool("OFFICIAL_SITE_BANNER", default=False)
LOGGING = logs.configure(env.str("LOG_LEVEL", default="INFO"))
SERVER_TIMING = env.bool("SERVER_TIMING", default=False)
MAINTENANCE = env.bool("MAINTENANCE", default=False)

# RAG limits (docs: deliverables); days.
RAG_MILESTONE_RED_AFTER = env.int("RAG_MILESTONE_RED_AFTER", default=7)
RAG_MILESTONE_SOON = env.int("RAG_MILESTONE_SOON", default=7)
RAG_UPDATE_FRESH = env.int("RAG_UPDATE_FRESH", default=14)
RAG_STALE_AFTER = env.int("RAG_STALE_AFTER", default=30)
# Days an overridden colour counts; then the computed one is shown again.
RAG_OVERRIDE_DAYS = env.int("RAG_OVERRIDE_DAYS", default=30)
RAG_FORECAST_RED_AFTER = env.int("RAG_FORECAST_RED_AFTER", default=14)
# The office's clock of a meeting (home of the secretariat); days before it, days after it.
MEETING_NOTICE_DAYS = env.int("MEETING_NOTICE_DAYS", default=14)
MEETING_PACK_DAYS = env.int("MEETING_PACK_DAYS", default=7)
MEETING_MINUTES_DAYS = env.int("MEETING_MINUTES_DAYS", default=7)
MEETING_FEEDBACK_DAYS = env.int("MEETING_FEEDBACK_DAYS", default=14)
# Days an authority has to answer a recommendation.
RESPONSE_PERIOD_DAYS = env.int("RESPONSE_PERIOD_DAYS", default=60)
# Days an editor has, after a review round closed, to dispose of its comments.
REVIEW_DISPOSITION_DAYS = env.int("REVIEW_DISPOSITION_DAYS", default=14)
# Evidence of a progress update, version of a deliverable: the largest file taken.
EVIDENCE_MAX_BYTES = env.int("EVIDENCE_MAX_BYTES", default=20 * 1024 * 1024)
# `tcp://host:3310` or `unix:///run/clamav/clamd.sock`; empty: the checks of content alone count.
CLAMD_URL = env.str("CLAMD_URL", default="")
CLAMD_TIMEOUT = env.int("CLAMD_TIMEOUT", default=60)

# Notices: seconds, messages a minute.
NOTICE_HOLD_SECONDS = env.int("NOTICE_HOLD_SECONDS", default=600)
OUTBOX_RETRY_SECONDS = env.list("OUTBOX_RETRY_SECONDS", cast=int, default=[60, 300, 900, 3600, 14400, 43200])
OUTBOX_CLAIM_SECONDS = env.int("OUTBOX_CLAIM_SECONDS", default=300)
OUTBOX_PER_MINUTE = env.int("OUTBOX_PER_MINUTE", default=120)  # 0: no limit
# With the pauses above: given up after about five days.
OUTBOX_MAX_ATTEMPTS = env.int("OUTBOX_MAX_ATTEMPTS", default=14)
# What nobody tried for so long waits for a person's decision: it may be old news.
OUTBOX_REVIEW_HOURS = env.int("OUTBOX_REVIEW_HOURS", default=72)
# Nobody tries for so long after the mail server was found away.
OUTBOX_AWAY_SECONDS = env.int("OUTBOX_AWAY_SECONDS", default=30)

IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", default=10 * 1024 * 1024)
IMPORT_MAX_ROWS = env.int("IMPORT_MAX_ROWS", default=20_000)
