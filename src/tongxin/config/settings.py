"""Django's settings; every value that differs between installations comes from the environment."""

from pathlib import Path

import tongxin
from tongxin.config import databases, environment, mailing

PACKAGE = Path(tongxin.__file__).parent
DATA = environment.data_folder()

SECRET_KEY = environment.secret_key(DATA)
DEBUG = False
ALLOWED_HOSTS = environment.listed("TONGXIN_HOSTS", "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = environment.listed("TONGXIN_ORIGINS", "")
BEHIND_TLS = environment.flag("TONGXIN_TLS")

TONGXIN_DATA = DATA
TONGXIN_PACK = environment.text("TONGXIN_PACK", "longan")
TONGXIN_EVIDENCE = DATA / "evidence"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "tongxin.store.apps.StoreConfig",
    "tongxin.web.apps.WebConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tongxin.web.middleware.RequestIdMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tongxin.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "tongxin.web.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "tongxin.config.urls"
WSGI_APPLICATION = "tongxin.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "tongxin.web.jinja.environment",
            "context_processors": ["tongxin.web.context.page"],
        },
    },
]

DATABASES = {"default": databases.settings_for(environment.text("TONGXIN_DATABASE_URL"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "tongxin.User"
AUTHENTICATION_BACKENDS = ["tongxin.web.backend.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

# Parameters, as assessors of different places ask for different numbers.
TONGXIN_LOCK_AFTER = int(environment.text("TONGXIN_LOCK_AFTER", "5"))
TONGXIN_LOCK_MINUTES = int(environment.text("TONGXIN_LOCK_MINUTES", "15"))
SESSION_COOKIE_AGE = int(environment.text("TONGXIN_SESSION_HOURS", "12")) * 3600
SESSION_COOKIE_NAME = "tongxin_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "tongxin_csrf"
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_FAILURE_VIEW = "tongxin.web.pages.problems.csrf_failure"
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "tongxin_language"
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATIC_ROOT = DATA / "static"
# Tests and template work read the files where they lie; an installation serves hashed, compressed copies.
STATIC_FROM_SOURCE = environment.flag("TONGXIN_STATIC_FROM_SOURCE")
WHITENOISE_USE_FINDERS = STATIC_FROM_SOURCE
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if STATIC_FROM_SOURCE
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
MEDIA_ROOT = TONGXIN_EVIDENCE

# Ways that reminders go out by; without them the pages alone show what waits.
TONGXIN_MAIL = environment.text("TONGXIN_MAIL")
TONGXIN_WEBHOOK = environment.web_address("TONGXIN_WEBHOOK")
# What messages say where the site is; requests know it themselves.
TONGXIN_SITE = environment.web_address("TONGXIN_SITE")
DEFAULT_FROM_EMAIL = environment.text("TONGXIN_MAIL_FROM", "tongxin@localhost")
globals().update(mailing.settings_for(TONGXIN_MAIL))

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
