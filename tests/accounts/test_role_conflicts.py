"""Roles that must not meet in one person: by form, by action, by the database, and what former ties close."""

from itertools import permutations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts import actions
from accounts.foundations import frozen_records
from accounts.models import AskedRole, Invitation, Membership, User
from accounts.role_conflicts import CONFLICTS, RoleRefused, conflict_between
from accounts.roles import GIVEN_BY_TWO, SITE_ROLES, Role
from feedback import actions as feedback
from feedback.models import QualityCheck
from living_docs.models import LivingDocument, Submission
from living_docs.workflow import Status
from tests.crawl import said
from tests.factories import give, link_sent_to

POSTS = [(role, site) for role in Role for site in (("a", "b") if role in SITE_ROLES else ("",))]
TOGETHER = {  # all that one person may have besides one another
    frozenset(pair)
    for pair in [
        (("manager", "a"), ("contributor", "a")),
        (("manager", "b"), ("contributor", "b")),
        (("researcher", ""), ("leader", "")),
        (("researcher", ""), ("economist", "")),
        (("researcher", ""), ("qa", "")),
        (("leader", ""), ("economist", "")),
        (("economist", ""), ("qa", "")),
    ]
}
PAIRS = list(permutations(POSTS, 2))


@pytest.fixture
def sites(world) -> dict:
    return {"": None, **{site.slug: site for site in world.programme.sites.all()}}


def test_database_and_action_keep_the_same_roles_apart(world, sites):
    assert len(PAIRS) == 110
    for held, wanted in PAIRS:
        with transaction.atomic():
            kept = give(world.exa, held[0], sites[held[1]])
            refusals = refused_by_database(world, sites, wanted), refused_by_rule(world, sites, wanted)
            assert refusals[0] == refusals[1], (held, wanted)
            assert (refusals[0] == "") is (frozenset([held, wanted]) in TOGETHER), (held, wanted)
            kept.delete()


def refused_by_database(world, sites, wanted) -> str:
    """The reason that the database gives; "" where it takes the row."""
    try:
        with transaction.atomic():
            give(world.exa, wanted[0], sites[wanted[1]])
            transaction.set_rollback(True)
    except DatabaseError as error:
        return str(error).splitlines()[0]
    return ""


def refused_by_rule(world, sites, wanted) -> str:
    held, site = world.exa.memberships.get(), sites[wanted[1]]
    found = conflict_between((held.role, held.site_id), (wanted[0], site.pk if site else None))
    return found.reason if found else ""


def test_a_role_cannot_be_changed_into_one_that_is_kept_apart(world, sites):
    give(world.abe, Role.MANAGER, sites["a"])
    for change in ({"role": "qa", "site": None}, {"site": sites["b"]}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Membership.objects.filter(user=world.abe, role=Role.MANAGER).update(**change)
    with pytest.raises(DatabaseError, match="a confirmed request is missing"), transaction.atomic():
        Membership.objects.filter(user=world.lee).update(role="researcher")


def test_the_office_does_not_become_leader_with_one_click(world, sign_in):
    own, others = ((sign_in(world.pat), reverse("person", args=[one.pk])) for one in (world.pat, world.lee))
    page = own[0].post(own[1], {"role": "leader", "give": "1"}).content.decode()
    assert "You cannot give a role to yourself." in page
    refused = others[0].post(others[1], {"role": "office", "give": "1"}).content.decode()
    assert "Lee Leclerc already has the role “Task leader”." in refused
    assert "so it cannot read what sites write or their feedback." in refused
    held = Membership.objects.filter(user__in=[world.pat, world.lee])
    assert (held.count(), AskedRole.objects.waiting().count()) == (2, 0)


@pytest.mark.parametrize(("role", "site"), [("steering", ""), ("researcher", ""), ("manager", "b")])
def test_a_manager_becomes_nothing_else_by_any_way(world, sites, sign_in, role, site):
    office = sign_in(world.pat)
    given = office.post(reverse("person", args=[world.ann.pk]), {"role": role, "site": site})
    asked = {"name": "Ann", "email": "ANN@icp.example", "role": role, "site": site}
    invited = office.post(reverse("invite"), asked)
    assert ["Ann Adeyinka already has the role" in page.content.decode() for page in (given, invited)] == [True, True]
    for act in (
        lambda: actions.invite(email="ann@icp.example", name="Ann", role=role, site=sites[site], by=world.pat),
        lambda: give_or_ask(world.ann, role=role, site=sites[site], by=world.pat),
    ):
        with pytest.raises(RoleRefused):
            act()
    assert (Invitation.objects.filter(from_command=False).count(), world.ann.memberships.count()) == (0, 1)


def give_or_ask(person: User, *, role: str, site, by: User) -> None:
    if role in GIVEN_BY_TWO:
        actions.ask_for_role(person, role=Role(role), by=by)
    else:
        actions.give_role(person, role=Role(role), site=site, by=by)


def test_who_got_another_role_meanwhile_cannot_accept_an_invitation(world, sites, sign_in):
    actions.invite(email="exa@icp.example", name="Exa", role="manager", site=sites["b"], by=world.pat)
    give(world.exa, "contributor", sites["a"])
    page = sign_in(world.exa).post(link_sent_to("exa@icp.example"))
    assert page.status_code == 409
    assert "one person cannot belong to two sites" in page.content.decode()
    assert [membership.site for membership in world.exa.memberships.all()] == [sites["a"]]


def test_roles_that_met_before_they_were_kept_apart_are_shown(world, sign_in):
    frozen_records.remove(connection)
    give(world.quinn, "leader")
    frozen_records.install(connection)
    page = said(sign_in(world.pat), reverse("person", args=[world.quinn.pk]))
    assert page.count("The task leader agrees the feedback, so a different person must check it.") == 1


def test_each_reason_is_a_sentence_that_the_database_can_say():
    assert [c.reason for c in CONFLICTS if set(c.reason) & set("'%\\") or not c.reason.endswith(".")] == []


# Former ties


@pytest.fixture
def tied(world, sites) -> dict[str, User]:
    """A QA reviewer and an economist who were once contributors of site a."""
    found = {}
    for name, role in (("exa", Role.QA), ("eve", Role.ECONOMIST)):
        user = world.exa if name == "exa" else User.objects.create_user("eve@icp.example", None, name="Eve")
        actions.take_role(actions.give_role(user, role="contributor", site=sites["a"], by=world.pat), by=world.pat)
        give(user, role)
        found[name] = User.objects.get(pk=user.pk)
    return found


@pytest.mark.parametrize("name", ["exa", "eve"])
def test_who_once_was_of_a_site_reads_nothing_that_it_sent(world, tied, name):
    for site in "ab":
        world.document_at(Status.AGREEING, site)
    for model in (LivingDocument, Submission):
        slugs = model.objects.visible_to(tied[name]).values_list(
            "site__slug" if model is LivingDocument else "document__site__slug", flat=True
        )
        assert sorted(slugs) == ["b"]


def test_who_once_was_of_a_site_comments_on_none_of_its_costs(world, tied):
    for site in "ab":
        world.document_at(Status.SUBMITTED, site)
    with pytest.raises(PermissionDenied):
        feedback.take_up_costs(world.document("a"), by=tied["eve"])
    assert feedback.take_up_costs(world.document("b"), by=tied["eve"]).reader == tied["eve"]


def test_who_once_was_of_a_site_checks_none_of_its_feedback(world, tied):
    for site in "ab":
        world.document_at(Status.IN_QA, site)
    with pytest.raises(PermissionDenied):
        feedback.pass_quality(world.document("a"), by=tied["exa"])
    with pytest.raises(DatabaseError, match="has no ties with its site"), transaction.atomic():
        QualityCheck.objects.create(document=world.document("a"), by=tied["exa"], passed=True)
    feedback.pass_quality(world.document("b"), by=tied["exa"])
    assert world.document("b").status == Status.PASSED


@pytest.mark.parametrize("name", ["quinn", "hal", "rae"])
def test_all_who_read_or_check_declare_their_own_ties(world, sites, sign_in, name):
    person = getattr(world, name)
    assert sign_in(person).post(reverse("ties"), {"site": "a", "what": "Sister works there"}).status_code == 302
    assert [(tie.site, tie.noted_by) for tie in person.interests.all()] == [(sites["a"], person)]
