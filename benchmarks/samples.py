"""Plain data of printed products at the sizes that matter: a review of about 40 pages, a document of about 127."""

from __future__ import annotations

SENTENCES = (
    "Teams that began with a handful of patients wrote down afterwards what they did and who agreed to it.",
    "Where a record is shared on paper it lies with the patient, and each service copies what it needs.",
    "The meeting that plans the week has become the place where a problem is named before it grows.",
    "Nobody can say yet whether the change will last once the project manager has gone.",
)


def prose(paragraphs: int) -> str:
    lines = (" ".join(SENTENCES[(n + k) % len(SENTENCES)] for k in range(5)) for n in range(paragraphs))
    return "\n".join(f"<p>{line}</p>" for line in lines)


def count(n: int) -> dict:
    return {"words": "Seven", "exact": n, "band": None, "of": 16}


def review() -> dict:
    sections = [
        {
            "id": f"question-{n}",
            "title": f"What the documents say, part {n}",
            "question": n,
            "asked": SENTENCES[0],
            "standfirst": SENTENCES[1],
            "brief": [{"count": count(7), "statement": SENTENCES[2]}] * 3,
            "blocks": [
                {"kind": "html", "html": prose(14)},
                {"kind": "quotation", "text": SENTENCES[3]},
                {"kind": "html", "html": prose(12)},
            ],
        }
        for n in range(1, 9)
    ]
    return {
        "programme": "Integrated Care Pilots",
        "round": 2,
        "title": "What the Pilots told us",
        "subtitle": SENTENCES[0],
        "version": 1,
        "published_on": "2009-11-24",
        "submitted_month": "October 2009",
        "documents": 16,
        "demo": True,
        "correction": "",
        "content_sha256": "0" * 64,
        "abstract": prose(1),
        "withheld": [SENTENCES[1]],
        "glance": [{"count": count(7), "statement": SENTENCES[2], "text": SENTENCES[3]}] * 6,
        "sections": sections,
    }


def document() -> dict:
    prompts = [
        {
            "number": f"{n}.{k}",
            "label": "A prompt",
            "question": SENTENCES[0],
            "state_label": "Answered",
            "shown": {"texts": [prose(12)]},
        }
        for n in range(1, 9)
        for k in range(1, 8)
    ]
    sections = [
        {
            "number": n,
            "title": "A question",
            "purpose": SENTENCES[1],
            "prompts": [prompt for prompt in prompts if prompt["number"].startswith(f"{n}.")],
        }
        for n in range(1, 9)
    ]
    return {
        "programme": "Integrated Care Pilots",
        "site": {"name": "Site", "slug": "site"},
        "round": 3,
        "sections": sections,
        "reference": "R3-7K2P",
        "submitted_at": "4:12pm",
        "sha256": "0" * 64,
        "demo": True,
        "draft": False,
    }
