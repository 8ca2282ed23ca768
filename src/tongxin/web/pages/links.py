"""Links, kind by kind."""

from django.urls import URLPattern

urls: list[URLPattern] = []
