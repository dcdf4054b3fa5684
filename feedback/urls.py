from django.urls import include, path

from feedback.views import (
    agreed_summary,
    agreeing,
    allotting,
    asks,
    beyond,
    desk_saving,
    discussing,
    guarding,
    quality,
    reading,
    response,
    ties,
)

own_reading = [
    path("question/<int:question_number>/", reading.desk, name="desk"),
    path("question/<int:question_number>/save/", desk_saving.desk_autosave, name="desk_autosave"),
    path("lodge/", reading.lodging, name="lodging"),
    path("lodge/save/", desk_saving.own_summary_autosave, name="own_summary_autosave"),
    path("addendum/", beyond.addendum, name="addendum"),
    path("give-back/", reading.give_back, name="give_back"),
]
one_voice = [
    path("question/<int:question_number>/", agreeing.agreeing, name="agreeing"),
    path("early/", beyond.early_look, name="early_look"),
    path("points/<point:pk>/", quality.tick_off, name="tick_off"),
    path("question/<int:question_number>/autosave/", agreeing.agreeing_autosave, name="agreeing_autosave"),
    path("question/<int:question_number>/versions/", discussing.agreed_versions, name="agreed_versions"),
    path("summary/", agreed_summary.agreed_summary, name="agreed_summary"),
    path("summary/autosave/", agreed_summary.summary_autosave, name="summary_autosave"),
    path("draft/", discussing.agreed_draft, name="agreed_draft"),
    path("read-too/", agreeing.read_too, name="read_too"),
    path("go-on/", agreeing.go_on_agreeing, name="go_on_agreeing"),
]
urlpatterns = [
    path("reading/", reading.reading, name="reading"),
    path("reading/asks/", asks.standing_asks, name="standing_asks"),
    path("reading/asks/<slug:slug>/", asks.standing_ask, name="standing_ask"),
    path("reading/<int:number>/", reading.reading_list, name="reading_list"),
    path("reading/<int:number>/allotting/", allotting.allotting, name="allotting"),
    path("reading/<int:number>/allotting/plan/", allotting.reading_plan, name="reading_plan"),
    path("reading/<int:number>/allotting/preview/", allotting.plan_preview, name="plan_preview"),
    path("reading/<int:number>/allotting/preview/allot/", allotting.allot_as_planned, name="allot_as_planned"),
    path("reading/ties/", ties.ties, name="ties"),
    path("reading/ties/<interest:pk>/withdraw/", ties.withdraw_ties, name="withdraw_ties"),
    path("reading/<int:number>/<slug:slug>/", include(own_reading)),
    path("agreeing/response/", response.response, name="response"),
    path("agreeing/words/", guarding.guard_words, name="guard_words"),
    path("agreeing/<int:number>/", agreeing.agreeing_list, name="agreeing_list"),
    path("agreeing/<int:number>/<slug:slug>/", include(one_voice)),
    path("quality/", quality.quality, name="quality"),
]
