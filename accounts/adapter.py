"""How allauth behaves here: no self-registration, letters sent by the worker."""

from allauth.account.adapter import DefaultAccountAdapter

from accounts.letters import send_letter


class InvitationOnly(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "too_many_login_attempts": "There were too many tries. Wait a few minutes, then try again.",
        "enter_current_password": "Enter the password you use now.",
        "incorrect_password": "The password is not right.",
        "incorrect_code": "The code is not right.",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def send_mail(self, template_prefix, email, context) -> None:
        """Render now, as allauth does, and let the worker send it."""
        message = self.render_mail(template_prefix, email, context)
        send_letter.enqueue(to=message.to, subject=message.subject, body=message.body)
