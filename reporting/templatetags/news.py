"""The link in a letter by which a reader gets fewer of them."""

from django import template
from django.core import signing
from django.urls import reverse

from accounts.foundations.public_keys import public_key
from accounts.models import User

register = template.Library()
SALT = "review-news"


@register.simple_tag
def stop_address(person: User) -> str:
    """Opens without signing in, and can do nothing but choose fewer e-mails for this person."""
    return reverse("stop_news", args=[signing.dumps(public_key(person), salt=SALT)])
