"""What the search finds and what new papers are held against; made from other tables, at any time anew."""

from django.db import models

from tongxin.store.models.committees import Committee


class SearchText(models.Model):
    """The text of something that can be found: a record in force, a proposal, an opinion report."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="search_texts")
    # What it is and which; the page that shows it is addressed by the two.
    noun = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    code = models.CharField(max_length=40, blank=True)
    happened = models.DateField()
    compared = models.BooleanField(default=False)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    # Names of people, bodies and places that go with it: found, shown, but never compared.
    about = models.TextField(blank=True)
    # Two-character tokens of all three; see store/queries/search.py.
    tokens = models.TextField(blank=True)

    class Meta:
        """One text an object; read newest first."""

        constraints = [
            models.UniqueConstraint(fields=["committee", "noun", "object_id"], name="search_text_once"),
        ]
        indexes = [
            models.Index(fields=["committee", "-happened", "-id"], name="search_text_newest"),
        ]

    def __str__(self) -> str:
        """The title."""
        return self.title


class SearchGram(models.Model):
    """A text has a gram; kept for texts that are compared.

    On SQLite the rows lie in the order of their key and nowhere else, which halves the table.
    """

    pk = models.CompositePrimaryKey("committee", "gram", "document")
    committee = models.BigIntegerField()
    gram = models.BigIntegerField()
    document = models.BigIntegerField()
