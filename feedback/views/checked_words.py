"""The words that the guard watches for, kept by the leader."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import can_keep_words, open_to
from feedback import actions
from feedback.forms import WordForm
from feedback.models import WatchedWord
from sites.models import Programme


@open_to(can_keep_words)
def guard_words(request):
    """Every watched word by kind, with a box for a new one."""
    programme = Programme.objects.get()
    form = WordForm(request.POST if request.POST.get("do") == "add" else None)
    if request.POST.get("do") == "take":
        word = get_object_or_404(programme.watched_words, pk=request.POST.get("word"))
        actions.forget_word(word, by=request.user)
        messages.success(request, f"“{word.phrase}” is no longer a checked word.")
        return redirect("guard_words")
    if form.is_valid():
        word = actions.watch_word(programme, **form.cleaned_data, by=request.user)
        messages.success(request, f"“{word.phrase}” is now a checked word.")
        return redirect("guard_words")
    words = list(programme.watched_words.order_by("phrase"))
    kinds = [(kind.label, [word for word in words if word.kind == kind]) for kind in WatchedWord.Kind]
    return render(
        request,
        "feedback/checked_words/guard_words.html",
        {"form": form, "kinds": kinds},
        status=422 if form.errors else 200,
    )
