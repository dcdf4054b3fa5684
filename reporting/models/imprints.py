"""Authors, contact, licence and numbers of the review of a round."""

from __future__ import annotations

from django.db import models

from living_docs.models import Round


class Imprint(models.Model):
    """What the office enters of a round's review; empty where it has nothing to say."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="imprint")
    authors = models.TextField(blank=True)  # one a line
    contact = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    isbn = models.CharField(max_length=20, blank=True)
    doi = models.CharField(max_length=160, blank=True)

    def __str__(self) -> str:
        return f"Imprint of round {self.round.number}"
