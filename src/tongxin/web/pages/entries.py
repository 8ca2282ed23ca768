"""The ledger: list, record, correct, void."""

from django.urls import URLPattern

urls: list[URLPattern] = []
