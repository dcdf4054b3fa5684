"""Forms of withdrawing: why something is taken back, and why it stays."""

from reporting.forms.reasons import SubstantialReasonForm


class WithdrawalForm(SubstantialReasonForm):
    """Why a review is withdrawn, in words that its readers read."""

    said_by = "The steering group and all Pilots read it. Do not repeat what should not have been said."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Why it is withdrawn"
        self.fields["reason"].help_text = self.said_by


class ReportWithdrawalForm(WithdrawalForm):
    """Why a report is withdrawn, in words that its site reads."""

    said_by = "The site reads it. Do not repeat what should not have been said."


class RefusalForm(SubstantialReasonForm):
    """Why a withdrawal is refused, for the person who asked."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Why it stays"
        self.fields["reason"].help_text = "The person who asked reads it."
