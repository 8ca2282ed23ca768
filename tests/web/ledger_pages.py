"""Reading the pages of the ledger as a visitor does."""

import re
from html import unescape

from django.test import Client

from tongxin.store import models

PDF = b"%PDF-1.7 invented"


def sign_in(rows, role, person=None, organisation=None):
    user, _ = models.User.objects.get_or_create(
        username=f"{role}-{rows.committee.code}",
        defaults={"committee": rows.committee, "person": person, "must_change_password": False},
    )
    models.RoleGrant.objects.create(user=user, role=role, organisation=organisation)
    client = Client()
    client.force_login(user)
    client.cookies["tongxin_language"] = "en"
    return client


def words(response):
    content = re.search(r"<main.*</main>", html(response), flags=re.DOTALL)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", content)))


def html(response):
    """Return a page's source with one space between words and none before the end of a tag."""
    return re.sub(r"\s+", " ", response.content.decode()).replace(" >", ">")


def titles(response):
    return [unescape(title) for title in re.findall(r'class="row-link"[^>]*>([^<]*)<', html(response))]


def control(response, name):
    """Return the value of a form's plain control."""
    tag = next(tag for tag in re.findall(r"<input[^>]*>", html(response)) if f'name="{name}"' in tag)
    found = re.search(r'value="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def ticked(response, name):
    tags = re.findall(r"<input[^>]*>", html(response))
    return [
        re.search(r'value="([^"]*)"', tag)[1] for tag in tags if f'name="{name}"' in tag and "checked" in tag
    ]


def visit(me, **more):
    return {"happened_on": "2024-10-08", "role.visitor": [me.pk], **more}


def last():
    return models.Entry.objects.order_by("-pk").first()
