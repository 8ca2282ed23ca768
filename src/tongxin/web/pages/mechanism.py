"""The mechanism as its readable text."""

from django.urls import URLPattern

urls: list[URLPattern] = []
