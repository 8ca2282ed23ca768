"""Figures and their trails."""

from django.urls import URLPattern

urls: list[URLPattern] = []
