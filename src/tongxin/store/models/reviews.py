"""Rounds of a review: frozen material, comments, conclusions, and the tasks that follow."""

from django.conf import settings
from django.db import models

from tongxin.store.models.committees import Committee
from tongxin.store.models.people import Person


class ReviewRound(models.Model):
    """One round of a kind of review."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="review_rounds")
    kind = models.CharField(max_length=40)
    # The year in which the review is owed.
    year = models.PositiveSmallIntegerField()
    # commenting, closed, concluded or archived
    state = models.CharField(max_length=12, default="commenting")
    version = models.CharField(max_length=40)
    looks_from = models.DateField()
    looks_to = models.DateField()
    frozen_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    met_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=60, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One round a kind and year."""

        constraints = [
            models.UniqueConstraint(fields=["committee", "kind", "year"], name="review_round_once"),
        ]


class ReviewItem(models.Model):
    """One who is reviewed in a round, in the order of speaking."""

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField()
    subject = models.BigIntegerField()
    name = models.CharField(max_length=120)
    # Figures and records as they stood when the round was opened.
    material = models.JSONField()
    conclusion = models.TextField(blank=True)
    band = models.CharField(max_length=40, blank=True)
    # The record that the conclusion wrote.
    entry = models.BigIntegerField(null=True)

    class Meta:
        """Everybody once a round."""

        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["round", "subject"], name="review_item_once")]


class ReviewComment(models.Model):
    """What one reviewer says of one item; nobody else sees it before the round is closed."""

    item = models.ForeignKey(ReviewItem, models.PROTECT, related_name="comments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    band = models.CharField(max_length=40, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        """One comment a reviewer and item."""

        constraints = [models.UniqueConstraint(fields=["item", "reviewer"], name="review_comment_once")]


class ReviewTask(models.Model):
    """A task that follows from a review, with who answers for it and by when."""

    item = models.ForeignKey(ReviewItem, models.PROTECT, related_name="tasks")
    text = models.CharField(max_length=300)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="review_tasks")
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_note = models.CharField(max_length=300, blank=True)

    class Meta:
        """Listed by due date."""

        ordering = ["due", "pk"]
