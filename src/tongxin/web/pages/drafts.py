"""Drafts kept by the server."""

from django.urls import URLPattern

urls: list[URLPattern] = []
