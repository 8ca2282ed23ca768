"""Signing in and out, the password, sessions, the language."""

from django.urls import URLPattern

urls: list[URLPattern] = []
