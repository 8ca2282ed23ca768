"""The links drawn as concentric circles 同心圆."""

from django.urls import URLPattern

urls: list[URLPattern] = []
