"""Accounts, roles granted to them, and where they are signed in."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from tongxin.store.models.committees import Committee
from tongxin.store.models.dated import Dated
from tongxin.store.models.organisations import Organisation
from tongxin.store.models.people import Person


class User(AbstractUser):
    """An account; what it may do is said by its role grants and the pack."""

    committee = models.ForeignKey(Committee, models.PROTECT, null=True, blank=True, related_name="users")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="users")
    display_name = models.CharField(max_length=60, blank=True)
    must_change_password = models.BooleanField(default=True)
    failed_sign_ins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)


class RoleGrant(Dated):
    """A role somebody has, over one organisation where the role needs one."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="grants"
    )

    class Meta(Dated.Meta):
        """Concrete table."""

        abstract = False


class UserSession(models.Model):
    """A place where an account is signed in, shown to its owner, who may end it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="signed_in")
    key_digest = models.CharField(max_length=64, unique=True)
    session_key = models.CharField(max_length=40)
    device = models.CharField(max_length=200, blank=True)
    signed_in_at = models.DateTimeField()
    seen_at = models.DateTimeField()
