"""Runs of the pairing, as they were made and as they stand after changes by hand."""

from django.db.models import QuerySet

from tongxin.store.models import PairingRun

Run = PairingRun
"""A run as pages see it."""


def runs_of(committee_id: int) -> QuerySet[PairingRun]:
    """Return a committee's runs, the newest first, without their large parts."""
    rows = PairingRun.objects.filter(committee=committee_id).select_related("made_by")
    return rows.defer("problems").order_by("-pk")


def run_of(committee_id: int, pk: int) -> PairingRun | None:
    """Return a run."""
    return PairingRun.objects.filter(committee=committee_id, pk=pk).select_related("made_by").first()


def proposed_of(run: PairingRun) -> list[dict[int, int]]:
    """Return for each part linked → linker as it was proposed."""
    return [{to: by for by, to in result["pairs"]} for result in run.results]


def pairs_of(run: PairingRun) -> list[dict[int, int]]:
    """Return for each part linked → linker, with the changes by hand."""
    found = proposed_of(run)
    for key, linker in run.edits.items():
        part, linked = key.split(":")
        found[int(part)][int(linked)] = linker
    return found
