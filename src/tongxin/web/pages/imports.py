"""Roster import and export."""

from django.urls import URLPattern

urls: list[URLPattern] = []
