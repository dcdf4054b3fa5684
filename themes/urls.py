from django.urls import path

from themes.views import finding, trees

theme_trees = [
    path("themes/", trees.themes, name="themes"),
    path("themes/tree/<slug:tree_slug>/", trees.theme_tree, name="theme_tree"),
]

evidence = [
    path("search/", finding.search, name="search"),
]
urlpatterns = [*theme_trees, *evidence]
