"""Which e-mails about reviews a reader wants, chosen signed in, or stopped by the link in one of them."""

from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from accounts.foundations.public_keys import number_in
from accounts.models import User
from accounts.permissions import anyone, has_a_role, open_to
from reporting import actions
from reporting.forms.shared_comments import NewsForm
from reporting.models import ReviewNews
from reporting.templatetags.news import SALT


@open_to(has_a_role)
def review_news(request):
    chosen = ReviewNews.objects.filter(person=request.user).first()
    form = NewsForm(request.POST or None, instance=chosen)
    if request.method == "POST" and form.is_valid():
        actions.choose_news(request.user, **form.cleaned_data)
        messages.success(request, "Your choice is saved.")
        return redirect("review_news")
    return render(request, "reporting/news/review_news.html", {"form": form}, status=422 if form.errors else 200)


@open_to(anyone)
def stop_news(request, token):
    """The link opens for whoever has the letter, tells nothing of the person, and stops only on a press of the button."""
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    person = get_object_or_404(User, pk=number_in(User, key), is_active=True)
    if request.method == "POST":
        actions.stop_news(person)
    return render(request, "reporting/news/stop_news.html", {"is_stopped": request.method == "POST"})
