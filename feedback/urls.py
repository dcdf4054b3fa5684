from django.urls import include, path

from feedback.views import (
    addenda,
    agreed_summary,
    agreement,
    assignments,
    checked_words,
    desk_autosave,
    discussion,
    interests,
    quality,
    readings,
    response,
    standard_points,
)

own_reading = [
    path("question/<int:question_number>/", readings.desk, name="desk"),
    path("question/<int:question_number>/save/", desk_autosave.desk_autosave, name="desk_autosave"),
    path("lodge/", readings.lodging, name="lodging"),
    path("lodge/save/", desk_autosave.own_summary_autosave, name="own_summary_autosave"),
    path("addendum/", addenda.addendum, name="addendum"),
    path("give-back/", readings.give_back, name="give_back"),
]
one_voice = [
    path("question/<int:question_number>/", agreement.agreeing, name="agreeing"),
    path("early/", addenda.early_look, name="early_look"),
    path("points/<point:pk>/", quality.tick_off, name="tick_off"),
    path("question/<int:question_number>/autosave/", agreement.agreeing_autosave, name="agreeing_autosave"),
    path("question/<int:question_number>/versions/", discussion.agreed_versions, name="agreed_versions"),
    path("summary/", agreed_summary.agreed_summary, name="agreed_summary"),
    path("summary/autosave/", agreed_summary.summary_autosave, name="summary_autosave"),
    path("draft/", discussion.agreed_draft, name="agreed_draft"),
    path("read-too/", agreement.read_too, name="read_too"),
    path("go-on/", agreement.go_on_agreeing, name="go_on_agreeing"),
]
urlpatterns = [
    path("reading/", readings.reading, name="reading"),
    path("reading/asks/", standard_points.standing_asks, name="standing_asks"),
    path("reading/asks/<slug:slug>/", standard_points.standing_ask, name="standing_ask"),
    path("reading/<int:number>/", readings.reading_list, name="reading_list"),
    path("reading/<int:number>/allotting/", assignments.allotting, name="allotting"),
    path("reading/<int:number>/allotting/plan/", assignments.reading_plan, name="reading_plan"),
    path("reading/<int:number>/allotting/preview/", assignments.plan_preview, name="plan_preview"),
    path("reading/<int:number>/allotting/preview/allot/", assignments.allot_as_planned, name="allot_as_planned"),
    path("reading/ties/", interests.ties, name="ties"),
    path("reading/ties/<interest:pk>/withdraw/", interests.withdraw_ties, name="withdraw_ties"),
    path("reading/<int:number>/<slug:slug>/", include(own_reading)),
    path("agreeing/response/", response.response, name="response"),
    path("agreeing/words/", checked_words.guard_words, name="guard_words"),
    path("agreeing/<int:number>/", agreement.agreeing_list, name="agreeing_list"),
    path("agreeing/<int:number>/<slug:slug>/", include(one_voice)),
    path("quality/", quality.quality, name="quality"),
]
