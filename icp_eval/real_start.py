"""What an installation has to be told before it starts for real: without it nobody gets a letter, or a wrong link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

NEEDED = {
    "ALLOWED_HOSTS": "the names under which people reach the service, such as evaluation.example.nhs.uk",
    "SITE_ADDRESS": "the address that letters lead to, such as https://evaluation.example.nhs.uk",
    "EMAIL_HOST": "the mail server, without which nobody is invited or told anything",
    "FROM_EMAIL": "who letters come from, such as Evaluation <evaluation@example.nhs.uk>",
    "HELP_CONTACT": "whom people write to when something is unclear",
}
SECRETS = ("SECRET_KEY", "AUDIT_KEY")
SHORTEST = 50  # characters of a secret


def what_is_missing(environment: Mapping[str, str]) -> Iterator[str]:
    """One sentence for each setting that is missing or cannot be right; nothing when the service may start."""
    for name, what in NEEDED.items():
        if not environment.get(name, "").strip():
            yield f"{name} is not set: {what}."
    address = environment.get("SITE_ADDRESS", "")
    if address and not address.startswith("https://"):
        yield f"SITE_ADDRESS must begin with https://, and is {address}."
    for name in SECRETS:
        if 0 < len(environment.get(name, "")) < SHORTEST:
            yield f"{name} has fewer than {SHORTEST} characters. Give a longer one, or none: then one is made and kept."
