"""The commands on the server: verifying, accounts; what they print, and how they end."""

import json
import shutil

import pytest
from tests.actions.acting import account

from tongxin.actions.acting import Actor
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Subject
from tongxin.packs import registry
from tongxin.store.models import AuditEvent, AuditHead, Committee, User
from tongxin.web import commands

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return Committee.objects.create(code="longan", name="演示县政协", pack="longan")


@pytest.fixture
def folder(settings, tmp_path):
    settings.TONGXIN_DATA = tmp_path
    return tmp_path


@pytest.fixture
def logged(folder, committee, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        clerk = account(committee, "clerk", "clerk", password="")
        actor = Actor(user_id=clerk.pk, name="甲", committee_id=committee.pk, at=clerk.date_joined)
        for number in (1, 2):
            audit(actor, "unit.change", Subject(noun="unit", id=number))


def test_verify_prints_what_it_checked_and_the_head(logged, capsys):
    assert commands.run(["verify"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"2 entries checked, head {AuditHead.objects.get().digest}")
    assert said.err == ""


def test_verify_names_the_first_bad_entry_on_stderr_and_ends_with_1(logged, capsys):
    AuditHead.objects.update(seq=3)
    assert commands.run(["verify", "--json"]) == 1
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert (found["holds"], found["bad"], found["reason"]) == (False, 3, "cut")
    assert "entry 3 and later ones are gone" in said.err


def test_verify_of_what_is_no_backup_ends_with_2(folder, capsys):
    assert commands.run(["verify", "--data", str(folder / "nothing.tar")]) == 2
    assert commands.run(["verify", "--data", str(folder)]) == 2
    assert "nothing.tar" in capsys.readouterr().err


def test_an_account_made_on_the_server_prints_its_password_once(committee, capsys):
    assert commands.run(["account", "create", "zhang", "--role", "clerk", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    user = User.objects.get(username="zhang")
    assert user.check_password(made["password"])
    assert user.must_change_password
    assert AuditEvent.objects.filter(actor_name="tongxin account").count() == 2


def test_a_wrong_role_is_named_and_ends_with_1(committee, capsys):
    assert commands.run(["account", "create", "zhang", "--role", "emperor"]) == 1
    assert "emperor" in capsys.readouterr().err
    assert not User.objects.filter(username="zhang").exists()


def test_reset_and_list(committee, capsys):
    user = account(committee, "zhang", "clerk", password="", display_name="张演示")
    assert commands.run(["account", "reset", "zhang", "--json"]) == 0
    given = json.loads(capsys.readouterr().out)["password"]
    user.refresh_from_db()
    assert user.check_password(given)
    assert commands.run(["account", "list"]) == 0
    assert capsys.readouterr().out == "zhang\t张演示\tclerk\tfirst_password\n"
    assert commands.run(["account", "unlock", "zhang"]) == 1
    assert commands.run(["account", "reset", "nobody"]) == 2


def test_with_several_committees_one_has_to_be_named(committee, capsys):
    Committee.objects.create(code="other", name="别县", pack="longan")
    assert commands.run(["account", "list"]) == 2
    assert "longan, other" in capsys.readouterr().err
    assert commands.run(["account", "list", "--committee", "longan"]) == 0
    assert commands.run(["account", "list", "--committee", "nowhere"]) == 2


@pytest.mark.parametrize("call", [["duties", "--as-of", "2024-10-31"], ["serve", "--no-demo"]])
def test_a_mistake_in_the_pack_ends_any_command_with_its_place(call, tmp_path, capsys):
    mine = tmp_path / "mine"
    shutil.copytree(registry.folder_of("longan"), mine)
    rules = mine / "duties.yaml"
    text = rules.read_text(encoding="utf-8").replace("counts: [talk]", "counts: [tolk]", 1)
    rules.write_text(text, encoding="utf-8")
    line = text[: text.index("tolk")].count("\n") + 1
    Committee.objects.create(code="mine", name="演示县政协", pack=str(mine))
    assert commands.run(call) == 1
    said = capsys.readouterr().err
    assert f"duties.yaml:{line}" in said
    assert "talk" in said, "the nearest valid name is offered"
