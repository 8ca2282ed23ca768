"""The audit log."""

from django.urls import URLPattern

urls: list[URLPattern] = []
