"""The pyramid of measurable effects: what is easiest to show at its foot, what is hardest to attribute at its top."""

from reporting.claims.evidence import RoundEvidence

SOURCE_PROMPT = "7.4"
LEVELS = (
    ("outcome", "Patient outcomes", "Hardest to attribute", "describe a change in outcomes"),
    ("process", "Changed care", "Harder to show", "describe care given differently"),
    ("activity", "What has been set up", "Easiest to show", "describe what is in place"),
)


def was_asked(evidence: RoundEvidence) -> bool:
    return all(evidence.knows(described(level)) for level, *_ in LEVELS)


def described(level: str) -> str:
    return f"row-{SOURCE_PROMPT}-level-{level}"


def pyramid(evidence: RoundEvidence) -> dict:
    """From the top down: how many sites describe an effect of each level, and how many with more than single accounts."""
    return {
        "title": "The pyramid of measurable effects",
        "source": f"Base: {len(evidence.sent)} documents received. From the table “How it comes about”.",
        "levels": [
            {
                "name": name,
                "heading": heading,
                "statement": statement,
                "count": evidence.published(described(level)).data(),
                "measured": evidence.published_part(
                    f"shown-{SOURCE_PROMPT}-level-{level}", whole=described(level)
                ).data(),
            }
            for level, name, heading, statement in LEVELS
        ],
    }
