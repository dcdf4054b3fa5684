"""What keeps a review from going on to approval, in sentences; none when it is ready."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reporting.anonymity.findings import GateText, checked
from reporting.claims.comparisons import comparison_of, holds, is_known
from reporting.claims.evidence import RoundEvidence
from reporting.claims.state import standings
from reporting.models import Claim, Finding, Quotation, Review
from reporting.recount import differences
from reporting.review.contents import draft_data, unknown_tokens
from reporting.review.key_messages import standing, texts_of
from reporting.review.tokens import HOLDS, QUOTATION, counts_in

MOST_TOLD = 5


def what_keeps_back(review: Review) -> Iterator[str]:
    """All of it; the anonymity check reads every sentence for this."""
    yield from must_be_mended(review)
    yield from undecided(checked(GateText(review)))


def must_be_mended(review: Review) -> Iterator[str]:
    """All but what the gate finds."""
    yield from what_is_missing(review)
    if wrong := differences(review, draft_data(review)):
        yield f"A second count finds other numbers: {'; '.join(wrong[:MOST_TOLD])}"


def undecided(findings: Iterable[Finding]) -> Iterator[str]:
    """What the gate found and nobody has decided."""
    if still_open := sum(finding.is_open for finding in findings):
        yield f"{still_open} finding{'s need' if still_open > 1 else ' needs'} a decision in the anonymity check"


def what_is_missing(review: Review) -> Iterator[str]:
    """What its tokens, claims and quotations lack: quick to say, so it stands on the draft."""
    if review.version > 1 and not review.correction.strip():
        yield f"The reason why this version replaces version {review.version - 1} is not given"
    if unknown := unknown_tokens(review):
        yield "These tokens have no meaning here: " + ", ".join(unknown)
    yield from changed_claims(review)
    yield from comparisons_that_do_not_hold(review)
    yield from unapproved(review)
    yield from replaced(review)


def changed_claims(review: Review) -> Iterator[str]:
    used = claims_in(review)
    if flagged := [one.claim.token for one in standings(RoundEvidence(review.round), used) if one.is_flagged]:
        yield "The evidence of these counts has changed since it was looked at: " + ", ".join(flagged)


def comparisons_that_do_not_hold(review: Review) -> Iterator[str]:
    """Sentences that the documents do not support, and those that would tell a number which is withheld."""
    evidence = RoundEvidence(review.round)
    bound = {words for text in written_in(review) for words in HOLDS.findall(text)}
    known = [one for words in sorted(bound) if (one := comparison_of(words)) and is_known(one, evidence)]
    verdicts = {one.token: holds(one, evidence) for one in known}
    if wrong := [token for token, verdict in verdicts.items() if verdict is False]:
        yield "The documents say otherwise: " + ", ".join(wrong)
    if untold := [token for token, verdict in verdicts.items() if verdict is None]:
        yield "These would tell a number that is withheld: " + ", ".join(untold)


def unapproved(review: Review) -> Iterator[str]:
    if waiting := [quotation.marker for quotation in unapproved_in(review)]:
        yield "A second person has yet to approve these quotations: " + ", ".join(waiting)


def replaced(review: Review) -> Iterator[str]:
    if old := [quotation.marker for quotation in quotations_in(review) if quotation.was_replaced]:
        yield "These quotations come from documents that were sent again since: " + ", ".join(old)


def written_in(review: Review) -> list[str]:
    """All that its writers wrote, tokens and all."""
    sections = [text for section in review.sections.printed() for text in (section.html, section.standfirst)]
    front = [text for message in standing(review) for text in texts_of(message)]
    became = [row["text"] for row in review.last_issues.get("rows", [])]
    return [*sections, review.abstract, *(row["text"] for row in review.glance), *front, *became]


def keys_in(review: Review) -> set[str]:
    """The keys of all counts that a review prints."""
    briefs = [row["count"] for section in review.sections.printed() for row in section.brief]
    front = [row["count"] for one in [*standing(review), *review.last_issues.get("rows", [])] for row in one["counts"]]
    return {*counts_in(written_in(review)), *briefs, *front, *(row["count"] for row in review.glance)}


def claims_in(review: Review) -> list[Claim]:
    return list(review.round.claims.filter(key__in=keys_in(review)).prefetch_related("answers"))


def unapproved_in(review: Review) -> list[Quotation]:
    """The quotations in a review's text whose anonymised copy a second person has not approved."""
    return [quotation for quotation in quotations_in(review) if not quotation.is_approved]


def quotations_in(review: Review) -> list[Quotation]:
    tokens = {token for text in written_in(review) for token in QUOTATION.findall(text)}
    taken = (
        review.quotations.filter(token__in=tokens)
        .select_related("submission__document")
        .prefetch_related("submission__document__submissions")
    )
    return list(taken.order_by("pk"))
