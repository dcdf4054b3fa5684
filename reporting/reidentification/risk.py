"""How often the attacker would be right about a review, against chance, and where it is surest."""

from __future__ import annotations

from reporting.models import ReidentificationRisk, Review
from reporting.reidentification.attack import Attacker
from reporting.reidentification.passages import (
    attacker_of,
    claims_told,
    printed_sentences,
    quotations_of,
    site_of,
)
from reporting.review.contents import Builder, draft_data

SUREST = 8


def measure(review: Review) -> ReidentificationRisk | None:
    """Attack the review as it stands now and keep what came of it; each text is attacked once."""
    content = draft_data(review)["content_sha256"]
    known = ReidentificationRisk.objects.filter(review=review, content_sha256=content).first()
    attacker = None if known else attacker_of(review.round)
    if attacker is None:
        return known
    risk, _ = ReidentificationRisk.objects.get_or_create(
        review=review, content_sha256=content, defaults={"data": attacked(review, attacker)}
    )
    return risk


def attacked(review: Review, attacker: Attacker) -> dict:
    builder = Builder(review)
    return {
        "sites": len(attacker.sites),
        "quotations": on_quotations(review, attacker),
        "claims": on_claims(builder, attacker),
        "surest": where_surest(builder, attacker),
    }


def on_quotations(review: Review, attacker: Attacker) -> dict:
    """Each quotation in its site's own words and in its anonymised copy: told or not."""
    taken = quotations_of(review)
    originals = attacker.guesses([one.original for one in taken])
    copies = attacker.guesses([one.anonymised for one in taken])
    each = {
        one.token: {
            "copy": one.anonymised,
            "original_told": original.site == site_of(one),
            "copy_told": copy.site == site_of(one),
            "margin": round(copy.margin, 2),
        }
        for one, original, copy in zip(taken, originals, copies, strict=True)
    }
    told = {name: sum(one[f"{name}_told"] for one in each.values()) for name in ("original", "copy")}
    return {"of": len(each), **told, "chance": 1 / len(attacker.sites), "each": each}


def on_claims(builder: Builder, attacker: Attacker) -> dict:
    """A claim is told when the guess is one of the sites of which it holds."""
    told = claims_told(builder)
    guesses = attacker.guesses([one.text for one in told])
    right = sum(guess.site in one.sites for guess, one in zip(guesses, told, strict=True))
    chance = sum(len(one.sites) for one in told) / len(told) / len(attacker.sites) if told else 0
    return {"of": len(told), "told": right, "chance": chance}


def where_surest(builder: Builder, attacker: Attacker) -> list[dict]:
    """The sentences that one site's documents stand out for most. Which site is not kept: it would tell."""
    said = printed_sentences(builder)
    guesses = attacker.guesses([sentence for _, sentence in said])
    surest = sorted(zip(guesses, said, strict=True), key=lambda one: -one[0].margin)[:SUREST]
    return [{"where": place, "text": text, "margin": round(guess.margin, 2)} for guess, (place, text) in surest]
