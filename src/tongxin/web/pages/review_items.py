"""One who is reviewed: material, comments, conclusion, tasks."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongxin.actions import reviews as verbs
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.roster.directory import by_pinyin
from tongxin.store.queries import reviews as queries
from tongxin.store.queries.reviews import Item
from tongxin.web import review_rows, standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.review import TASKS, CommentForm, ConcludeForm, DoneForm
from tongxin.web.pages.reviews import DONE, At, may_see, round_or_404
from tongxin.web.standing_on import Ground


@require_http_methods(["GET", "POST"])
@page("read", "review")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show the material of one who is reviewed, and take the visitor's own comment."""
    at, item = _item_or_404(request, pk)
    mine = next((one for one in item.comments.all() if one.reviewer_id == request.actor.user_id), None)
    initial = {"text": mine.text, "band": mine.band} if mine else {}
    form = CommentForm(request.POST or None, bands=review_rows.bands(at.kind), initial=initial)

    def write(given: dict[str, str]) -> bool:
        verbs.comment(request.actor, pk, given["text"], given.get("band", ""))
        return True

    if sent(request, form, write):
        messages.success(request, _("Kept. Others see it once the round is closed."))
        return redirect("review-item", pk)
    closed = at.row.state != "commenting"
    context = {
        **_shown(at, item),
        "form": form,
        "mine": mine,
        "comments": list(item.comments.all()) if closed else [],
        "commenting": not closed and request.actor.scope("review", "comment") is not None,
        "closed": closed,
        "done": at.row.state in DONE,
    }
    return render(request, "tongxin/reviews/item.html", context, status=422 if form.is_bound else 200)


def _item_or_404(request: PageRequest, pk: int) -> tuple[At, Item]:
    item = queries.item_of(request.actor.committee, pk)
    if item is None:
        raise Http404
    at = round_or_404(request, item.round_id)
    if not may_see(request, at, item):
        raise Http404
    return at, item


def _shown(at: At, item: Item) -> dict[str, object]:
    now = review_rows.material_now(at.where, at.row, at.kind, item)
    return {
        "found": review_rows.material_rows(at.where.mechanism, at.kind, item, now),
        "where": at.where,
        "row": at.row,
        "kind": at.kind,
        "item": item,
        "shape": review_rows.STATES[at.row.state],
        "bands": dict(review_rows.bands(at.kind)),
        "tasks": list(item.tasks.all()),
    }


@require_http_methods(["GET", "POST"])
@page("hold", "review")
def conclude(request: PageRequest, pk: int) -> HttpResponse:
    """Write the conclusion and the tasks that follow."""
    at, item = _item_or_404(request, pk)
    initial = {"text": item.conclusion, "band": item.band}
    people = _people(at.where)
    form = ConcludeForm(
        request.POST or None, bands=review_rows.bands(at.kind), people=people, initial=initial
    )

    def write(given: dict[str, object]) -> bool:
        tasks = [
            verbs.Task(text=given[f"task{n}"], person=given[f"person{n}"], due=given[f"due{n}"])  # type: ignore[arg-type]  # as the form cleans them
            for n in range(1, TASKS + 1)
        ]
        verbs.conclude(request.actor, pk, str(given["text"]), str(given.get("band", "")), tasks)
        return True

    if sent(request, form, write):
        messages.success(request, _("The conclusion is kept."))
        return redirect("review-item", pk)
    context = {**_shown(at, item), "form": form, "comments": list(item.comments.all())}
    return render(request, "tongxin/reviews/conclude.html", context, status=422 if form.is_bound else 200)


def _people(where: Ground) -> list[tuple[int, str]]:
    """Return who may answer for a task: everybody who sits or works for the committee."""
    book = where.directory
    people = (book.roster.people[pk] for pk in {*book.seats, *book.posts_of})
    return [(person.id, person.name) for person in sorted(people, key=by_pinyin)]


@require_http_methods(["GET", "POST"])
@page("read", "review")
def done(request: PageRequest, pk: int) -> HttpResponse:
    """Say that a task is done."""
    where = standing_on.ground(request)
    whole = request.scope is Scope.COMMITTEE
    tasks = queries.tasks_of(where.committee.pk, None if whole else request.actor.person_id or 0)
    task = next((one for one in tasks if one.pk == pk), None)
    if task is None:
        raise Http404
    form = DoneForm(request.POST or None, initial={"day": where.day})

    def finish(given: dict[str, object]) -> bool:
        verbs.finish_task(request.actor, pk, given["day"], str(given["note"]))  # type: ignore[arg-type]  # a day
        return True

    if sent(request, form, finish):
        messages.success(request, _("The task is done."))
        return redirect("reviews")
    context = {"form": form, "task": task, "where": where}
    return render(request, "tongxin/reviews/done.html", context, status=422 if form.is_bound else 200)


urls: list[URLPattern] = [
    path("reviews/items/<int:pk>/", detail, name="review-item"),
    path("reviews/items/<int:pk>/conclude/", conclude, name="review-conclude"),
    path("reviews/tasks/<int:pk>/done/", done, name="review-task"),
]
