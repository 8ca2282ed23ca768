"""Measurements: each prints its numbers as JSON beside the limit it is held against.

Django is set up here, as some of what is measured reads the tables' definitions when it is imported.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.config.settings")
django.setup()
