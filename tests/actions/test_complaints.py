"""Complaints and suggestions: anybody may write, few may answer, and nobody can flood the list."""

from datetime import timedelta

import pytest
from tests.actions.acting import AT, account, acting, role_codes

from tongxin.actions import complaints
from tongxin.actions.acting import Invalid, Refused
from tongxin.store.models import AuditEvent, Committee, Complaint, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return Committee.objects.create(code="longan", name="演示县政协", pack="longan")


def person(committee, role, name="somebody"):
    return acting(account(committee, name, role, password=""))


@pytest.mark.parametrize("role", role_codes())
def test_every_role_may_complain_and_the_text_stays_out_of_the_log(committee, role):
    made = complaints.write_complaint(person(committee, role), " 太慢了 ", "/figures/")
    assert (made.text, made.page) == ("太慢了", "/figures/")
    event = AuditEvent.objects.get()
    assert (event.verb, event.object_id) == ("complaint.write", made.pk)
    assert "太慢" not in str(event.changes) + event.object_name


def test_five_an_hour_are_enough(committee):
    actor = person(committee, "member")
    for _ in range(5):
        complaints.write_complaint(actor, "太慢了")
    with pytest.raises(Invalid, match="too_many"):
        complaints.write_complaint(actor, "太慢了")
    complaints.write_complaint(person(committee, "member", "another"), "太慢了")
    later = acting(actor_user(actor), AT + timedelta(hours=1, seconds=1))
    complaints.write_complaint(later, "太慢了")


def actor_user(actor):
    return User.objects.get(pk=actor.user_id)


@pytest.mark.parametrize("text", ["", "  \n ", "长" * 2001])
def test_an_empty_or_endless_complaint_is_refused(committee, text):
    with pytest.raises(Invalid):
        complaints.write_complaint(person(committee, "member"), text)
    assert not Complaint.objects.exists()


ANSWERERS = {"clerk", "administrator"}


@pytest.mark.parametrize("role", role_codes())
def test_only_some_roles_answer(committee, role):
    made = complaints.write_complaint(person(committee, "member", "writer"), "太慢了")
    actor = person(committee, role)
    if role not in ANSWERERS:
        with pytest.raises(Refused):
            complaints.answer_complaint(actor, made.pk, "已修复")
        return
    complaints.answer_complaint(actor, made.pk, "已修复")
    made.refresh_from_db()
    assert (made.answer, made.answered_at) == ("已修复", AT)
    assert AuditEvent.objects.order_by("seq").last().verb == "complaint.answer"


def test_an_answer_stands(committee):
    made = complaints.write_complaint(person(committee, "member", "writer"), "太慢了")
    actor = person(committee, "administrator")
    complaints.answer_complaint(actor, made.pk, "已修复")
    with pytest.raises(Invalid, match="answered"):
        complaints.answer_complaint(actor, made.pk, "又改了")


def test_nobody_answers_for_another_committee(committee):
    made = complaints.write_complaint(person(committee, "member", "writer"), "太慢了")
    other = Committee.objects.create(code="other", name="别县", pack="longan")
    with pytest.raises(Complaint.DoesNotExist):
        complaints.answer_complaint(person(other, "administrator", "theirs"), made.pk, "已修复")
