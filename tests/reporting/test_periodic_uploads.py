"""Many Periodic Reviews at once: recognised by site and period, checked before they are kept, and marked where wrong."""

import codecs
import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfWriter

from accounts.foundations.public_keys import public_key
from accounts.models import Interest, User
from accounts.roles import Role
from living_docs.files.office_files import NotOpened
from living_docs.files.plain_words import NO_WORDS, TOO_LARGE, plain_words
from reporting import actions
from reporting.models import PeriodicReview, PeriodicUpload
from reporting.periodic_reviews.periods import in_sentence, periods_in
from reporting.periodic_reviews.uploads import by_period, period_words, recognised_rows
from sites.models import Site, SiteAlias
from sites.names.sites_named import names_of_sites, sites_named
from tests.factories import World, give

pytestmark = pytest.mark.one_engine


@pytest.mark.parametrize(
    ("said", "periods"),
    [
        ("January to March 2010", ["January to March 2010"]),
        ("periodic_review_x_jan-mar-2010", ["January to March 2010"]),
        ("The quarter to April 2010", ["February to April 2010"]),
        ("quarter ending 31 March 2010", ["January to March 2010"]),
        ("Q4 2009/10", ["January to March 2010"]),
        ("2009-10 Q3 review", ["October to December 2009"]),
        ("the last quarter of 2009/10", ["January to March 2010"]),
        ("Q1 2010", ["January to March 2010", "April to June 2010"]),
        ("Dec 2009 – Feb 2010", ["December 2009 to February 2010"]),
        ("November to January 2010", ["November 2009 to January 2010"]),
        ("Jan/Feb/Mar 2010", ["January to March 2010"]),
        ("01/01/2010 to 31/03/2010, written on 3/4/2010", ["January to March 2010"]),
        ("1 January 2010 to 31 March 2010", ["January to March 2010"]),
        ("May 2010, printed on 4 June 2010", ["May 2010"]),
        ("2010-03", ["March 2010"]),
        ("2009-10", []),
        ("12 April 2010, round 3", ["Round 3"]),
        ("13/45/2010 to 99/99/2010", []),
        ("Q4 2009/13", []),
        ("Summer", []),
    ],
)
def test_periods_are_read_as_people_write_them(said, periods):
    assert [str(period) for period in periods_in(said)] == periods


def test_a_site_is_known_by_any_of_its_names_and_the_longest_counts(world: World):
    inner = Site.objects.create(programme=world.programme, name="Fell", slug="fell", full_name="Fell Pilot")
    SiteAlias.objects.create(site=inner, name="Upper Dale Partnership")
    names = names_of_sites(world.programme)
    found = {
        said: sorted(site.name for site in sites_named(said, names))
        for said in (
            "periodic_ALDERBROOK_q4",
            "Alder-brook",
            "BrackenFell, spring",
            "upper dale partnership",
            "a b",
            "",
        )
    }
    assert found == {
        "periodic_ALDERBROOK_q4": ["Alderbrook"],
        "Alder-brook": ["Alderbrook"],
        "BrackenFell, spring": ["Brackenfell"],
        "upper dale partnership": ["Fell"],
        "a b": [],
        "": [],
    }


def upload(name: str, text: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (text or f"Words of {name}").encode())


def send(client, *files) -> None:
    response = client.post(reverse("periodic_uploads"), {"uploads": list(files)})
    assert (response.status_code, response["Location"]) == (302, reverse("periodic_uploads"))


def unclear(world: World) -> dict[str, list[str]]:
    """What the check table says of each file."""
    rows = recognised_rows(list(PeriodicUpload.objects.order_by("pk")), world.programme)
    return {
        row.upload.name: [
            *filter(None, [row.site.unclear, row.period.unclear]),
            *(f"copy of {one.site}" for one in row.copies),
            *(f"beside {one.name}" for one in row.beside),
            *(f"same as {name}" for name in row.twins),
            *(f"site and period of {name}" for name in row.rivals),
        ]
        for row in rows
    }


def kept(world: World, name: str = "old.txt", text: str = "Two posts are filled.", site: str = "a") -> PeriodicReview:
    site = Site.objects.get(slug=site)
    return actions.add_periodic_review(site=site, period="Q4 2009/10", upload=upload(name, text), by=world.ivy)


def test_each_file_says_what_is_unclear_about_it(world: World, sign_in):
    kept(world, text="The very same")
    send(
        sign_in(world.ivy),
        upload("alderbrook-march-2010.txt"),
        upload("review.txt", "Periodic Review: Brackenfell\nThe quarter to March 2010"),
        upload("somewhere-march-2010.txt"),
        upload("alderbrook-brackenfell.txt"),
        upload("alderbrook.txt", "Brackenfell, May 2010"),
        upload("alderbrook-again.txt", "The very same"),
        upload("alderbrook-jan-to-mar-2010.txt"),
        upload("brackenfell-may-2010.txt"),
        upload("brackenfell-may-2010-2.txt", "Other words"),
    )
    assert unclear(world) == {
        "alderbrook-march-2010.txt": [],
        "review.txt": [],
        "somewhere-march-2010.txt": ["It names no site."],
        "alderbrook-brackenfell.txt": [
            "It names more than one site: Alderbrook and Brackenfell.",
            "It names no period.",
        ],
        "alderbrook.txt": ["The file’s name says Alderbrook, its first lines say Brackenfell."],
        "alderbrook-again.txt": ["It names no period.", "copy of Alderbrook"],
        "alderbrook-jan-to-mar-2010.txt": ["beside old.txt"],
        "brackenfell-may-2010.txt": ["site and period of brackenfell-may-2010-2.txt"],
        "brackenfell-may-2010-2.txt": ["site and period of brackenfell-may-2010.txt"],
    }
    assert PeriodicReview.objects.count() == 1


def chosen(what: str, site: str = "", period: str = "", *, name: str) -> dict[str, str]:
    key = public_key(PeriodicUpload.objects.get(name=name))
    return {f"{key}-what": what, f"{key}-site": site, f"{key}-period": period}


def test_files_are_kept_left_out_or_take_the_place_of_another(world: World, sign_in):
    earlier, client = kept(world), sign_in(world.ivy)
    send(client, upload("alderbrook-jan-mar-2010.txt"), upload("nameless.txt"), upload("brackenfell.txt"))
    replaces = chosen("replace", "a", "Q4 2009/10", name="alderbrook-jan-mar-2010.txt")
    left, unsaid = chosen("leave", name="nameless.txt"), chosen("keep", "b", name="brackenfell.txt")
    refused = client.post(reverse("periodic_uploads"), {"keep": "1"} | replaces | left | unsaid)
    assert refused.status_code == 422
    assert "Say which period “brackenfell.txt” is about, or leave the file out" in refused.content.decode()
    assert PeriodicUpload.objects.count() == 3
    said = chosen("keep", "b", "Summer 2010", name="brackenfell.txt")
    client.post(reverse("periodic_uploads"), {"keep": "1"} | replaces | left | said)
    earlier.refresh_from_db()
    standing = PeriodicReview.objects.standing().order_by("name").values_list("name", "site__slug", "period")
    assert list(standing) == [
        ("alderbrook-jan-mar-2010.txt", "a", "January to March 2010"),
        ("brackenfell.txt", "b", "Summer 2010"),
    ]
    assert (earlier.wrong, earlier.wrong_why) == ("replaced", "“alderbrook-jan-mar-2010.txt” replaces it.")
    assert (PeriodicUpload.objects.count(), earlier.wrong_by) == (0, world.ivy)


def test_forty_files_at_once_and_a_bad_one_among_them(world: World, sign_in):
    client = sign_in(world.ivy)
    files = [
        upload(f"alderbrook-{month}-2009.txt", f"{month} {part}") for month in ("may", "june") for part in range(19)
    ]
    bad = [upload("x.exe"), upload("y.pdf"), SimpleUploadedFile("z.txt", b""), upload(f"{'n' * 200}.txt")]
    response = client.post(reverse("periodic_uploads"), {"uploads": [*files, *bad]}, follow=True)
    said = [str(message) for message in response.context["messages"]]
    assert said == [
        "“x.exe” was not added. Choose a PDF, DOCX or TXT file.",
        "“y.pdf” was not added. The file is damaged or is not a PDF. Choose a PDF, DOCX or TXT file.",
        "“z.txt” was not added. The file is empty.",
        f"“{'n' * 40}…” was not added. Its name has more than 150 letters; shorten it.",
    ]
    page = response.content.decode()
    assert (page.count("There is a problem"), "<title>Error: Check the files" in page) == (1, True)
    assert PeriodicUpload.objects.count() == 38


def test_files_that_are_empty_leave_the_page_to_say_which(world: World, sign_in):
    empty = [SimpleUploadedFile(name, b"") for name in ("a.txt", "b.pdf")]
    response = sign_in(world.ivy).post(reverse("periodic_uploads"), {"uploads": empty}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "“a.txt” was not added. The file is empty.",
        "“b.pdf” was not added. The file is empty.",
    ]
    nothing = sign_in(world.ivy).post(reverse("periodic_uploads"), {})
    assert "<title>Error: Periodic Reviews" in nothing.content.decode()


def test_the_later_of_two_same_files_is_left_out_unless_chosen(world: World, sign_in):
    client = sign_in(world.ivy)
    send(client, upload("alderbrook-may-2010.txt", "One text"), upload("brackenfell-june-2010.txt", "One text"))
    assert unclear(world) == {
        "alderbrook-may-2010.txt": ["same as brackenfell-june-2010.txt"],
        "brackenfell-june-2010.txt": ["same as alderbrook-may-2010.txt"],
    }
    forms = client.get(reverse("periodic_uploads")).context["forms"]
    assert [form.initial["what"] for form in forms] == ["keep", "leave"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_that_notepad_saved_as_unicode_is_read(world: World, sign_in, encoding):
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    text = mark + "Alderbrook\r\nMay 2010\r\nCafé".encode(encoding)
    send(sign_in(world.ivy), SimpleUploadedFile("review.txt", text))
    assert PeriodicUpload.objects.get().words == "Alderbrook\nMay 2010\nCafé"
    assert unclear(world) == {"review.txt": []}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("The quarter to November 2026", "September to November 2026"),
        ("Q4 2009/10", "January to March 2010"),
        ("The  summer", "“The summer”"),
    ],
)
def test_a_period_has_no_capital_of_its_own_inside_a_sentence(typed, said):
    assert in_sentence(typed) == said


def test_nobody_sees_or_keeps_what_another_sent(world: World, sign_in):
    other = User.objects.create_user("ida@icp.example", "four plain words together", name="Ida Ingram")
    give(other, Role.IMPLEMENTATION)
    send(sign_in(world.ivy), upload("alderbrook-may-2010.txt"))
    assert list(PeriodicUpload.objects.visible_to(other)) == []
    assert sign_in(other).get(reverse("periodic_uploads")).context["forms"] == []
    assert sign_in(world.lee).get(reverse("periodic_uploads")).status_code == 404


def test_the_same_file_of_a_site_is_taken_once(world: World, sign_in):
    kept(world)
    fields = {"site": "a", "period": "Spring", "text": "Two posts are filled."}
    response = sign_in(world.ivy).post(reverse("periodic_reviews"), fields)
    assert response.status_code == 422
    assert "This file is here already, as the review of Alderbrook, January to March 2010" in response.content.decode()


def test_the_list_says_who_has_none(world: World):
    review = kept(world)
    [listed] = by_period([review], list(Site.objects.by_name()))
    assert (listed.period, listed.with_one, [str(site) for site in listed.none]) == (
        "January to March 2010",
        1,
        ["Brackenfell"],
    )


def test_periods_are_listed_the_newest_first(world: World):
    site, words = Site.objects.get(slug="a"), ["Summer", "May 2010", "Q4 2009/10", "2009-10 Q3"]
    for period in words:
        actions.add_periodic_review(site=site, period=period, upload=upload("x.txt", period), by=world.ivy)
    listed = [one.period for one in by_period(PeriodicReview.objects.listed(), [])]
    assert listed == ["May 2010", "January to March 2010", "October to December 2009", "Summer"]
    assert period_words("  Summer  2009 ") == "Summer 2009"


def test_one_under_a_wrong_site_is_marked_and_put_under_the_right_one(world: World, sign_in):
    review = kept(world)
    fields = {"kind": "site", "reason": "It is about Brackenfell.", "right_site": "b"}
    assert sign_in(world.ivy).post(reverse("wrong_periodic_review", args=[review.pk]), fields).status_code == 302
    review.refresh_from_db()
    right = review.moved_to
    assert (review.wrong, review.wrong_why, review.wrong_by) == ("site", "It is about Brackenfell.", world.ivy)
    assert (right.site.slug, right.sha256, right.words, right.file.name) == (
        "b",
        review.sha256,
        review.words,
        review.file.name,
    )
    page = sign_in(world.ivy).get(reverse("periodic_reviews")).content.decode()
    assert "It is about another site: now under Brackenfell. It is about Brackenfell." in page
    assert sign_in(world.ivy).get(reverse("wrong_periodic_review", args=[review.pk])).status_code == 404


def test_a_right_site_is_named_only_for_a_wrong_one(world: World, sign_in):
    fields = {"kind": "withdrawn", "reason": "Sent too early.", "right_site": "b"}
    response = sign_in(world.ivy).post(reverse("wrong_periodic_review", args=[kept(world).pk]), fields)
    assert response.status_code == 422
    assert "Choose a site only where the review is about another site" in response.content.decode()


def test_a_leader_with_ties_neither_reads_nor_marks_that_site(world: World, sign_in):
    mine, other = kept(world), kept(world, site="b")
    Interest.objects.create(person=world.lee, site=mine.site, what="My cousin runs it", noted_by=world.lee)
    assert list(PeriodicReview.objects.visible_to(world.lee)) == [other]
    assert sign_in(world.lee).get(reverse("wrong_periodic_review", args=[mine.pk])).status_code == 404


def word_file(*paragraphs: str) -> bytes:
    document, held = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(held)
    return held.getvalue()


def empty_pdf() -> bytes:
    writer, held = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(held)
    return held.getvalue()


def test_words_are_read_from_text_and_word(world: World):
    assert plain_words("Caf\xe9  au\nlait\n\n".encode("cp1252"), "txt") == "Café au\nlait"
    assert plain_words(word_file("One", "", "Two  three"), "docx") == "One\nTwo three"


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        (b" \n ", "txt", NO_WORDS),
        (empty_pdf(), "pdf", NO_WORDS),
        (b"x" * (21 * 1024 * 1024), "docx", TOO_LARGE),
        (b"PK\x03\x04 broken", "docx", "The file is damaged, or is not a Word document (DOCX)."),
    ],
)
def test_a_file_without_words_says_why(content, kind, why):
    with pytest.raises(NotOpened) as refusal:
        plain_words(content, kind)
    assert str(refusal.value).startswith(why.removesuffix(" (DOCX)."))


def test_an_encrypted_pdf_is_refused_in_a_sentence(world: World, sign_in):
    writer, held = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(held)
    client = sign_in(world.ivy)
    response = client.post(
        reverse("periodic_uploads"), {"uploads": [SimpleUploadedFile("a.pdf", held.getvalue())]}, follow=True
    )
    assert [str(message) for message in response.context["messages"]] == [
        "“a.pdf” was not added. It has a password. Save it without one and send that."
    ]


def test_a_file_whose_words_cannot_be_read_is_kept_and_says_so(world: World):
    site = Site.objects.get(slug="a")
    scanned = SimpleUploadedFile("scan.pdf", empty_pdf())
    review = actions.add_periodic_review(site=site, period="May 2010", upload=scanned, by=world.ivy)
    assert (review.words, review.unread) == ("", NO_WORDS)
