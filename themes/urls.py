from django.urls import path

from themes.views import (
    carry_over,
    coding,
    comparison,
    exchange,
    layers,
    matrices,
    memos,
    reading_help,
    retired_themes,
    trees,
)
from themes.views import search as finding

theme_trees = [
    path("themes/", trees.themes, name="themes"),
    path("themes/tree/<slug:tree_slug>/", trees.theme_tree, name="theme_tree"),
    path("themes/tree/<slug:tree_slug>/history/", trees.theme_history, name="theme_history"),
    path("themes/tree/<slug:tree_slug>/add/", trees.add_theme, name="add_theme"),
    path("themes/theme/<theme:pk>/", trees.theme, name="theme"),
    path("themes/theme/<theme:pk>/change/", trees.word_theme, name="word_theme"),
    path("themes/theme/<theme:pk>/move/", trees.move_theme, name="move_theme"),
    path("themes/theme/<theme:pk>/merge/", trees.merge_theme, name="merge_theme"),
    path("themes/theme/<theme:pk>/split/", trees.split_theme, name="split_theme"),
    path("themes/theme/<theme:pk>/retire/", trees.retire_theme, name="retire_theme"),
    path("themes/theme/<theme:pk>/passages/", retired_themes.theme_passages, name="theme_passages"),
    path("themes/theme/<theme:pk>/memo/", memos.theme_memo, name="theme_memo"),
    path("themes/memo/<memo:pk>/take-away/", memos.take_memo_away, name="take_memo_away"),
]
coding_pages = [
    path("themes/coding/", layers.coding_list, name="coding_list"),
    path("themes/coding/round/<int:number>/", layers.coding_round, name="coding_round"),
    path("themes/coding/<layer:pk>/question/<int:question_number>/", coding.coding, name="coding"),
    path("themes/coding/<layer:pk>/undo/", coding.undo_coding, name="undo_coding"),
    path("themes/coding/<layer:pk>/memo/", coding.document_memo, name="document_memo"),
    path("themes/coding/<layer:pk>/finish/", layers.finish_coding, name="finish_coding"),
    path("themes/coding/<layer:pk>/carry/", carry_over.carry_over, name="carry_over"),
    path("themes/coding/<layer:pk>/carry/<coding:coding_pk>/", carry_over.carry_one, name="carry_one"),
    path("themes/comparison/", comparison.agreement, name="agreement"),
    path("themes/comparison/<slug:table>.csv", comparison.agreement_csv, name="agreement_csv"),
    path("themes/comparison/<int:number>/<slug:slug>/", comparison.comparison, name="comparison"),
    path("themes/coding/passage/<coding:pk>/take-away/", coding.take_code_away, name="take_code_away"),
    path("themes/coding/passage/<coding:pk>/memo/", coding.coding_memo, name="coding_memo"),
]

evidence = [
    path("search/", finding.search, name="search"),
    path("themes/matrix/", matrices.matrices, name="matrices"),
    path("themes/matrix/<int:number>/", matrices.matrix, name="matrix"),
    path("themes/matrix/<int:number>/matrix.<ending>", matrices.matrix_file, name="matrix_file"),
    path("themes/matrix/<int:number>/passages/<theme:pk>/", matrices.passages, name="matrix_passages"),
    path("themes/help/", reading_help.reading_helps, name="reading_helps"),
    path("themes/help/<int:number>/", reading_help.reading_help, name="reading_help"),
    path("themes/help/<int:number>/ask/", reading_help.ask_for_help, name="ask_for_help"),
    path("themes/help/<int:number>/<slug:slug>/", reading_help.new_passages, name="new_passages"),
    path("themes/exchange/", exchange.exchanges, name="exchanges"),
    path("themes/exchange/<int:number>/", exchange.exchange, name="exchange"),
    path(
        "themes/exchange/<int:number>/project.qdpx",
        exchange.export_project,
        {"pseudonyms": False},
        name="export_project",
    ),
    path(
        "themes/exchange/<int:number>/pseudonymised.qdpx",
        exchange.export_project,
        {"pseudonyms": True},
        name="export_pseudonyms",
    ),
    path("themes/exchange/<int:number>/codings.<ending>", exchange.codings_file, name="codings_file"),
    path("themes/exchange/themes.qdc", exchange.export_codebook, name="export_codebook"),
    path("themes/exchange/take-in/", exchange.import_project, name="import_project"),
]
urlpatterns = [*theme_trees, *coding_pages, *evidence]
