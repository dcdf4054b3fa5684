"""A refused form is not an open door: every address, sent from our own page, a foreign one, none, or a nameless one.

`SENT_AGAIN` lists the addresses that offer to send their text again, each with the button. All others never do; a form
from elsewhere never is, whatever it holds. Acts ask again who is there when that was shown long ago.
"""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, resolve, reverse

from accounts.foundations import clock
from accounts.models import AskedRole, Invitation, Membership, User
from living_docs.workflow import Status
from tests.factories import PASSWORD, World
from tests.test_access import arguments, flat, ours, read_table, sampled, url_names  # noqa: F401

OWN, FOREIGN = "http://testserver", "https://elsewhere.example"
ORIGINS = [OWN, FOREIGN, None, "null"]
TYPED = {"text": "Words that took an evening\nand a second line", "name": "Mallory", "role": "leader", "sure": "1"}

# By the leader, who may know every site; a site's own people see the same names.
SENT_AGAIN = {
    "cover": "Save the cover of Alderbrook",
    "question": "Save question 1 of Alderbrook",
    "pass_on": "Pass on your text on question 1 of Alderbrook",
    "colleagues": "Save what you wrote to your colleagues on 8.1 of Alderbrook",
    "help_thread": "Send what you wrote on 8.1 of Alderbrook",
    "ask_for_more_time": "Ask for more time for Alderbrook",
    "ask_to_reopen": "Ask for the document back for Alderbrook",
    "write_note": "Keep this diary note",
    "diary_note": "Save this diary note",
    "desk": "Save your comments on question 1 of Alderbrook",
    "lodging": "Save your summary of Alderbrook",
    "addendum": "Add this to your reading of Alderbrook",
    "agreeing": "Save the agreed comments on question 1 of Brackenfell",
    "agreed_summary": "Save the agreed summary for Brackenfell",
    "agreed_draft": "Send your comment on the agreed draft for Alderbrook",
    "standing_asks": "Add this standard point",
    "standing_ask": "Save this standard point",
    "report_talk": "Send your message about the report to Alderbrook",
    "draft": "Save the title and abstract of the review",
    "draft_section": "Save this section of the review",
    "add_message": "Save this key message",
    "key_message": "Save this key message",
    "last_issues": "Save what became of the issues of the last review",
    "add_quotation": "Add this quotation",
    "reword_quotation": "Save the new wording of this quotation",
    "imprint": "Save the imprint of the review",
    "triangulation": "Add this note",
    "beside_document": "Keep this note on Alderbrook",
    "wrong_periodic_review": "Mark this Periodic Review as wrong",
    "settle_difference": "Save how this difference was resolved",
    "comment_on_review": "Send your comment on the review",
    "answer_comment": "Answer this comment",
    "decide_sharing": "Keep your decision on this comment",
    "add_theme": "Add this theme",
    "word_theme": "Save this theme",
    "theme_memo": "Keep this memo",
    "document_memo": "Keep this memo on the document",
    "coding_memo": "Keep this memo on the passage",
}

# Each asks for password or second step again; none is ever sent again by a button.
ACTS = {
    "invite",
    "person",
    "asked_role",
    "take_back_asked_role",
    "withdraw_invitation",
    "take_role",
    "switch_off",
    "leave",
    "correct_address",
    "confirm_address",
    "release",
    "release_together",
    "try_release_again",
    "publish",
    "withdraw_review",
    "withdraw_report",
    "ask_second_step_reset",
    "second_step_reset",
    "erase_person",
}


def strict(person) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person, backend="accounts.sign_in.backend.PeopleBackend")
    return client


def button_on(response) -> str:
    """What the page offers to do; "" where it offers nothing."""
    main = response.content.decode().split("<main")[1].split("</main")[0]
    found = re.search(r"<form method.*?<button[^>]*>(.*?)</button>", main, re.DOTALL)
    assert bool(found) == ("<form" in main)
    return unescape(found[1]) if found else ""


@pytest.mark.one_engine
def test_every_address_by_every_origin(sampled):  # noqa: F811
    samples, client = arguments(sampled), strict(sampled.lee)
    offered = {}
    for name in read_table():
        address = reverse(name, args=samples.get(name, []))
        for origin in ORIGINS:
            refused = client.post(address, TYPED, headers={"Origin": origin} if origin else {})
            assert refused.status_code == 403, (name, origin)
            if button := button_on(refused):
                assert origin == OWN, (name, origin, button)
                offered[name] = button
    assert offered == SENT_AGAIN


def test_no_address_of_the_library_offers_anything(world):
    client = strict(world.pat)
    for name in url_names() - ours(url_names()):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        for origin in ORIGINS:
            refused = client.post(address, TYPED, headers={"Origin": origin} if origin else {})
            assert (refused.status_code, button_on(refused)) == (403, ""), (name, origin)


def test_acts_and_texts_are_told_apart_by_their_views():
    views = {pattern.name: pattern.callback for pattern in flat(get_resolver().url_patterns)}
    assert {name for name, view in views.items() if getattr(view, "asks_again", False)} == ACTS
    assert {name for name, view in views.items() if hasattr(view, "text_name")} == set(SENT_AGAIN)
    assert ACTS & set(SENT_AGAIN) == set()


def test_a_foreign_page_that_pretends_to_hold_text_invites_nobody(world):
    page = strict(world.pat).post(
        reverse("invite"), TYPED | {"email": "m@elsewhere.example"}, headers={"Origin": FOREIGN}
    )
    assert (button_on(page), Invitation.objects.filter(from_command=False).count()) == ("", 0)
    own = strict(world.pat).post(reverse("invite"), TYPED | {"email": "m@elsewhere.example"}, headers={"Origin": OWN})
    assert (own.status_code, button_on(own)) == (403, "")


def test_a_button_that_does_more_than_save_is_left_out(world):
    world.document_at(Status.AGREEING)
    page = strict(world.lee).post(
        reverse("agreed_summary", args=[1, "a"]), TYPED | {"send": "1", "keep": "k"}, headers={"Origin": OWN}
    )
    content = page.content.decode()
    assert [name for name in ("text", "send", "keep") if f'name="{name}"' in content] == ["text"]


def test_who_does_not_know_a_site_is_not_told_its_name(world):
    world.document()
    address = reverse("question", args=[1, "a", 3])
    buttons = [
        button_on(strict(person).post(address, TYPED, headers={"Origin": OWN}))
        for person in (world.ann, world.bea, world.sam, world.rae)
    ]
    whole, short = "Save question 3 of Alderbrook", "Save question 3"
    assert buttons == [whole, short, short, whole]


def test_signed_out_only_text_is_offered_again(world):
    world.document()
    text, act = (
        Client().post(address, TYPED)
        for address in (reverse("question", args=[1, "a", 1]), reverse("switch_off", args=[world.exa.pk]))
    )
    assert [(page.status_code, button_on(page)) for page in (text, act)] == [(401, "Save question 1"), (401, "")]
    assert "Sign in, open the page again and do it once more." in act.content.decode()


# Asked again who is there


@pytest.fixture
def later(world):
    """A browser of the office in which the password was given an hour ago."""
    client = Client()
    client.post("/sign-in/", {"login": "pat@icp.example", "password": PASSWORD})
    age(client, 3601)
    return client


def age(client: Client, seconds: int) -> None:
    """As if everything about signing in had happened that long ago."""
    session = client.session
    session["signed_in_since"] -= seconds
    session["account_authentication_methods"] = [
        record | {"at": record["at"] - seconds} for record in session.get("account_authentication_methods", [])
    ]
    session.save()


def asked_again(response) -> bool:
    return response.status_code == 302 and response["Location"].startswith("/account/reauthenticate/?next=")


@pytest.mark.one_engine
def test_every_act_asks_again_after_an_hour_and_not_before(sampled, sign_in):  # noqa: F811
    samples = arguments(sampled)
    by = {"release", "release_together", "try_release_again", "publish", "withdraw_review", "withdraw_report"}
    for name in sorted(ACTS):
        address = reverse(name, args=samples.get(name, []))
        client = sign_in(sampled.exa if name == "confirm_address" else sampled.lee if name in by else sampled.pat)
        age(client, 3500)
        assert not asked_again(client.post(address)), name
        age(client, 101)
        assert asked_again(client.post(address)), name
        assert resolve(address).func.asks_again


def test_what_was_sent_is_done_once_the_password_is_given(world, later):
    form = {"name": "Nel Owen", "email": "nel@icp.example", "role": "qa", "site": "", "invite": "1"}
    asked = later.post(reverse("invite"), form)
    assert (asked_again(asked), Invitation.objects.filter(from_command=False).count()) == (True, 0)
    wrong = later.post(asked["Location"], {"password": "wrong words altogether", "next": "/office/people/invite/"})
    assert (wrong.status_code, Invitation.objects.filter(from_command=False).count()) == (200, 0)
    assert later.get(asked["Location"]).status_code == 200
    done = later.post(asked["Location"], {"password": PASSWORD, "next": "/office/people/invite/"})
    assert (done.status_code, done["Location"]) == (302, "/office/people/")
    assert Invitation.objects.get(email="nel@icp.example").asked.is_waiting
    taken = later.post(reverse("take_role", args=[world.quinn.memberships.get().pk]))
    assert (asked_again(taken), world.quinn.memberships.count()) == (False, 0)


def test_a_form_with_a_mistake_is_given_back_filled_after_the_password(world, later):
    asked = later.post(reverse("invite"), {"name": "Nel Owen", "email": "no address", "role": "qa", "site": ""})
    page = later.post(asked["Location"], {"password": PASSWORD, "next": "/office/people/invite/"})
    content = page.content.decode()
    assert ('value="Nel Owen"' in content, 'value="no address"' in content) == (True, True)


def test_who_turns_to_another_page_instead_does_not_do_it_by_the_way(world, later):
    later.post(reverse("switch_off", args=[world.exa.pk]))
    later.post("/account/reauthenticate/", {"password": PASSWORD, "next": "/account/"})
    assert User.objects.get(pk=world.exa.pk).is_active is True
    assert (Membership.objects.filter(user=world.exa).count(), AskedRole.objects.waiting().count()) == (0, 0)


def test_how_long_ago_is_too_long_is_for_the_installation_to_say(world, sign_in, settings):
    client = sign_in(world.pat)
    settings.PROOF_SECONDS = 10
    with clock.at(clock.now() + timedelta(seconds=11)):
        assert asked_again(client.post(reverse("switch_off", args=[world.exa.pk])))
    assert isinstance(World, type)
