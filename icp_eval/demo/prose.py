"""Prose answers: the site's own sentences and the bank's templates in paragraphs, and their later versions."""

import re

from icp_eval.demo.facts import bank
from icp_eval.demo.phrases import Voice, chance, paragraph, turn

SWAPS = (
    ("we hope to", "we now expect to"), ("each month", "every month"), ("we think", "we believe"), ("every", "each"),
    ("a few", "several"), ("small", "modest"), ("mostly", "for the most part"), ("seldom", "rarely"),
    ("because", "since"), ("at once", "straight away"), ("nobody", "no one"), ("hardly", "scarcely"),
    ("together", "jointly"), ("started", "began"), ("although", "though"), ("though", "although"),
    ("until", "till"), ("large", "sizeable"), ("cannot", "are not able to"), ("twice a year", "every six months"),
    ("whereas", "while"), ("soon", "shortly"), ("might", "could"), ("quickly", "fast"),
)  # fmt: skip
A_NUMBER = re.compile(r"(?<![\w/.,])([2-9]\d|1\d\d)(?![\w/.,]\d|[\w/])")


def share(amount: int, round_number: int, asked_first: int) -> int:
    """How many of a site's own sentences are out by this round: the rest are kept for later ones."""
    later = round_number - asked_first
    return amount if later >= 2 or asked_first == 3 else max(1, round(amount * (0.65 + 0.2 * later)))


def own_sentences(voice: Voice, number: str, asked_first: int) -> list[str]:
    """What the site itself says to this prompt, as far as it has come by this round."""
    sentences = voice.facts["prose"].get(number, [])
    return sentences[: share(len(sentences), voice.round_number, asked_first)]


def bank_sentences(voice: Voice, number: str, wanted: int, stage: str = "say") -> list[str]:
    """Sentences from the bank, one of each list of ways to make a point; sites take different ways."""
    points = bank("phrases").get(number, {}).get(stage, [])
    order = list(range(len(points)))
    chance(voice.slug, number, "order").shuffle(order)
    chosen = sorted(order[:wanted])
    return [voice.say(points[at][turn(voice.slug, number, stage, at) % len(points[at])], number) for at in chosen]


def details(voice: Voice, number: str, wanted: int) -> list[str]:
    """Concrete sentences about the site's own partners, activities or figures, by the prompt's question."""
    question, _, place = number.partition(".")
    ways = bank("details").get(question, [])
    start = turn(voice.slug, "details", question) + 3 * int(place)
    return [voice.say(ways[(start + at) % len(ways)], number, at) for at in range(min(wanted, len(ways)))]


def in_paragraphs(sentences: list[str], size: int) -> list[str]:
    """The sentences as paragraphs of about so many sentences each."""
    return [paragraph(sentences[at : at + size]) for at in range(0, len(sentences), size)]


def first_version(voice: Voice, number: str, asked_first: int) -> list[str]:
    """The paragraphs of an answer written afresh."""
    own = own_sentences(voice, number, asked_first)
    length = voice.facts["size"] * {1: 0.7, 2: 0.85}.get(voice.round_number, 1.0)
    points = len(bank("phrases").get(number, {}).get("say", []))
    added = bank_sentences(voice, number, max(1, round(points * min(1.0, length * 0.8))))
    added += details(voice, number, 1 + round(2 * length**2) if own else 2 + round(2 * length**2))
    luck = chance(voice.slug, number, voice.round_number, "weave")
    sentences = own[:1]
    rest, others = own[1:], added
    while rest or others:
        source = rest if rest and (not others or luck.random() < 0.5) else others
        sentences.append(source.pop(0))
    return in_paragraphs(sentences, luck.choice((2, 3, 3, 4)))


def edited(block: str, luck) -> str:
    """The paragraph with a word or a figure changed, as somebody does who goes through an old answer."""
    swaps = [pair for pair in SWAPS if re.search(rf"\b{pair[0]}\b", block)]
    luck.shuffle(swaps)
    for old, new in swaps[:2]:
        block = re.sub(rf"\b{old}\b", new, block, count=1)
    return A_NUMBER.sub(lambda found: str(int(found[1]) + luck.randint(1, 9)), block, count=1)


def next_version(voice: Voice, number: str, asked_first: int, blocks: list[str]) -> list[str]:
    """The answer of the last round with a few words changed, a paragraph added and sometimes one moved."""
    luck = chance(voice.slug, number, voice.round_number, "update")
    blocks = list(blocks)
    for at in luck.sample(range(len(blocks)), min(len(blocks), luck.choice((1, 2)))):
        blocks[at] = edited(blocks[at], luck)
    if len(blocks) > 2 and luck.random() < 0.3:
        blocks.insert(luck.randrange(len(blocks)), blocks.pop())
    fresh = [one for one in own_sentences(voice, number, asked_first) if not said_already(one, blocks)]
    fresh += bank_sentences(voice, number, 1, "news") if number in bank("phrases") else []
    fresh += general_news(voice, number)
    return [*blocks, paragraph([one for one in fresh if not said_already(one, blocks)] or fresh[-1:])]


def said_already(sentence: str, blocks: list[str]) -> bool:
    """Whether a paragraph has the sentence, perhaps with a word changed since."""
    words = set(sentence.lower().split())
    return any(len(words & set(block.lower().replace("<p>", "").split())) > 0.75 * len(words) for block in blocks)


def general_news(voice: Voice, number: str) -> list[str]:
    """What any answer may add in a later round."""
    points = bank("phrases")["any"]["news"]
    at = turn(voice.slug, number, voice.round_number) % len(points)
    return [voice.say(points[at], number, voice.round_number)]


def blocks_of(html_text: str) -> list[str]:
    """The blocks of canonical html."""
    return [block for block in html_text.split("\n") if block]


def prose(voice: Voice, number: str, asked_first: int, earlier: str = "") -> str:
    """The html of a prose answer in this round, from an earlier one where there is one."""
    if earlier:
        return "\n".join(next_version(voice, number, asked_first, blocks_of(earlier)))
    return "\n".join(first_version(voice, number, asked_first))
