"""Files that belong to papers, such as the longer text of a proposal."""

from django.conf import settings
from django.db import models

from tongxin.store.models.proceedings import Proceeding


class PaperFile(models.Model):
    """A file of a paper; it lies outside the web root under its SHA-256, also when it is taken off."""

    proceeding = models.ForeignKey(Proceeding, models.PROTECT, related_name="files")
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_off_at = models.DateTimeField(null=True)
    taken_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """A file once a paper, as long as it is attached; in the order of attaching."""

        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proceeding", "sha256"],
                condition=models.Q(taken_off_at=None),
                name="paper_file_once",
            ),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name
