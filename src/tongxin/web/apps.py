"""The Django app of the pages; it owns no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, static files and translations."""

    name = "tongxin.web"
    label = "web"
