"""Data checks 数据体检."""

from django.urls import URLPattern

urls: list[URLPattern] = []
