"""The proof of a review as PDF: asked for, and fetched when the worker has made it."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.foundations import audit
from accounts.permissions import can_work_on_reviews, open_to
from reporting import actions, jobs
from reporting.models import ReviewProof
from reporting.products import PDF, PROOF
from reporting.views.drafts import review_or_404
from reporting.views.files import serve


@require_POST
@open_to(can_work_on_reviews)
def ask_for_proof(request, number):
    """The review as it stands at this moment; the worker makes its PDF."""
    proof = actions.make_proof(review_or_404(request, number), by=request.user)
    jobs.make_proof_pdf.enqueue(proof.pk)
    return redirect("proof_pdf", number, proof.pk)


@open_to(can_work_on_reviews)
def proof_pdf(request, number, pk):
    review = review_or_404(request, number)
    proof = get_object_or_404(ReviewProof.objects.visible_to(request.user).filter(review=review), pk=pk)
    audit.record("downloaded the proof", by=request.user, about=review)
    name, back = PROOF.file_name(PDF, round=number), reverse("approval", args=[number])
    return serve(request, proof if proof.content else None, PROOF[PDF], name=name, title=str(proof), back=back)
