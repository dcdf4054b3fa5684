"""The anonymity gate of a review: what the checker finds in what would be published, and what was decided of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import combinations
from operator import itemgetter

from django.db import transaction

from accounts.foundations import clock
from accounts.models import User
from accounts.roles import TEAM_ROLES
from living_docs import prose
from reporting.anonymity.checker import Checker, checker_for
from reporting.anonymity.dictionary_page import number_of_terms
from reporting.anonymity.differencing import are_told_apart, given_back
from reporting.anonymity.gate_sources import sources_of
from reporting.anonymity.linked_quotations import follow_one_order
from reporting.anonymity.reasons import OR_ASK, reason_of
from reporting.anonymity.sentences import sentence_at
from reporting.anonymity.typed_counts import counts_of_what_was_sent, typed_amounts
from reporting.claims.evidence import RECEIVED, RoundEvidence
from reporting.claims.typed_comparisons import typed_comparisons
from reporting.models import Finding, GateCheck, Publication, Review
from reporting.printing.file_words import words_of_files
from reporting.printing.markup_lines import flat
from reporting.review.contents import CONTACT, IMPRINT, Builder, prose_of, texts
from reporting.review.tokens import QUOTATION
from reporting.templatetags.printed import eights
from sites.exits import Exit
from sites.models import Programme, Site

CHANGING = "Somebody is still changing the text. Try again when they have finished."
MOST_TIMES = 3  # that a text is read which changes while it is read
LONGEST_HIT, LONGEST_PLACE = 200, 120
ORDER, COUNTS = "The order of the quotations", "Counts side by side"
NUMBERS = {"small_count", "unique_figure"}
OURS = {"contact", "personal_id", "unique_figure"}  # how the team itself is reached, and the number of the report
NOTHING = re.compile("(?!)")
QUOTE_IT = "Make them an approved quotation, or reword."


class ChangedWhileChecked(Exception):
    """The text, or what is known of the sites, changed each time that the gate read it."""


class GateText:
    """All that the gate reads of a review, as it stands now in the database."""

    def __init__(self, review: Review) -> None:
        self.sources = sources_of(review)  # before all else: what changes later makes another hash
        self.review = Review.objects.select_related("round__programme", "round__instrument").get(pk=review.pk)
        self.builder = Builder(self.review)
        self.data, self.printed = self.builder.data(), printed_counts(self.builder)
        approved = self.review.quotations.filter(approved_by__isnull=False)
        self.quoted = set(approved.values_list("anonymised", flat=True))

    @cached_property
    def sha256(self) -> str:
        """The hash of everything that the findings depend on; findings of another hash let no text out."""
        evidence, counts = self.builder.evidence, self.builder.evidence.printed
        exact = [key for key, published in counts.items() if published.exact and key != RECEIVED]
        read = [
            self.sources,
            self.data["content_sha256"],
            sorted(published.phrase for published in self.builder.used.values()),
            sorted(self.quoted),
            sorted(self.builder.compared.items(), key=itemgetter(0)),
            sorted((key, published.phrase) for key, published in counts.items()),
            sorted((key, sorted(evidence.answer(key).holders)) for key in exact),
        ]
        return hashlib.sha256(repr(read).encode()).hexdigest()


def checked(text: GateText) -> list[Finding]:
    """What the gate finds in exactly this text: as noted, if it was noted of nothing else; or else found now."""
    noted = GateCheck.objects.filter(review=text.review, sha256=text.sha256)
    if not noted.exists():
        check_review(text.review)
    if not noted.exists():
        raise ChangedWhileChecked(CHANGING)
    return list(text.review.findings.found())


def check_if_changed(review: Review) -> None:
    """Check a review unless what it was last checked from is what there is now."""
    if not is_up_to_date(review):
        check_review(review)


def is_up_to_date(review: Review) -> bool:
    """Quick: what it says is for pages and jobs, and lets nothing out."""
    return GateCheck.objects.filter(review=review, sources=sources_of(review)).exists()


def check_review(review: Review) -> list[Finding]:
    """Check everything that would be published, and note what was found, unless that changed meanwhile."""
    for _ in range(MOST_TIMES):
        text = GateText(review)
        found = found_in(text)
        with transaction.atomic():
            Review.objects.select_for_update().get(pk=review.pk)  # of two at once one waits for the other
            if sources_of(review) == text.sources:
                return note(text, found)
    raise ChangedWhileChecked(CHANGING)


def found_in(text: GateText) -> list[dict]:
    """Every place that could tell a site."""
    review, builder, data, printed = text.review, text.builder, text.data, text.printed
    checker = checker_for(review.round.programme, any_count=True)
    found = [
        finding
        for place, words in texts(data)
        for finding in findings_in(checker, place, words, quoted=words in text.quoted, printed=printed)
    ]
    own = said_of_ourselves(found)
    known = {(finding["kind"], finding["hit"]) for finding in found}
    found = [finding for finding in found if finding not in own] + list(found_in_files(checker, data, known))
    found += comparisons_without_a_claim(builder, data)
    found += counts_without_a_claim(data, printed, found)
    found += amounts_in_words_of_writers(data, found)
    told = [*told_by_counts(builder, data), *told_by_two_counts(builder.evidence), *told_by_order(review)]
    return [*found, *told]


def what_identifies(text: str, *, exit: Exit, programme: Programme, site: Site | None = None, by: User) -> list[str]:
    """A sentence for each thing that could tell a site in a text that goes out by itself: an answer, a reason."""
    found = checker_for(programme).check(text)
    return list(dict.fromkeys(without_others(reason_of(one.kind, text[one.start : one.end])) for one in found))


def without_others(reason: str) -> str:
    """What somebody can do who writes alone: nobody is asked, and nothing becomes a quotation."""
    return reason.replace(OR_ASK, "Change it.").replace(QUOTE_IT, "Say it in other words.")


def said_of_ourselves(found: list[dict]) -> list[dict]:
    """What the imprint says of the team: its contact and numbers, and authors who work in it and at no site."""
    ours = {user.name for user in User.objects.filter(memberships__role__in=TEAM_ROLES) if not user.is_site_person}
    return [
        finding
        for finding in found
        if (finding["where"] == CONTACT and finding["kind"] in OURS)
        or (finding["where"] == IMPRINT and finding["kind"] == "person" and finding["hit"] in ours)
    ]


def printed_counts(builder: Builder) -> re.Pattern:
    """What the counts themselves print: in it no number is looked for."""
    phrases = {published.phrase for published in builder.used.values()}
    return re.compile(
        "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) or NOTHING.pattern, re.IGNORECASE
    )


def findings_in(checker: Checker, place: str, text: str, *, quoted: bool, printed: re.Pattern) -> Iterator[dict]:
    """Words of a submission may stand as a quotation that was approved, and nowhere else."""
    counts = [match.span() for match in printed.finditer(text)]
    for found in checker.check(text):
        is_count = any(start <= found.start and found.end <= end for start, end in counts)
        if not is_count and not (quoted and found.kind == "source_overlap"):
            yield as_finding(
                place, found.kind, text[found.start : found.end], sentence_at(text, found.start, found.end)
            )


def comparisons_without_a_claim(builder: Builder, data: dict) -> Iterator[dict]:
    """What a quotation says is its site's word, and a figure's own words are ours."""
    for place, text in prose_of(data):
        for start, end in typed_comparisons(text, bound=builder.compared):
            yield as_finding(place, "comparison", text[start:end], sentence_at(text, start, end))


def counts_without_a_claim(data: dict, printed: re.Pattern, found: list[dict]) -> Iterator[dict]:
    """Numbers that writers typed in other words than the checker knows."""
    known = {(finding["where"], finding["sentence"]) for finding in found if finding["kind"] == "small_count"}
    for place, text in prose_of(data):
        counts = [match.span() for match in printed.finditer(text)]
        for start, end in counts_of_what_was_sent(text):
            sentence = sentence_at(text, start, end)
            if (place, sentence) not in known and not any(a < end and start < b for a, b in counts):
                yield as_finding(place, "small_count", text[start:end], sentence)


def amounts_in_words_of_writers(data: dict, found: list[dict]) -> Iterator[dict]:
    """Amounts that a writer typed; one that the checker knows as a site's is found already."""
    known = {(finding["where"], finding["sentence"]) for finding in found if finding["kind"] == "unique_figure"}
    for place, text in prose_of(data):
        for start, end in typed_amounts(text):
            if (place, sentence := sentence_at(text, start, end)) not in known:
                yield as_finding(place, "typed_amount", text[start:end], sentence)


def found_in_files(checker: Checker, data: dict, known: set[tuple[str, str]]) -> Iterator[dict]:
    """What the files add of their own: notes of slides, captions, alternative texts, metadata, names. Their numbers
    are the data's, in a table where the text has a sentence, and are not asked about a second time."""
    said = " ".join(flat(text for _, text in texts(data)))
    checksum = eights(data["content_sha256"])  # its digits may look like a telephone number
    read: set[str] = set()
    for place, line in words_of_files(data):
        line = line.replace(checksum, "")
        if line in read or line.strip("“”") in said:
            continue
        read.add(line)
        for finding in findings_in(checker, place, line, quoted=False, printed=NOTHING):
            hit = finding["kind"], finding["hit"]
            if finding["kind"] not in NUMBERS and hit not in known:
                known.add(hit)
                yield finding


def told_by_counts(builder: Builder, data: dict) -> Iterator[dict]:
    """Counts that give back a withheld one, alone or beside whatever was published before."""
    before = Publication.objects.filter(round__programme=builder.round.programme).exclude(review=builder.review)
    earlier = before.order_by("round__number", "version").values_list("data", flat=True)
    for given in given_back(data, earlier, k=builder.evidence.k):
        yield as_finding(given.label, "small_count", given.words, f"{given.label}: {given.words}")


def told_by_two_counts(evidence: RoundEvidence) -> Iterator[dict]:
    """Two counts, of a part and its whole or of two that exclude one another, that leave a small number."""
    exact = [evidence.answer(key) for key, published in evidence.printed.items() if published.exact and key != RECEIVED]
    for one, other in combinations(exact, 2):
        if one.question.is_beside(other.question) and are_told_apart(
            one.holders, other.holders, one.count.of, k=evidence.k
        ):
            words = f"{one.count.published(evidence.k).phrase} {one.question.words}"
            sentence = f"{words}, and {other.count.published(evidence.k).phrase} {other.question.words}"
            yield as_finding(COUNTS, "small_count", words, sentence)


def told_by_order(review: Review) -> Iterator[dict]:
    """Quotations that follow one order of sites throughout can be tied to one another."""
    sites = dict(review.quotations.values_list("token", "submission__document__site__name"))
    html = review.sections.printed().values_list("html", flat=True)
    sections = [[sites[token] for token in QUOTATION.findall(text) if token in sites] for text in html]
    if follow_one_order(sections):
        yield as_finding(ORDER, "site_set", ORDER, f"{ORDER} is that of their sites in every section.")


def as_finding(place: str, kind: str, hit: str, sentence: str) -> dict:
    key = hashlib.sha256("\x1f".join([place, kind, hit, sentence]).encode()).hexdigest()
    return {"key": key, "where": place[:LONGEST_PLACE], "kind": kind, "hit": hit[:LONGEST_HIT], "sentence": sentence}


def note(text: GateText, found: list[dict]) -> list[Finding]:
    """Keep findings by their key: decided ones stay decided while their sentence stands, in a later version too.

    Findings that are gone are marked so.
    """
    review = text.review
    for fields in found:
        finding, is_new = Finding.objects.get_or_create(review=review, key=fields["key"], defaults=fields)
        if finding.decision == Finding.Decision.GONE:
            finding.reopen()
        if is_new and review.version > 1:
            finding.decide_as_before()
    keys = {fields["key"] for fields in found}
    review.findings.exclude(key__in=keys).update(decision=Finding.Decision.GONE)
    GateCheck.objects.update_or_create(
        review=review,
        defaults={
            "sha256": text.sha256,
            "sources": text.sources,
            "places": list(dict.fromkeys(place for place, _ in texts(text.data))),
            "words": sum(prose.count_words(words) for _, words in texts(text.data)),
            "terms": number_of_terms(review.round.programme),
            "at": clock.now(),
        },
    )
    return list(review.findings.found())
