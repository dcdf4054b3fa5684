"""The nine roles, with the sentences shown to the people who have them (report of June 2010; limits are ours)."""

from django.db.models import TextChoices


class Role(TextChoices):
    MANAGER = "manager", "Pilot project manager"
    CONTRIBUTOR = "contributor", "Site contributor"
    RESEARCHER = "researcher", "Researcher"
    LEADER = "leader", "Task leader"
    ECONOMIST = "economist", "Health economist"
    QA = "qa", "QA reviewer"
    IMPLEMENTATION = "implementation", "Implementation team"
    STEERING = "steering", "Steering group member"
    OFFICE = "office", "Programme office"


SITE_ROLES = frozenset({Role.MANAGER, Role.CONTRIBUTOR})
TEAM_ROLES = frozenset({Role.RESEARCHER, Role.LEADER, Role.ECONOMIST, Role.QA})
REVIEW_WRITERS = frozenset({Role.LEADER, Role.ECONOMIST})

# One of the office asks for these, a second person confirms; roles of a site are given by one.
GIVEN_BY_TWO = TEAM_ROLES | {Role.STEERING, Role.OFFICE, Role.IMPLEMENTATION}

NEVER_EMPTY = (Role.LEADER, Role.OFFICE)  # the last person with such a role keeps it until there is a successor

MAY = {
    Role.MANAGER: "You write and submit the Living Document of your site, and read its feedback.",
    Role.CONTRIBUTOR: "You write in the Living Document of your site, and read its feedback.",
    Role.RESEARCHER: "You read the documents assigned to you and draft comments and a summary.",
    Role.LEADER: "You read every document, assign the readings, agree the comments with the readers, release the "
    "feedback and write the thematic review.",
    Role.ECONOMIST: "You comment on Question 8 of every document and write the costs section of the review.",
    Role.QA: "You check agreed feedback before it goes to a site, and approve reviews that you did not write.",
    Role.IMPLEMENTATION: "You upload the Periodic Reviews.",
    Role.STEERING: "You read the published thematic reviews.",
    Role.OFFICE: "You keep the sites, rounds, people and deadlines, and agree which comments on reviews are shared.",
}
MAY_NOT = {
    Role.MANAGER: "You do not see another site’s document or feedback.",
    Role.CONTRIBUTOR: "You do not submit the document, and do not see another site’s document or feedback.",
    Role.RESEARCHER: "You do not see the other reading until both are submitted, and do not decide the approach alone.",
    Role.LEADER: "You do not act as QA reviewer.",
    Role.ECONOMIST: "You do not comment on the other questions.",
    Role.QA: "You do not check a document that you read or whose feedback you wrote.",
    Role.IMPLEMENTATION: "You do not see what sites write, or their feedback.",
    Role.STEERING: "You do not see anything else: no document, no feedback, no progress of a site.",
    Role.OFFICE: "You do not read what sites write, or their feedback.",
}
