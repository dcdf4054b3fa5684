"""A researcher sets up a passkey before anything else opens, signs in with it, and signs in again over a page."""

import re

import pytest

from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT_HERE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def sign_in(there, email: str) -> None:
    there.open("/sign-in/").fill("E-mail address", email).page.locator("[name=password]").fill(PASSWORD)
    there.press("Sign in")


def sign_out(there) -> None:
    there.open("/account/logout/").page.locator("main").get_by_role("button", name="Sign out").click()
    there.page.wait_for_url("**/sign-in/")


def test_a_passkey_from_setting_up_to_signing_in(programme, window, settings):
    settings.SECOND_STEP_REQUIRED = True
    there = window()
    session = there.context.new_cdp_session(there.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEPT_HERE})
    sign_in(there, "rae@icp.example")
    assert there.heading == "Set up a second step"
    there.open("/reading/")
    assert there.heading == "Set up a second step"
    there.press("Set up a passkey").fill("A name by which you know it again", "Work laptop")
    there.page.get_by_role("button", name="Make the passkey").click()
    there.reads("They are shown this once").check()
    codes = there.page.locator(".recovery-codes li").all_inner_texts()
    assert len(set(codes)) == 10
    there.press("I have kept the codes: go on")
    assert there.page.url.endswith("/reading/")

    sign_out(there)
    sign_in(there, "rae@icp.example")
    assert there.heading == "Second step"
    there.page.get_by_role("button", name="Use a passkey").click()
    there.page.wait_for_url(re.compile(r"://[^/]+/$"))
    there.open("/account/2fa/").reads("Work laptop")

    sign_out(there)
    sign_in(there, "rae@icp.example")
    there.fill("Code from your authenticator app", codes[0]).press("Sign in")
    there.open("/account/sessions/")
    assert there.heading == "Where you are signed in"
