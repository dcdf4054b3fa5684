"""The help for one round as plain data: keys of paragraphs, sites and themes, and words; never a text."""

from __future__ import annotations

from collections import Counter, defaultdict

from living_docs.kinds import kind_of
from living_docs.models import Round, Submission
from sites.names.dictionary import programme_terms
from themes.models import Coding, Paragraph
from themes.reading_help.newness import NEW, REWORDED, newness
from themes.reading_help.word_counts import distinctive, told_twice
from themes.trees.page import themes_of


def help_for(round: Round) -> dict:
    """What the page shows, made from the round's current submissions and what is counted of their codings."""
    submissions = list(Submission.objects.latest_of_round(round).select_related("document").order_by("pk"))
    paragraphs = list(Paragraph.objects.filter(submission__in=submissions).order_by("pk"))
    site_of = {submission.pk: submission.document.site_id for submission in submissions}
    names = [term.text for term in programme_terms(round.programme)]
    return {
        "submissions": [submission.pk for submission in submissions],
        "codings": codings_of(round).count(),
        "sites": [since_earlier(submission, paragraphs) for submission in submissions],
        "site_words": by_site(paragraphs, site_of, prose_prompts(round), names),
        "theme_words": by_theme(round, names),
        "told_twice": repeated(paragraphs, site_of, prose_prompts(round)),
    }


def codings_of(round: Round):
    return Coding.objects.counted().filter(layer__submission__document__round=round)


def prose_prompts(round: Round) -> set[str]:
    """Choices and tables say much the same at every site: only prose is compared."""
    return {number for number, prompt in round.instrument.prompts.items() if kind_of(prompt).is_told}


def since_earlier(submission: Submission, paragraphs: list[Paragraph]) -> dict:
    now = [paragraph for paragraph in paragraphs if paragraph.submission_id == submission.pk]
    earlier = Submission.objects.before(submission.document).current()
    states = newness(now, Paragraph.objects.filter(submission__in=earlier.order_by()))
    counts = Counter(states.values())
    fresh = [key for key, state in states.items() if state != "same"]
    return {
        "site": submission.document.site_id,
        "submission": submission.pk,
        "all": len(now),
        "new": counts[NEW],
        "reworded": counts[REWORDED],
        "paragraphs": fresh,
        "reworded_paragraphs": [k for k in fresh if states[k] == REWORDED],
    }


def by_site(paragraphs: list[Paragraph], site_of: dict[int, int], prompts: set[str], names: list[str]) -> list:
    texts: dict[int, list[str]] = defaultdict(list)
    for paragraph in paragraphs:
        if paragraph.prompt_number in prompts:
            texts[site_of[paragraph.submission_id]].append(paragraph.text)
    return list(distinctive({site: "\n".join(said) for site, said in texts.items()}, names=names).items())


def by_theme(round: Round, names: list[str]) -> list:
    """Of each standing theme the words of the passages coded to it, against those of the other themes."""
    texts: dict[int, list[str]] = defaultdict(list)
    for tree in round.programme.theme_trees.in_order():
        standing = {theme.pk: theme.standing.pk for theme in themes_of(tree)}
        for theme, quote in codings_of(round).filter(theme__tree=tree).values_list("theme", "quote"):
            texts[standing[theme]].append(quote)
    return list(distinctive({theme: "\n".join(said) for theme, said in texts.items()}, names=names).items())


def repeated(paragraphs: list[Paragraph], site_of: dict[int, int], prompts: set[str]) -> list:
    prose = [paragraph for paragraph in paragraphs if paragraph.prompt_number in prompts]
    pairs = told_twice([p.text for p in prose], [site_of[p.submission_id] for p in prose])
    return [[prose[a].pk, prose[b].pk, score] for a, b, score in pairs]
