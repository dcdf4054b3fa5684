from django.urls import include, path

from living_docs.instrument import COVER
from living_docs.views import (
    autosave,
    changes,
    checking,
    diary,
    help,
    office,
    requests,
    rounds,
    sent,
    versions,
    word,
    writing,
)

document = [
    path("", writing.document, name="document"),
    path("cover/", writing.question, {"question_number": COVER}, name="cover"),
    path("question/<int:question_number>/", writing.question, name="question"),
    path("question/<int:question_number>/save/", autosave.autosave, name="autosave"),
    path("question/<int:question_number>/presence/", autosave.presence, name="presence"),
    path("question/<int:question_number>/history/<str:prompt_number>/", versions.versions, name="versions"),
    path(
        "question/<int:question_number>/history/<str:prompt_number>/<int:version_number>/restore/",
        versions.restore_version,
        name="restore_version",
    ),
    path("changes/", changes.changes, name="changes"),
    path("check/", checking.check, name="check"),
    path("check/preview/", checking.preview, name="preview"),
    path("check/acronym/", checking.add_acronym, name="add_acronym"),
    path("check/confirm/<int:question_number>/", checking.confirm_unchanged, name="confirm_unchanged"),
    path("submit/", checking.submit, name="submit"),
    path("receipt/", sent.receipt, name="receipt"),
    path("submission/<int:submission_number>/", sent.submission, name="submission"),
    path("files/<int:pk>/", sent.evidence, name="evidence"),
    path("reopen/", sent.reopen, name="reopen"),
    path("word/", word.word, name="word"),
    path("word/form.docx", word.word_form, {"blank": False}, name="word_form"),
    path("word/blank-form.docx", word.word_form, {"blank": True}, name="blank_word_form"),
    path("word/<int:pk>/", word.word_return, name="word_return"),
    path("deadline.ics", requests.deadline_ics, name="deadline_ics"),
    path("more-time/", requests.ask_for_more_time, name="ask_for_more_time"),
    path("ask-to-reopen/", requests.ask_to_reopen, name="ask_to_reopen"),
    path("requests/<int:pk>/", requests.decide_request, name="decide_request"),
    path("help/<str:prompt_number>/", help.help_thread, name="help_thread"),
]
diary_pages = [
    path("", diary.diary, name="diary"),
    path("write/", diary.write_note, name="write_note"),
    path("<int:pk>/", diary.diary_note, name="diary_note"),
    path("<int:pk>/use/", diary.use_note, name="use_note"),
    path("<int:pk>/file/", diary.diary_file, name="diary_file"),
]
urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/<int:number>/", rounds.round_overview, name="round"),
    path("rounds/<int:number>/sites/<slug:slug>/", include(document)),
    path("diary/", include(diary_pages)),
    path("office/programme/", office.programme, name="programme"),
    path("office/rounds/<int:number>/", office.round_settings, name="round_settings"),
    path("office/rounds/<int:number>/open/", office.open_round, name="open_round"),
    path("office/rounds/<int:number>/close/", office.close_round, name="close_round"),
    path("office/rounds/<int:number>/sites/<slug:slug>/deadline/", office.move_deadline, name="move_deadline"),
]
