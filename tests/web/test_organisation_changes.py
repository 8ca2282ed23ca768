"""The forms of bodies: what they ask, what they keep, where they lead."""

from html.parser import HTMLParser

import pytest
from tests.web import visiting

from tongxin.store import models
from tongxin.web import commands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


class Filled(HTMLParser):
    """Reads what a form holds: inputs, the options chosen, the texts."""

    def __init__(self):
        super().__init__()
        self.values, self.select = {}, ""

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "input" and "name" in found:
            self.values[found["name"]] = found.get("value", "")
        elif tag in {"select", "textarea"}:
            self.select = found["name"]
            self.values.setdefault(found["name"], "")
        elif tag == "option" and "selected" in found:
            self.values[self.select] = found["value"]


@pytest.fixture
def clerk():
    return visiting.signed_in("clerk")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("units", "township_room"),
        ("enterprises", "enterprise"),
        ("bases", "reading"),
        ("handling-units", "department"),
        ("party-organisations", "functional_branch"),
    ],
)
def test_a_body_is_added_and_its_page_shows_it(clerk, name, kind):
    sent = {"kind": kind, "code": "NEW-1", "name": "演示新增", "start": "2024-10-01"}
    response = clerk.post(f"/{name}/new/", sent)
    row = models.Organisation.objects.get(code="NEW-1")
    assert response["Location"] == f"/{name}/{row.pk}/"
    assert "演示新增" in clerk.get(response["Location"]).content.decode()


def test_the_form_holds_what_is_known_and_saving_it_unchanged_changes_nothing(clerk):
    row = models.Organisation.objects.filter(family="handling_unit").exclude(parent=None).first()
    row = row or models.Organisation.objects.filter(family="handling_unit").first()
    filled = Filled()
    filled.feed(clerk.get(f"/handling-units/{row.pk}/edit/").content.decode())
    sent = {name: value for name, value in filled.values.items() if name != "csrfmiddlewaretoken"}
    assert sent["name"] == row.name
    before = models.Organisation.objects.filter(pk=row.pk).values().get()
    assert clerk.post(f"/handling-units/{row.pk}/edit/", sent).status_code == 302
    assert models.Organisation.objects.filter(pk=row.pk).values().get() == before


def test_a_code_that_is_taken_is_said_beside_it_and_nothing_typed_is_lost(clerk):
    taken = models.Organisation.objects.first().code
    sent = {"kind": "township_room", "code": taken, "name": "演示新增"}
    response = clerk.post("/units/new/", sent)
    assert response.status_code == 422
    text = response.content.decode()
    assert "演示新增" in text
    assert 'id="id_code_error"' in text


def test_the_page_of_an_unlinked_member_can_be_opened_with_them_chosen(clerk):
    link = models.Link.objects.filter(kind="party_to_nonparty", end=None).first()
    models.Link.objects.filter(pk=link.pk).update(end="2024-10-30", reason="试")
    committee = models.Committee.objects.get()
    committee.roster_revision += 1
    committee.save()
    page = clerk.get(f"/links/new/party_to_nonparty/?target={link.person_id}").content.decode()
    assert f'<option value="{link.person_id}" selected>' in page


def test_the_command_sets_a_committee_up_and_lists_it(capsys):
    call = ["committee", "create", "xian", "--name", "某县政协", "--pack", "county"]
    assert commands.run([*call, "--term", "10", "--since", "2021-10-01"]) == 0
    assert "某县政协" in capsys.readouterr().out
    assert commands.run([*call, "--term", "10", "--since", "2021-10-01"]) == 1
    assert "xian" in capsys.readouterr().err
    assert commands.run(["committee", "list", "--json"]) == 0
    assert '"pack": "county"' in capsys.readouterr().out
