"""Forms about people."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Layout, Size
from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.actions import why_not_ask
from accounts.forms.name_fields import NameField, require_plain_title
from accounts.models import Invitation, User
from accounts.role_conflicts import conflict_with
from accounts.roles import SITE_ROLES, Role


class InvitationForm(forms.Form):
    name = NameField(label="Name", required="Enter the person’s name")
    email = forms.EmailField(label="E-mail address", error_messages={"required": "Enter an e-mail address"})
    role = forms.ChoiceField(
        label="Role",
        choices=Role.choices,
        widget=forms.RadioSelect,
        help_text="A second person must confirm every role except those of a site.",
        error_messages={"required": "Choose the role of the person"},
    )
    site: forms.ModelChoiceField = forms.ModelChoiceField(
        None,
        label="Site",
        required=False,
        to_field_name="slug",
        empty_label="No site",
        help_text="For project managers and contributors only.",
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["site"].queryset = Invitation.site.field.related_model.objects.by_name()
        self.helper = FormHelper()
        self.helper.layout = Layout("name", "email", "role", "site", Button.primary("invite", "Invite a person"))

    def clean(self):
        cleaned = super().clean()
        role, site = cleaned.get("role"), cleaned.get("site")
        if role in SITE_ROLES and site is None:
            self.add_error("site", "Choose the site of a project manager or contributor")
        if role and role not in SITE_ROLES and site is not None:
            self.add_error("site", "Only project managers and contributors belong to a site")
        if not self.errors and (reason := self.why_not(cleaned)):
            self.add_error("role", reason)
        return cleaned

    def why_not(self, cleaned: dict) -> str:
        """What speaks against giving this role to this person; "" where nothing does."""
        role, person = cleaned["role"], self.person_meant(cleaned)
        if person is None:
            return ""
        if not person.is_active:
            return f"{person}’s account is switched off."
        if person == self.by:
            return "You cannot give a role to yourself. Ask a colleague in the programme office."
        return conflict_with(person.held, role, cleaned.get("site")) or why_not_ask(person, role)

    def person_meant(self, cleaned: dict) -> User | None:
        """Who has an account by the address already."""
        return User.objects.filter(email=cleaned["email"].lower()).first()


class RoleForm(InvitationForm):
    """Give another role to a person who has an account."""

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        del self.fields["name"], self.fields["email"]
        self.helper.layout = Layout("role", "site", Button.primary("give", "Give this role"))

    def person_meant(self, cleaned: dict) -> User:
        return self.person


class RoleRefusalForm(forms.Form):
    """Why a role is refused, for the person who asked."""

    reason = forms.CharField(
        label="Why you refuse it",
        help_text="The person who asked reads it, and so do others in the programme office and the task leader.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Say why you refuse it"},
    )


class AcceptForm(forms.Form):
    name = NameField(label="Your name", required="Enter your name")
    job_title = forms.CharField(label="Job title", max_length=150, required=False, validators=[require_plain_title])
    password = forms.CharField(
        strip=False,  # as at sign-in: what was typed is the password
        label="Choose a password",
        help_text="At least 12 characters. Three or four words that do not belong together work well.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password"},
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        self.helper = FormHelper()
        self.helper.label_size = Size.SMALL
        self.helper.layout = Layout("name", "job_title", "password", Button.primary("accept", "Make my account"))

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password
