"""The one Django app that owns tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """All tables of the product, in one migration line."""

    name = "tongxin.store"
    label = "tongxin"
    verbose_name = "Tongxin"
