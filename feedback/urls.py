from django.urls import include, path

from feedback.views import agreeing, allotting, quality, reading

own_reading = [
    path("question/<int:question_number>/", reading.desk, name="desk"),
    path("lodge/", reading.lodging, name="lodging"),
    path("give-back/", reading.give_back, name="give_back"),
]
one_voice = [
    path("question/<int:question_number>/", agreeing.agreeing, name="agreeing"),
    path("summary/", agreeing.agreed_summary, name="agreed_summary"),
    path("go-on/", agreeing.go_on_agreeing, name="go_on_agreeing"),
]
urlpatterns = [
    path("reading/", reading.reading, name="reading"),
    path("reading/<int:number>/", reading.reading_list, name="reading_list"),
    path("reading/<int:number>/allotting/", allotting.allotting, name="allotting"),
    path("reading/<int:number>/allotting/evenly/", allotting.allot_evenly, name="allot_evenly"),
    path("reading/<int:number>/<slug:slug>/", include(own_reading)),
    path("agreeing/<int:number>/", agreeing.agreeing_list, name="agreeing_list"),
    path("agreeing/<int:number>/<slug:slug>/", include(one_voice)),
    path("quality/", quality.quality, name="quality"),
]
