from django.urls import include, path

from reporting.views import (
    approving,
    checking,
    claims,
<<<<<<< HEAD
    dictionary,
=======
    commenting,
>>>>>>> f14a31c (Readers of published reviews: all formats, themes over rounds, comments to the team and their answers)
    drafts,
    feedback_reports,
    gate,
    own_copies,
    periodic,
    published,
    quoting,
    releasing,
    talking,
)

site_reports = [
    path("feedback/", feedback_reports.feedback_report, name="feedback_report"),
    path("feedback/version/<int:version>/report.pdf", feedback_reports.feedback_report_pdf, name="feedback_report_pdf"),
    path(
        "feedback/version/<int:version>/report.docx", feedback_reports.feedback_report_docx, name="feedback_report_docx"
    ),
    path("feedback/talk/", talking.report_talk, name="report_talk"),
    path("feedback/acknowledge/", talking.acknowledge, name="acknowledge"),
    path("submission/<int:submission_number>/document.pdf", feedback_reports.submission_pdf, name="submission_pdf"),
    path("submission/<int:submission_number>/document.docx", own_copies.submission_docx, name="submission_docx"),
    path("copies/", own_copies.own_copies, name="own_copies"),
    path("copies/draft.docx", own_copies.draft_docx, name="draft_docx"),
    path("copies/draft/", own_copies.ask_for_draft_pdf, name="ask_for_draft_pdf"),
    path("copies/draft/<int:pk>/draft.pdf", own_copies.draft_pdf, name="draft_pdf"),
]
review_in_the_making = [
    path("", drafts.draft, name="draft"),
    path("start/", drafts.start, name="start_review"),
    path("section/<slug:slug>/", drafts.section, name="draft_section"),
    path("section/<slug:slug>/save/", drafts.section_autosave, name="section_autosave"),
    path("section/<slug:slug>/versions/", drafts.section_versions, name="section_versions"),
    path("quotations/", quoting.quotations, name="quotations"),
    path("quotations/<int:pk>/<str:prompt_number>/", quoting.add_quotation, name="add_quotation"),
    path("quotations/<slug:token>/approve/", quoting.approve_quotation, name="approve_quotation"),
    path("quotations/<slug:token>/reword/", quoting.reword_quotation, name="reword_quotation"),
    path("gate/", gate.anonymity, name="anonymity"),
    path("gate/<int:pk>/", gate.decide, name="decide"),
    path("send/", gate.send, name="send_review"),
    path("approval/", approving.approval, name="approval"),
    path("approval/approve/", approving.approve, name="approve"),
    path("approval/send-back/", approving.send_back, name="send_review_back"),
    path("publish/", approving.publish, name="publish"),
]
urlpatterns = [
    path("rounds/<int:number>/sites/<slug:slug>/", include(site_reports)),
    path("release/<int:number>/<slug:slug>/take-back/", releasing.take_back, name="take_back"),
    path("feedback/", feedback_reports.feedback_reports, name="feedback_reports"),
    path("quality/<int:number>/<slug:slug>/", checking.quality_check, name="quality_check"),
    path("release/<int:number>/", releasing.releasing, name="releasing"),
    path("release/<int:number>/together/", releasing.release_together, name="release_together"),
    path("release/<int:number>/together/<int:pk>/cancel/", releasing.cancel_release, name="cancel_release"),
    path("release/<int:number>/report/<int:pk>/again/", releasing.try_again, name="try_release_again"),
    path("release/<int:number>/<slug:slug>/", releasing.release, name="release"),
    path("release/<int:number>/<slug:slug>/released/", releasing.released, name="released"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/dictionary/", dictionary.dictionary, name="dictionary"),
    path("drafts/<int:number>/", include(review_in_the_making)),
    path("claims/<int:number>/", claims.claims, name="claims"),
    path("claims/<int:number>/<str:key>/", claims.claim, name="claim"),
    path("periodic-reviews/", periodic.periodic_reviews, name="periodic_reviews"),
    path("periodic-reviews/<int:pk>/", periodic.periodic_review_file, name="periodic_review_file"),
    path("reviews/", published.reviews, name="reviews"),
    path("reviews/round-<int:number>/", published.published, name="published"),
    path("reviews/round-<int:number>/version/<int:version>/", published.published, name="published_version"),
    path("reviews/comments/", commenting.review_comments, name="review_comments"),
    path("reviews/comments/<int:pk>/", commenting.answer_comment, name="answer_comment"),
    path(
        "reviews/round-<int:number>/version/<int:version>/comment/",
        commenting.comment_on_review,
        name="comment_on_review",
    ),
    path(
        "reviews/round-<int:number>/version/<int:version>/review.<str:format>",
        published.review_file,
        name="review_file",
    ),
]
