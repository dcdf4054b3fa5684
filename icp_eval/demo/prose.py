"""Prose answers: the site's own sentences and paragraphs from the bank, and their later versions."""

import html
import re
from collections import Counter
from functools import cache

from icp_eval.demo.facts import bank, site_facts, site_slugs
from icp_eval.demo.phrases import CLAUSES, SLOT, Voice, chance, paragraph, turn

ROUND_SHARE = {1: 0.62, 2: 0.8}
PLAIN_GUIDE = (60, 150)
MORE = (
    "1.1",
    "1.2",
    "1.5",
    "1.7",
    "2.4",
    "2.5",
    "2.6",
    "2.7",
    "3.1",
    "3.4",
    "3.7",
    "",
    "4.4",
    "4.6",
    "4.7",
    "",
    "5.1",
    "5.5",
    "5.6",
    "",
    "6.1",
    "6.4",
    "6.6",
    "",
    "7.1",
    "7.2",
    "7.3",
    "7.6",
    "8.4",
    "8.5",
    "8.7",
    "",
)
Guide = dict[str, int | None]


def share(amount: int, round_number: int, asked_first: int) -> int:
    """How many of a site's own sentences are out by this round: the rest are kept for later ones."""
    later = round_number - asked_first
    return amount if later >= 2 or asked_first == 3 else max(1, round(amount * (0.65 + 0.2 * later)))


def own_sentences(voice: Voice, number: str, asked_first: int) -> list[str]:
    """What the site itself says to this prompt, as far as it has come by this round."""
    sentences = voice.facts["prose"].get(number, [])
    return sentences[: share(len(sentences), voice.round_number, asked_first)]


def wanted_words(voice: Voice, number: str, guide: Guide) -> float:
    """How long the answer should be: within the prompt's guide, by the size of the site and the round."""
    low = guide.get("min") or PLAIN_GUIDE[0]
    high = guide.get("max") or max(PLAIN_GUIDE[1], low)
    fullness = 0.35 + 0.35 * (voice.facts["size"] - 0.6) + 0.1 * chance(voice.slug, number, "length").uniform(-1, 1)
    return (low + (high - low) * fullness) * ROUND_SHARE.get(voice.round_number, 1.0)


@cache
def plan() -> dict[tuple[str, str, str, int, int], tuple[int, int]]:
    """For each site and point of the bank: its wording, and which of the sites that share the wording it is.

    The sites share the wordings evenly, no two sites put the same two in a row where that can be helped,
    and a site seldom says a clause again that it has said before.
    """
    said: Counter[tuple[str, str, int]] = Counter()
    found: dict[tuple[str, str, str, int, int], tuple[int, int]] = {}
    for number, stage, at, place, ways in points():
        sharing: Counter[int] = Counter()
        in_a_row: Counter[tuple[int, int]] = Counter()
        for slug in sorted(site_slugs(), key=lambda one: turn(one, number, stage, at, place)):
            last = found.get((slug, number, stage, at, place - 1)) or found.get((slug, number, stage, at - 1, 2))
            before = last[0] if last else -1
            used = [clauses_in(slug, way, row_start(slug, number, stage, at)) for way in ways]
            weight = [
                sum(said[clause] for clause in clauses) + 9 * in_a_row[before, one] * bool(last)
                for one, clauses in enumerate(used)
            ]
            free = [one for one in range(len(ways)) if sharing[one] < -(-len(site_slugs()) // len(ways))]
            best = min(free, key=lambda one: (weight[one], sharing[one], one))
            found[slug, number, stage, at, place] = (best, sharing[best])
            sharing[best] += 1
            in_a_row[before, best] += 1
            said.update(used[best])
    return found


def points() -> list[tuple[str, str, int, int, list[str]]]:
    """Each point of the bank, by prompt, stage, paragraph and place, with the ways to make it."""
    return [
        (number, stage, at, place, ways)
        for number, stages in bank("phrases").items()
        for stage, paragraphs in stages.items()
        for at, in_order in enumerate(paragraphs)
        for place, ways in enumerate(in_order)
    ]


def clauses_in(slug: str, way: str, start: int) -> list[tuple[str, str, int]]:
    """The whole clauses about the site that a wording would use."""
    known = site_facts(slug)["clauses"]
    return [
        (slug, name + cell, (start + len(second)) % len(known[name]))
        for name, second, cell in SLOT.findall(way)
        if name in CLAUSES and (cell or name == "o")
    ]


def row_start(slug: str, number: str, stage: str, at: int) -> int:
    """Which of its facts a paragraph is about: the next ones for each paragraph and prompt."""
    places = list(bank("phrases"))
    return places.index(number) * 2 + at + 7 * (stage == "news") + 3 * (stage == "later") + turn(slug, "facts")


def bank_paragraph(voice: Voice, number: str, stage: str, at: int, shift: int = 0, turned: int = 0) -> list[str]:
    """A paragraph of the bank as sentences; another shift speaks of other facts, another turn in other words."""
    start = row_start(voice.slug, number, stage, at) + shift
    sentences = []
    for place, ways in enumerate(bank("phrases")[number][stage][at]):
        chosen, way = plan()[voice.slug, number, stage, at, place]
        chosen = (chosen + turned) % len(ways)
        sentences.append(
            voice.say(ways[chosen], number, shift, at=start, way=way, own_chair=(number, stage) == ("2.4", "say"))
        )
    return sentences


def paragraphs(voice: Voice, number: str, shift: int = 0) -> list[list[str]]:
    """All that the bank has for a prompt in this round, the first paragraph first."""
    stages = bank("phrases").get(number, {})
    found = [bank_paragraph(voice, number, "say", at, shift) for at in range(len(stages.get("say", [])))]
    if voice.round_number > 1:
        found += [bank_paragraph(voice, number, "later", at, shift) for at in range(len(stages.get("later", [])))]
    if number in MORE and voice.round_number > 1:
        found.append(
            bank_paragraph(voice, f"more{number[0]}", "say", 0, shift + int(number[2]), MORE.index(number) % 4)
        )
    return found


def words_in(sentences: list[str]) -> int:
    return sum(len(sentence.split()) for sentence in sentences)


def first_version(voice: Voice, number: str, asked_first: int, guide: Guide) -> list[str]:
    """The paragraphs of an answer written afresh."""
    own = own_sentences(voice, number, asked_first)
    left = wanted_words(voice, number, guide) - words_in(own)
    blocks: list[str] = []
    shift = voice.round_number - asked_first
    for at, sentences in enumerate(paragraphs(voice, number, shift)):
        if left < 20 and (blocks or at):
            break
        kept: list[str] = []
        for sentence in sentences:
            if len(kept) < 2 or left > 0:
                kept.append(sentence)
                left -= len(sentence.split())
        blocks.append(kept)
    if words_in(own) > 40 and len(own) > 1:
        return [paragraph(block) for block in [own, *blocks]]
    return [paragraph(own + block if at == 0 else block) for at, block in enumerate(blocks or [[]])]


def plain(sentence: str) -> str:
    """The sentence as it stands in html."""
    return html.escape(sentence, quote=False)


def revised(voice: Voice, number: str, blocks: list[str], luck) -> list[str]:
    """One or two whole sentences said anew."""
    text = "\n".join(blocks)
    pairs = []
    for earlier in range(1, voice.round_number):
        then = Voice(voice.slug, earlier, voice.calendar)
        for old, new in zip(paragraphs(then, number), paragraphs(voice, number), strict=False):
            pairs += [(plain(a), plain(b)) for a, b in zip(old, new, strict=True) if plain(a) in text]
    for old, new in luck.sample(pairs, min(len(pairs), luck.choice((1, 1, 2)))):
        if new not in text:
            text = text.replace(old, new)
    return text.split("\n")


def next_version(voice: Voice, number: str, asked_first: int, blocks: list[str], guide: Guide) -> list[str]:
    """The answer of the last round with a sentence or two replaced, paragraphs added and sometimes one moved."""
    luck = chance(voice.slug, number, voice.round_number, "update")
    before = "\n".join(blocks)
    blocks = revised(voice, number, blocks, luck)
    if len(blocks) > 3 and number != "1.1" and luck.random() < 0.25:
        blocks.insert(luck.randrange(1, len(blocks) - 1), blocks.pop())
    left = wanted_words(voice, number, guide) - len(re.sub(r"<[^>]+>", " ", before).split())
    news = [one for one in own_sentences(voice, number, asked_first) if plain(one) not in before]
    known = [versions(voice, number, earlier) for earlier in range(1, voice.round_number + 1)]
    added = []
    for then_and_now in zip(*known, strict=False):
        if left > 25 and not any(plain(one) in before for version in then_and_now for one in version):
            added.append(paragraph(then_and_now[-1]))
            left -= words_in(then_and_now[-1])
    if voice.round_number == asked_first + 1 or (number == "1.1" and not added):
        news += latest_news(voice, number, asked_first)
    return [*blocks, *added, *([paragraph(news)] if news else [])]


def versions(voice: Voice, number: str, round_number: int) -> list[list[str]]:
    """The bank's paragraphs as the site wrote them in a round."""
    return paragraphs(Voice(voice.slug, round_number, voice.calendar), number)


def latest_news(voice: Voice, number: str, asked_first: int) -> list[str]:
    """What has changed since the last version."""
    key = number if "news" in bank("phrases").get(number, {}) else "any"
    later = voice.round_number - asked_first - 1
    return bank_paragraph(voice, key, "news", 0, later + turn(voice.slug, number), later)


def blocks_of(html_text: str) -> list[str]:
    """The blocks of canonical html."""
    return [block for block in html_text.split("\n") if block]


def prose(voice: Voice, number: str, asked_first: int, guide: Guide, earlier: str = "") -> str:
    """The html of a prose answer in this round, from an earlier one where there is one."""
    if earlier:
        return "\n".join(next_version(voice, number, asked_first, blocks_of(earlier), guide))
    return "\n".join(first_version(voice, number, asked_first, guide))
