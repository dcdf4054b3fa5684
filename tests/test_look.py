"""The frame, the parts of pages, and the faults of crispy-forms-gds that our templates mend."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from crispy_forms.utils import render_crispy_form
from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Fieldset, Hidden, Layout, Submit
from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory

pytestmark = pytest.mark.one_engine

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SCRIPT = "<script>alert(1)</script>"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"
CHOICES = [("a", "Clear"), ("b", "Unclear")]


class Page(HTMLParser):
    """The elements of some HTML, as (tag, attributes)."""

    def __init__(self, html: str):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if attributes.get("id")]


class Question(forms.Form):
    """One field of each kind; every text is hostile."""

    text = forms.CharField(label=SCRIPT, help_text=SCRIPT, widget=forms.Textarea)
    email = forms.EmailField(label="E-mail address", required=False)
    number = forms.IntegerField(label="Number", required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)
    radios = forms.ChoiceField(label=SCRIPT, help_text=SCRIPT, choices=CHOICES, widget=forms.RadioSelect)
    boxes = forms.MultipleChoiceField(label=SCRIPT, choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField(label=SCRIPT)
    date = DateInputField(label=SCRIPT, require_all_fields=False)

    def __init__(self, *args, layout: Layout | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = layout or Layout(*self.fields)


def rendered(form: forms.Form) -> str:
    return render_to_string("gds/layout/error_summary.html", {"form": form}) + render_crispy_form(form)


def page_at(template: str, **context) -> str:
    return render_to_string(template, {"programme_name": "Evaluation"} | context)


# What crispy-forms-gds gets wrong


@pytest.mark.parametrize("field", ["text", "radios", "boxes", "agreed", "date"])
def test_the_words_of_a_field_are_shown_as_text(field):
    html = rendered(Question(layout=Layout(field)))
    assert SCRIPT not in html
    assert ESCAPED in html


@pytest.mark.parametrize(
    "part",
    [
        Fieldset("email", legend=SCRIPT),
        Button.primary("save", SCRIPT),
        Submit("save", SCRIPT),
        Hidden("save", f'"{SCRIPT}'),
    ],
    ids=["legend", "button", "submit", "hidden"],
)
def test_legends_and_buttons_are_shown_as_text(part):
    html = rendered(Question(layout=Layout(part)))
    assert SCRIPT not in html
    assert ESCAPED in html


def test_errors_are_shown_as_text():
    form = Question({})
    form.add_error("text", SCRIPT)
    form.add_error(None, SCRIPT)
    html = rendered(form)
    assert SCRIPT not in html
    assert html.count(ESCAPED) >= 3


@pytest.mark.parametrize("data", [{}, {"date_0": "1"}, {"date_0": "31", "date_1": "2", "date_2": "2010"}])
def test_every_link_of_the_error_summary_leads_to_an_input(data):
    form = Question(data)
    form.add_error(None, "Something about the whole form")
    page = Page(rendered(form))
    inputs = {attributes.get("id") for tag in ("input", "select", "textarea") for attributes in page.all(tag)}
    links = [link["href"].removeprefix("#") for link in page.all("a")]
    assert len(links) >= len(form.errors)
    assert set(links) <= inputs


def test_a_form_without_fields_can_have_an_error():
    form = forms.Form({})
    form.add_error(None, "Something about the whole form")
    assert "Something about the whole form" in render_to_string("gds/layout/error_summary.html", {"form": form})


def test_the_first_choice_is_the_one_linked_to():
    links = {link["href"] for link in Page(rendered(Question({}))).all("a")}
    assert {"#id_radios_1", "#id_boxes_1", "#id_date_0"} <= links


@pytest.mark.parametrize("name", ["text", "email", "number", "password"])
def test_every_kind_of_text_input_shows_that_it_is_wrong(name):
    form = Question({"email": "nobody"})
    form.add_error(name, "Not so")
    page = Page(rendered(form))
    [field] = [attributes for _, attributes in page.elements if attributes.get("name") == name]
    assert "govuk-input--error" in field["class"].split()
    assert field["aria-describedby"].split()[-1] in page.ids()


def test_ids_are_unique():
    ids = Page(rendered(Question({}))).ids()
    assert len(ids) == len(set(ids))


def test_the_browser_leaves_the_checking_to_the_page():
    page = Page(rendered(Question()))
    assert [form for form in page.all("form") if "novalidate" in form]
    assert not [attributes for _, attributes in page.elements if "required" in attributes]


# The frame


def test_the_title_says_first_that_there_is_an_error():
    title = re.compile(r"<title>(.*?)</title>", re.DOTALL)
    assert title.search(page_at("help.html"))[1] == "Help – Evaluation"
    assert title.search(page_at("help.html", has_errors=True))[1] == "Error: Help – Evaluation"
    assert title.search(page_at("help.html", form=Question({})))[1].startswith("Error: ")


def test_the_demonstration_says_so():
    sentence = "All narrative on these pages is fictional."
    assert sentence in page_at("help.html", demo=True)
    assert sentence not in page_at("help.html")


def test_every_page_has_a_language_a_way_past_the_frame_and_one_first_heading():
    page = Page(page_at("privacy.html", demo=True))
    assert page.all("html")[0]["lang"] == "en-GB"
    assert page.all("a")[0]["href"] == "#main-content"
    assert page.all("main")[0]["id"] == "main-content"
    assert len(page.all("h1")) == 1


def test_no_page_holds_what_the_content_security_policy_forbids():
    forbidden = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE)
    pages = [path for path in TEMPLATES.rglob("*.html") if "reports" not in path.parts]
    assert pages
    assert [str(path) for path in pages if forbidden.search(path.read_text())] == []


def test_a_page_not_found_does_not_tell_what_was_asked_for():
    context = {"help_contact": "help@demo.example"}
    asked = [RequestFactory().get(address) for address in ("/reading/3/cumbria/", "/nothing/")]
    pages = [render_to_string("404.html", {"request": request, **context}, request) for request in asked]
    assert pages[0] == pages[1]
    assert "cumbria" not in pages[0]


def test_a_failure_can_be_told_without_anything_that_might_have_failed():
    html = render_to_string("500.html")
    assert "Everything that was marked “Saved” is safe." in html


# Parts of pages


@pytest.mark.parametrize("state", ["not_yet", "under_way", "done", "missing", "waits"])
def test_a_mark_never_stands_without_its_word(state):
    html = render_to_string("components/state_mark.html", {"state": state, "label": "The word"})
    assert "The word" in html
    assert 'aria-hidden="true"' in html


@pytest.mark.parametrize(
    ("count", "filled", "hatched"),
    [
        ({"words": "Nine", "exact": 9, "band": None, "of": 16}, 9, 0),
        ({"words": "Three", "exact": 3, "band": "", "of": 16}, 3, 0),
        ({"words": "few or no Pilots", "exact": None, "band": "few", "of": 16}, 0, 2),
        ({"words": "nearly all or all Pilots", "exact": None, "band": "many", "of": 16}, 14, 2),
        ({"words": "some Pilots", "exact": None, "band": "some", "of": 5}, 0, 5),
    ],
)
def test_a_strip_draws_what_may_be_known_of_a_count(count, filled, hatched):
    html = render_to_string("components/strip.html", {"count": count})
    page = Page(html)
    assert len(page.all("rect")) == count["of"]
    assert len([square for square in page.all("rect") if square.get("fill") == "currentColor"]) == filled
    assert len(page.all("path")) == hatched
    said = str(count["exact"] or count["words"])
    assert re.search(rf"<title>{said},? of {count['of']}</title>", html)


def test_a_home_without_panels_says_so_kindly():
    assert "You have nothing to do." in page_at("home.html", panels=[])


def test_the_first_main_panel_of_home_has_the_only_button():
    panels = [
        {"title": title, "text": "", "address": f"/{title}/", "label": title, "rank": rank, "items": []}
        for title, rank in [("write", "main"), ("read", "main"), ("earlier", "other")]
    ]
    buttons = [link for link in Page(page_at("home.html", panels=panels)).all("a") if "govuk-button" in link["class"]]
    assert [button["href"] for button in buttons] == ["/write/"]
