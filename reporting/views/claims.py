"""Claims: the questions saved of a round, what the documents answer now, and where the evidence stands."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import can_make_claims, can_write_review, open_to
from living_docs.models import Round, Submission
from living_docs.views.lookups import round_or_404
from reporting import actions
from reporting.claims.comparisons import holds
from reporting.claims.evidence import RoundEvidence
from reporting.claims.passages import passages_of
from reporting.claims.sentences import sentences_with
from reporting.claims.state import Standing, standings
from reporting.forms.claims import ClaimForm, ComparisonForm
from reporting.models import Claim, Review
from reporting.review.readiness import keys_in


@open_to(can_make_claims)
def claims(request, number):
    """All claims of a round, flagged ones first, and the form for another."""
    round = round_or_404(request, number)
    evidence = RoundEvidence(round)
    form = ClaimForm(request.POST or None, evidence=evidence, initial={"question": request.GET.get("question", "")})
    if request.method == "POST" and form.is_valid():
        claim = actions.make_claim(round, form.cleaned_data["question"], by=request.user)
        messages.success(request, f"The claim can be used as {claim.token}.")
        return redirect(claim)
    compare = ComparisonForm(request.GET if "first" in request.GET else None, evidence=evidence)
    used = used_in(round)
    rows = [row_of(standing, evidence, used) for standing in standings(evidence, made(round))]
    context = {
        "round": round,
        "rows": rows,
        "form": form,
        "base": len(evidence.sent),
        "compare": compare,
        "verdict": verdict(compare, evidence) if compare.is_valid() else "",
        "flagged": [row for row in rows if row["standing"].is_flagged],
        "review": Review.objects.newest_of(round),
    }
    return render(request, "reporting/claims/claims.html", context)


def verdict(form: ComparisonForm, evidence: RoundEvidence) -> str:
    """What the documents say of a comparison, in a sentence."""
    return {
        True: f"The documents support it. Put {form.comparison.token} at the end of the sentence that says so.",
        False: "The documents say otherwise. Do not write it.",
        None: "This would tell a number that is withheld. Do not write it.",
    }[holds(form.comparison, evidence)]


def made(round: Round):
    return round.claims.prefetch_related("answers__by")


def used_in(round: Round) -> set[str]:
    """The keys that the round’s newest review prints."""
    review = Review.objects.newest_of(round)
    return keys_in(review) if review else set()


def row_of(standing: Standing, evidence: RoundEvidence, used: set[str]) -> dict:
    key = standing.claim.key
    return {
        "standing": standing,
        "claim": standing.claim,
        "used": key in used,
        "printed": evidence.published(key).phrase if standing.answer else "",
    }


@open_to(can_make_claims)
def claim(request, number, key):
    """One claim: how it is printed, which sites bear it out, where; and taking the answer when it has changed."""
    round = round_or_404(request, number)
    found = get_object_or_404(made(round), key=key)
    if request.method == "POST":
        if actions.take_answers(round, {key: request.POST.get("sha256", "")}, by=request.user):
            messages.success(request, "The present answer is taken.")
        else:
            messages.error(request, "The evidence has changed again since you looked. Look once more.")
        return redirect(found)
    review = Review.objects.newest_of(round)
    context = behind(found, request.user) | {
        "back": claims_address(round),
        "answers": sorted(found.answers.all(), key=lambda one: -one.pk),
        "sentences": sentences_with(review, key) if review else [],
    }
    return render(request, "reporting/claims/claim.html", context)


@open_to(can_make_claims)
def claim_passages(request, number, key):
    """The passages behind one claim, to be put beside the sentence that it stands in."""
    found = get_object_or_404(made(round_or_404(request, number)), key=key)
    return render(request, "reporting/claims/_passages.html", behind(found, request.user))


def behind(found: Claim, user: User) -> dict:
    """How a claim stands, and the passages that bear it out, as far as a person may read them."""
    round = found.round
    evidence, review = RoundEvidence(round), Review.objects.newest_of(round)
    (standing,) = standings(evidence, [found])
    audit.record("viewed evidence", by=user, about=found)
    readable = set(Submission.objects.visible_to(user).latest_of_round(round).values_list("pk", flat=True))
    return row_of(standing, evidence, used_in(round)) | {
        "round": round,
        "sites": passages_of(standing.answer, user, readable) if standing.answer else [],
        "may_quote": review is not None and can_write_review(user, review),
    }


@require_POST
@open_to(can_make_claims)
def take_claims(request, number):
    """Take the present answers of the claims that were ticked, or of all, as they stood on the page."""
    round = round_or_404(request, number)
    chosen = request.POST.getlist("every" if request.POST.get("do") == "all" else "seen")
    seen = dict(one.rsplit(":", 1) for one in chosen if ":" in one)
    taken = len(actions.take_answers(round, seen, by=request.user))
    if not seen:
        messages.error(request, "Tick the claims whose present answers you take.")
    elif left := len(seen) - taken:
        messages.error(request, f"{taken} taken. The evidence of {left} more changed again since you looked.")
    else:
        messages.success(
            request,
            f"The present answer{pluralize(taken)} to {taken} claim{pluralize(taken)} {pluralize(taken, 'is,are')} taken.",
        )
    return redirect("claims", number)


def claims_address(round: Round) -> str:
    return reverse("claims", args=[round.number])
