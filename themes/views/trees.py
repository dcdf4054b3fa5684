"""Pages of the theme trees."""

from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import can_see_themes, open_to
from themes.models import ThemeTree
from themes.tree_page import branches


@open_to(can_see_themes)
def themes(request):
    """To the first tree."""
    first = ThemeTree.objects.in_order().first()
    if first is None:
        return render(request, "themes/no_tree.html")
    return redirect(first)


@open_to(can_see_themes)
def theme_tree(request, tree_slug):
    """One framework’s themes, nested, with definition, example and use."""
    tree = get_object_or_404(ThemeTree, slug=tree_slug)
    context = {"tree": tree, "trees": ThemeTree.objects.in_order(), "branches": branches(tree)}
    return render(request, "themes/theme_tree.html", context)
