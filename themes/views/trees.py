"""Pages of the theme trees: a tree, a theme with its history, and the changes the leader makes."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.foundations import kept_text
from accounts.permissions import can_edit_themes, can_see_themes, open_to
from living_docs.versions import ChangedMeanwhile, Saved
from themes import actions
from themes.models import Memo, Theme, ThemeTree
from themes.trees.forms import MergeForm, MoveForm, RetireForm, SplitForm, ThemeChangeForm, ThemeForm
from themes.trees.page import branches, changes_of, retired
from themes.trees.theme_page import ThemePage

WORDING = ("title", "code", "definition", "example", "codable")


def theme_or_404(pk: int) -> Theme:
    return get_object_or_404(Theme.objects.select_related("tree", "parent", "merged_into"), pk=pk)


@open_to(can_see_themes)
def themes(request):
    """To the first tree."""
    first = ThemeTree.objects.in_order().first()
    if first is None:
        return render(request, "themes/trees/no_tree.html")
    return redirect(first)


@open_to(can_see_themes)
def theme_tree(request, tree_slug):
    """One framework’s themes, nested, with definition, example and use."""
    tree = get_object_or_404(ThemeTree, slug=tree_slug)
    context = {
        "tree": tree,
        "trees": ThemeTree.objects.in_order(),
        "branches": branches(tree),
        "retired": retired(tree),
        "may_edit": can_edit_themes(request.user),
    }
    return render(request, "themes/trees/theme_tree.html", context)


@open_to(can_see_themes)
def theme_history(request, tree_slug):
    """What was changed in a tree, the newest first."""
    tree = get_object_or_404(ThemeTree, slug=tree_slug)
    return render(request, "themes/trees/theme_history.html", {"tree": tree, "changes": changes_of(tree)})


@open_to(can_see_themes)
def theme(request, pk):
    """One theme: how it reads, what was changed, memos on it."""
    found = theme_or_404(pk)
    memos = Memo.objects.visible_to(request.user).there().filter(theme=found).oldest_first()
    context = {
        "page": ThemePage(found, request.user),
        "theme": found,
        "tree": found.tree,
        "memos": memos,
        "changes": changes_of(found.tree, found),
        "may_edit": can_edit_themes(request.user),
    }
    return render(request, "themes/trees/theme.html", context)


@open_to(can_edit_themes)
@kept_text.holds_text("Add this theme")
def add_theme(request, tree_slug):
    tree = get_object_or_404(ThemeTree, slug=tree_slug)
    parent = tree.themes.filter(pk=request.GET["under"]).first() if request.GET.get("under", "").isdigit() else None
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.add_theme(tree, parent=parent, by=request.user, **form.cleaned_data)
        messages.success(request, f"“{made}” is added.")
        return redirect(f"{tree.get_absolute_url()}#theme-{made.pk}")
    context = {"form": form, "tree": tree, "parent": parent, "heading": "Add a theme", "button": "Add theme"}
    return render(request, "themes/trees/edit_theme.html", context, status=422 if form.errors else 200)


@open_to(can_edit_themes)
@kept_text.holds_text("Save this theme")
def word_theme(request, pk):
    found = theme_or_404(pk)
    form = ThemeChangeForm(request.POST or None, instance=theme_or_404(pk), initial={"base_version": found.version})

    def act():
        fields = {name: form.cleaned_data[name] for name in WORDING}
        return actions.word_theme(found, **fields, **stand(form), by=request.user)

    context = {
        "heading": f"Change “{found}”",
        "button": "Save",
        "lede": "Passages already coded to it stay coded to it.",
    }
    return changed(request, found, form, act, context)


@open_to(can_edit_themes)
def move_theme(request, pk):
    found = theme_or_404(pk)
    form = MoveForm(found, request.POST or None)

    def act():
        chosen = {name: form.cleaned_data[name] for name in ("parent", "place", "base_version")}
        actions.move_theme(found, **chosen, by=request.user)

    return changed(request, found, form, act, {"heading": f"Move “{found}”", "button": "Move it"})


@open_to(can_edit_themes)
def merge_theme(request, pk):
    """Both uses are shown before anything is done."""
    found = theme_or_404(pk)
    form = MergeForm(found, request.POST or None)

    def act():
        actions.merge_theme(found, into=form.cleaned_data["into"], **stand(form), by=request.user)

    context = {
        "heading": f"Merge “{found}” into another theme",
        "button": "Merge",
        "about": "themes/trees/_merging.html",
    }
    return changed(request, found, form, act, context)


@open_to(can_edit_themes)
def split_theme(request, pk):
    found = theme_or_404(pk)
    form = SplitForm(found, request.POST or None)

    def act():
        actions.split_theme(found, parts=form.parts, **stand(form), by=request.user)

    context = {"heading": f"Split “{found}”", "button": "Split it", "about": "themes/trees/_deciding.html"}
    return changed(request, found, form, act, context)


@open_to(can_edit_themes)
def retire_theme(request, pk):
    """Retire a theme, or take one up again."""
    found = theme_or_404(pk)
    form = RetireForm(found, request.POST or None)
    act = actions.restore_theme if found.is_retired else actions.retire_theme
    context = (
        {"heading": f"Bring “{found}” back", "button": "Bring it back"}
        if found.is_retired
        else {"heading": f"Retire “{found}”", "button": "Retire it", "about": "themes/trees/_deciding.html"}
    )
    return changed(request, found, form, lambda: act(found, **stand(form), by=request.user), context)


def stand(form) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in ("base_version", "why")}


def changed(request, found: Theme, form, act: Callable[[], object], context: dict) -> HttpResponse:
    """Do a change and go to the theme; where it was changed meanwhile, or cannot be, the page says so and keeps all."""
    context |= {"form": form, "theme": found, "tree": found.tree, "page": ThemePage(found, request.user)}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            done = act()
        except ChangedMeanwhile as meanwhile:
            status, context["meanwhile"] = 409, meanwhile.there
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            if not (isinstance(done, Saved) and done.clashed):
                messages.success(request, f"“{found}” is changed. Its history says how.")
                return redirect("theme", found.pk)
            status, context["meanwhile"] = 409, done.record
    return render(request, "themes/trees/edit_theme.html", context, status=422 if form.errors else status)
