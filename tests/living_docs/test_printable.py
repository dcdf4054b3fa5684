"""Characters that no printed page can show are named at their box; all others print."""

import pytest
from django.urls import reverse

from living_docs.printable import unprintable, warning_of

STRANGE = "\U00013000"  # a hieroglyph


@pytest.mark.parametrize(
    "text", ["plain £1,250", "Ωμέγα", "Жук", "→ ≤ ± ✓ ☑ ★", "a\u0301 \u00ad \u200d \ufe0f", "1\u202f250", "☺ ♥"]
)
def test_what_prints_is_not_named(text):
    assert (unprintable(text), warning_of(text)) == ([], "")


def test_what_does_not_print_is_named_once():
    assert unprintable(f"{STRANGE}a{STRANGE}") == [STRANGE]
    assert (
        warning_of(f"{STRANGE}") == f"These characters will print as empty boxes: {STRANGE}. Write them in another way."
    )


def test_it_is_said_at_the_box_on_the_page_and_with_the_save(world, sign_in):
    document = world.document()
    world.answer(document, "1.1", {"texts": [f"<p>Seen {STRANGE}</p>"]})
    client = sign_in(world.ann)
    page = client.get(reverse("question", args=[1, "a", 1])).content.decode()
    said = f'<p class="left-out">{warning_of(STRANGE)}</p>'
    assert page.count(said) == 1
    version = document.answers.get(prompt_number="1.1").version
    typed = {"1-1-text_0": "Seen", "1-1-base_version": str(version), "1-1-state": "answered"}
    live = client.post(reverse("autosave", args=[1, "a", 1]), typed).json()["live"]
    assert live["print-1-1"].strip() == ""
