"""What people say about the system, from the footer of every page."""

from django.urls import URLPattern

urls: list[URLPattern] = []
