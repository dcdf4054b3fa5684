"""Taking in a project or codebook from another program."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Layout
from django import forms

from accounts.models import User
from accounts.roles import Role


class ImportForm(forms.Form):
    file = forms.FileField(
        label="Project (.qdpx) or codebook (.qdc)", error_messages={"required": "Choose a .qdpx or .qdc file"}
    )
    unknown_as: forms.ModelChoiceField = forms.ModelChoiceField(
        None,
        label="Codings by people we do not know",
        required=False,
        empty_label="Leave them out",
        help_text="Other programs use their own user names. Choose who each person is, or leave their codings out.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unknown_as"].queryset = User.objects.with_role(Role.RESEARCHER, Role.LEADER)
        self.helper = FormHelper()
        self.helper.layout = Layout("file", "unknown_as", Button.primary("take_in", "Import"))
