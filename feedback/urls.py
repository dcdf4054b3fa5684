from django.urls import include, path

from feedback import views

own_reading = [
    path("question/<int:question_number>/", views.desk, name="desk"),
    path("lodge/", views.lodging, name="lodging"),
    path("give-back/", views.give_back, name="give_back"),
]
one_voice = [
    path("question/<int:question_number>/", views.agreeing, name="agreeing"),
    path("summary/", views.agreed_summary, name="agreed_summary"),
    path("go-on/", views.go_on_agreeing, name="go_on_agreeing"),
]
urlpatterns = [
    path("reading/", views.reading, name="reading"),
    path("reading/<int:number>/", views.reading_list, name="reading_list"),
    path("reading/<int:number>/allotting/", views.allotting, name="allotting"),
    path("reading/<int:number>/allotting/evenly/", views.allot_evenly, name="allot_evenly"),
    path("reading/<int:number>/<slug:slug>/", include(own_reading)),
    path("agreeing/<int:number>/", views.agreeing_list, name="agreeing_list"),
    path("agreeing/<int:number>/<slug:slug>/", include(one_voice)),
    path("quality/", views.quality, name="quality"),
]
