"""Committees."""

from tongxin.store.models import Committee

CommitteeRow = Committee
"""A committee as the pages see it."""


def committee_of(pk: int) -> Committee:
    """Return a committee.

    Raises:
        Committee.DoesNotExist: there is none; accounts without a committee have no pages that ask.
    """
    return Committee.objects.get(pk=pk)


def any_committee() -> bool:
    """Tell whether there is a committee at all."""
    return Committee.objects.exists()


def is_demonstration() -> bool:
    """Tell whether the site shows invented records."""
    return Committee.objects.filter(demo=True).exists()


def committee_coded(code: str) -> Committee | None:
    """Return the committee with a code, if there is one."""
    return Committee.objects.filter(code=code).first()


def codes() -> list[str]:
    """Return the codes of all committees."""
    return list(Committee.objects.order_by("code").values_list("code", flat=True))


def committees_by_code() -> dict[str, Committee]:
    """Return all committees by code, in the order of their making."""
    return {committee.code: committee for committee in Committee.objects.order_by("pk")}


def packs_in_use() -> list[str]:
    """Return the packs that committees run by, by name."""
    return list(Committee.objects.order_by("pack").values_list("pack", flat=True).distinct())
