"""The numbers that a review prints, each beside what a second count finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from html import unescape

from living_docs.models import Round
from reporting.models import Review
from reporting.recount.answers import counted, sums
from reporting.recount.disclosure import FEWEST_AMOUNTS, Shown, shown, spelt, withheld
from reporting.recount.documents import Documents
from reporting.recount.figures import Numbers

TOKEN = re.compile(r"\[\[(count|holds):([\w.:-]+)\]\]")
NO_NUMBER = re.compile(r"\[\[count:[^\[\]\n]*\]\]")  # printed as it was typed: nothing is known of its key
SEE = re.compile(r"\[\[see:([\w-]+)\]\]")
ALONE = re.compile(r"(?:<(?:p|li)>)?\s{0,40}\[\[(?:figure|quotation):[\w-]+\]\]\s*(?:</(?:p|li)>)?")
TAG = re.compile(r"<[^<>]+>")
NUMBER = re.compile(r"\d+")


def differences(review: Review, data: dict) -> list[str]:
    """Each number in the data of a review, drafted or published, that is not what the documents say; in sentences."""
    return list(Recount(review, data).all())


class Recount:
    def __init__(self, review: Review, data: dict) -> None:
        self.review, self.data = review, data
        self.documents = Documents(review.round)
        self.numbers = Numbers(self.documents)
        self.k, self.of = self.documents.k, len(self.documents.all)
        self.figures = [
            block["figure"] for section in data["sections"] for block in section["blocks"] if block["kind"] == "figure"
        ]
        self.withheld = self.keys_withheld()
        self.missing: list[str] = []

    def all(self) -> Iterator[str]:
        if self.data["documents"] != self.of:
            yield f"Documents received: printed {self.data['documents']}, counted {self.of}"
        yield from self.rows("At a glance", self.review.glance, self.data["glance"])
        yield from self.prose("Abstract", self.review.abstract, self.data["abstract"])
        for row, printed in zip(self.review.glance, self.data["glance"], strict=True):
            yield from self.prose(f"At a glance, {row['statement']}", row["text"], printed["text"])
        yield from self.front()
        for section, printed in zip(self.review.sections.printed(), self.data["sections"], strict=True):
            yield from self.rows(section.title, section.brief, printed["brief"])
            yield from self.prose(section.title, section.standfirst, printed["standfirst"])
            texts = [block["html"] for block in printed["blocks"] if block["kind"] == "html"]
            yield from self.prose(section.title, section.html, " ".join(texts))
        for place, figure in enumerate(self.figures, 1):
            yield from self.figure(figure)
            if figure["number"] != place:
                yield f"{figure['title']}: printed as Figure {figure['number']}, in order it is Figure {place}"
        for comparison in self.data.get("comparisons", []):
            if not self.bears_out(comparison):
                yield f"“{comparison['sentence']}”: the documents say otherwise"

    def front(self) -> Iterator[str]:
        """The messages, and what became of the last issues."""
        messages = [message for message in self.review.messages if not message["removed"]]
        printed = self.data.get("messages", [])
        yield from as_many("Key messages", messages, printed)
        for source, said in zip(messages, printed, strict=False):
            follows = filter(None, (source["department"], source["sites"], source["evaluation"]))
            texts = [source["finding"], source["why"], *follows]
            in_print = [said["finding"], said["why"], *(one["text"] for one in said["follows"])]
            yield from self.beside(f"Key message {source['key']}", source["counts"], texts, said["counts"], in_print)
        rows, printed = self.review.last_issues.get("rows", []), self.data.get("last_issues", {}).get("rows", [])
        yield from as_many("Issues of the last review", rows, printed)
        for source, said in zip(rows, printed, strict=False):
            place = f"Issue “{source['issue']}”"
            yield from self.beside(place, source["counts"], [source["text"]], said["counts"], [said["text"]])

    def beside(self, place: str, rows: list, texts: list, printed_rows: list, printed_texts: list) -> Iterator[str]:
        """Counts and texts as they were written, beside those that are printed."""
        wrong = [*as_many(place, rows, printed_rows), *as_many(place, texts, printed_texts)]
        yield from wrong
        if not wrong:
            yield from self.rows(place, rows, printed_rows)
            for text, said in zip(texts, printed_texts, strict=True):
                yield from self.prose(place, text, said)

    def keys_withheld(self) -> set[str]:
        """Keys whose number one place of the review withholds, so that no other place may print it."""
        in_figures = (place for figure in self.figures for place in self.numbers.places(figure))
        return {key for _, key, number in in_figures if key and number.exact is None}

    def expected(self, key: str) -> Shown:
        holding, base = counted(key, self.documents)
        if key == "received":
            return Shown(len(base), len(base), None)
        number = shown(len(holding), len(base), self.k)
        return withheld(number) if key in self.withheld else number

    def rows(self, place: str, sources: list[dict], printed: list[dict]) -> Iterator[str]:
        for source, row in zip(sources, printed, strict=True):
            if left := NO_NUMBER.findall(row["count"]["words"]):
                yield f"{place}: {left[0]} stands for no number"
                continue
            yield from self.count(f"{place}: {row['statement']}", row["count"], self.expected(source["count"]))

    def count(self, place: str, printed: dict, expected: Shown) -> Iterator[str]:
        """A number with its band, its words and its base."""
        if Shown(printed["of"], printed["exact"], printed["band"]) != expected:
            yield f"{place}: printed {in_short(printed)}, counted {in_short(expected._asdict())}"
        elif printed["words"] != expected.words:
            yield f"{place}: printed “{printed['words']}”, counted “{expected.words}”"
        elif NUMBER.findall(printed["base"]) != [str(expected.of)]:
            yield f"{place}: printed “{printed['base']}”, counted of {expected.of}"

    def prose(self, place: str, source: str, printed: str) -> Iterator[str]:
        """What stands where the writer put a token, found by the words around it."""
        if left := NO_NUMBER.findall(printed):
            yield f"{place}: {', '.join(left)} stands for no number"
            return
        source = SEE.sub(self.figure_number, ALONE.sub(" ", source))
        keys = [key for kind, key in TOKEN.findall(source) if kind == "count"]
        pieces = re.split(TOKEN.pattern, plain(source))[::3]
        kinds = [kind for kind, _ in TOKEN.findall(source)]
        pattern = "".join(
            r"\s*" + re.escape(piece.strip()) + r"\s*" + ({"count": "(.+?)", "holds": ""}[kind] if kind else "")
            for piece, kind in zip(pieces, [*kinds, ""], strict=True)
        )
        match = re.fullmatch(pattern.replace(r"\ ", r"\s+"), plain(printed))
        if match is None:
            yield f"{place}: the printed text is not the text that was written"
            return
        for key, said in zip(keys, match.groups(), strict=True):
            if not in_prose(said).startswith(self.phrase(key)):
                yield f"{place}: printed “{said}”, counted “{self.phrase(key)}” ({key})"

    def figure_number(self, mention: re.Match) -> str:
        """By the place of the figure among those that are printed."""
        kinds = [figure["kind"] for figure in self.figures]
        return f"Figure {kinds.index(mention[1]) + 1}" if mention[1] in kinds else mention[0]

    def phrase(self, key: str) -> str:
        number = self.expected(key)
        if key == "received" or number.of < 2:
            return f"{number.words.lower()} pilots"
        return f"{number.words.lower()} of the {spelt(number.of)} pilots"

    def figure(self, figure: dict) -> Iterator[str]:
        title, printed = figure["title"], dict(counts_in(figure))
        for place, key, number in self.numbers.places(figure):
            expected = withheld(number) if key in self.withheld else number
            if place in printed:
                yield from self.count(f"{title}, {place}", printed.pop(place), expected)
            elif figure["kind"] not in ("chain", "themes"):  # which leave boxes out, and print the first themes
                yield f"{title}, {place}: not printed"
        yield from (f"{title}, {place}: printed, and not counted" for place in printed)
        yield from self.beside_counts(figure)

    def beside_counts(self, figure: dict) -> Iterator[str]:
        """Ranges, lines, directions and bases."""
        title = figure["title"]
        match figure["kind"]:
            case "spread":
                ranges = self.numbers.ranges()
                for row in figure["rows"]:
                    if row["spread"] != (range := ranges.get(f"{row['group']}: {row['label']}")):
                        yield f"{title}, {row['label']}: printed {row['spread']}, counted {range}"
            case "chain":
                boxes = [[box["label"] for box in column["boxes"]] for column in figure["columns"]]
                lines = {
                    (boxes[a][b], boxes[c][d], link["strength"])
                    for link in figure["links"]
                    for (a, b), (c, d) in [(link["from"], link["to"])]
                }
                for line in lines ^ self.numbers.links(figure["columns"]):
                    yield f"{title}: the line from {line[0]} to {line[1]}"
            case "themes":
                yield from self.directions(figure)
                if figure["bases"] != (bases := self.numbers.bases_by_round()):
                    yield f"{title}: bases printed {figure['bases']}, counted {bases}"
                return
        if NUMBER.findall(figure["source"])[:1] != [str(self.of)]:
            yield f"{title}: its base is {self.of}: “{figure['source']}”"

    def directions(self, figure: dict) -> Iterator[str]:
        words = {1: "larger share", 0: "same share", -1: "smaller share"}
        for row in figure["rows"]:
            last = [cell for cell in row["cells"][-2:] if cell and cell["exact"] is not None]
            shares = [Fraction(cell["exact"], cell["of"]) for cell in last]
            expected = words[(shares[1] > shares[0]) - (shares[1] < shares[0])] if len(shares) == 2 else ""
            if row["since"] != expected:
                yield f"{figure['title']}, {row['label']}: printed “{row['since']}”, counted “{expected}”"

    def bears_out(self, comparison: dict) -> bool:
        key, relation, other = (comparison[part] for part in ("key", "relation", "other"))
        one = self.size(key, self.documents)
        if relation in ("most", "least"):
            rest = [self.size(rival, self.documents) for rival in self.rivals(key)]
            return bool(rest) and all(one > size if relation == "most" else one < size for size in rest)
        if other.startswith("round-"):
            round = Round.objects.get(programme=self.review.round.programme, number=int(other.removeprefix("round-")))
            against = self.size(key, Documents(round))
        else:
            against = self.size(other, self.documents)
        return {"more": one > against, "fewer": one < against, "equal": one == against}[relation]

    def size(self, key: str, documents: Documents) -> Fraction:
        """The share of its base; of a kind of cost the sum, nothing where too few gave one for it to be told."""
        if key.startswith("amount-"):
            _, number, category = key.split("-", 2)
            given = sums(documents, number, category)
            return Fraction(sum(given)) if len(given) >= FEWEST_AMOUNTS else Fraction(0)
        holding, base = counted(key, documents)
        return Fraction(len(holding), len(base) or 1)

    def rivals(self, key: str) -> Iterator[str]:
        """The other options of the same choice, column or cost table."""
        kind, number, *rest = key.split("-")
        if kind == "choice":
            options = self.documents.prompt(number)["options"]
        else:
            options = self.documents.options(number, "category" if kind == "amount" else rest[0])
        stem = key.rsplit("-", 1)[0]
        return (f"{stem}-{option['value']}" for option in options if f"{stem}-{option['value']}" != key)


def counts_in(figure: dict) -> Iterator[tuple[str, dict]]:
    """Every count that a figure prints, by its label and column."""
    for column in figure.get("columns", []) if figure["kind"] == "chain" else []:
        yield from ((f"{column['title']}: {box['label']}", box["count"]) for box in column["boxes"])
    for level in figure.get("levels", []):
        yield from ((f"{level['name']}: {part}", level[part]) for part in ("count", "measured"))
    for row in figure.get("rows", []):
        label = f"{row['group']}: {row['label']}" if "group" in row else row["label"]
        columns = [figure["columns"][0], figure["columns"][-1]] if figure["kind"] == "spread" else figure["columns"]
        yield from ((f"{label}: {column}", cell) for column, cell in zip(columns, row["cells"], strict=True) if cell)


def as_many(place: str, written: list, printed: list) -> Iterator[str]:
    if len(written) != len(printed):
        yield f"{place}: {len(printed)} printed, {len(written)} written"


def plain(html: str) -> str:
    return " ".join(unescape(TAG.sub(" ", html)).split())


def in_prose(said: str) -> str:
    return " ".join(said.split()).lower()


def in_short(count: dict) -> str:
    return f"{count['band'] or count['exact']} of {count['of']}"
