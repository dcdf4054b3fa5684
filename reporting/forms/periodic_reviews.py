"""Forms of the Periodic Reviews: one, many at once, and one that is wrong."""

import hashlib

from django import forms
from django.core.files.base import ContentFile

from accounts.foundations.public_keys import public_key
from living_docs.files.evidence import judged
from living_docs.files.office_files import NotOpened
from living_docs.forms.fields import FilesField, TypedText
from reporting.forms.reasons import ReasonForm
from reporting.models import PeriodicReview
from sites.models import Site

PERIODIC_KINDS = ("pdf", "docx", "txt")
LONGEST_NAME = 150


class PeriodicReviewForm(forms.Form):
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label="Site",
        to_field_name="slug",
        empty_label="Choose a site",
        error_messages={"required": "Choose the site"},
    )
    period = forms.CharField(
        label="Period",
        max_length=60,
        help_text="For example January to March 2010",
        error_messages={"required": "Say which period the review is about"},
    )
    file = forms.FileField(
        label="File", help_text="PDF, DOCX or TXT, up to 50 MB", allow_empty_file=True, max_length=150, required=False
    )
    text = TypedText(label="Or type it here", widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = Site.objects.by_name()

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            return judged(upload, PERIODIC_KINDS) if upload else upload
        except NotOpened as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def clean(self):
        """A file, or what was typed as one; the same file of one site is taken once."""
        typed = self.cleaned_data.get("text", "").strip()
        if typed and not self.cleaned_data.get("file"):
            self.cleaned_data["file"] = ContentFile(typed.encode(), name="periodic-review.txt")
        if not self.cleaned_data.get("file") and "file" not in self.errors:
            self.add_error("file", "Choose the file of the review, or type it")
        elif (site := self.cleaned_data.get("site")) and (same := self.same_file(site)):
            self.add_error("file", f"This file is here already, as the review of {site}, {same.period_in_sentence}")
        return self.cleaned_data

    def same_file(self, site: Site) -> PeriodicReview | None:
        if not (upload := self.cleaned_data.get("file")):
            return None
        sha256 = hashlib.file_digest(upload, "sha256").hexdigest()
        upload.seek(0)
        return PeriodicReview.objects.standing().filter(site=site, sha256=sha256).first()


class PeriodicFilesForm(forms.Form):
    """Many files at once; those that cannot be taken are named, the others go on."""

    uploads = FilesField(
        label="Files",
        help_text="PDF, DOCX or TXT, up to 50 MB each and 100 at once",
        allow_empty_file=True,
        error_messages={"required": "Choose the files"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.refused: list[str] = []

    def clean_uploads(self) -> list:
        taken = []
        for upload in self.cleaned_data["uploads"]:
            try:
                refuse_long_name(upload.name)
                taken.append(judged(upload, PERIODIC_KINDS))
            except NotOpened as refusal:
                self.refused.append(str(refusal))
        return taken


def refuse_long_name(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise NotOpened(f"“{name[:40]}…” was not added. Its name has more than {LONGEST_NAME} letters; shorten it.")


class KeepForm(forms.Form):
    """What becomes of one of the files sent together: of which site and period it is, or that it is left out."""

    KEEP, REPLACE, LEAVE = "keep", "replace", "leave"
    CHOICES = [
        (KEEP, "Keep it"),
        (REPLACE, "Keep it, and mark the earlier one as replaced"),
        (LEAVE, "Leave it out"),
    ]
    what = forms.ChoiceField(label="What to do", choices=CHOICES, widget=forms.RadioSelect, required=False)
    site = forms.ModelChoiceField(
        Site.objects.none(), label="Site", to_field_name="slug", empty_label="Choose a site", required=False
    )
    period = forms.CharField(
        label="Period", max_length=60, required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-20"})
    )

    def __init__(self, data=None, *, row, programme):
        initial = {
            "site": row.site.one and row.site.one.slug,
            "period": row.period.one or "",
            "what": self.KEEP if row.is_clear else self.LEAVE if row.copies or row.is_later_twin else None,
        }
        super().__init__(data, prefix=public_key(row.upload), initial=initial)
        self.row = row
        self.fields["site"].queryset = programme.sites.by_name()
        if not row.beside:
            self.fields["what"].choices = [choice for choice in self.CHOICES if choice[0] != self.REPLACE]
            self.fields["what"].widget.choices = self.fields["what"].choices

    def clean_what(self):
        if not self.cleaned_data["what"]:
            raise forms.ValidationError(f"Say whether to keep “{self.row.upload.name}”")
        return self.cleaned_data["what"]

    def clean(self):
        if self.cleaned_data.get("what") in {self.KEEP, self.REPLACE}:
            if not self.cleaned_data.get("site"):
                self.add_error("site", f"Choose the site of “{self.row.upload.name}”, or leave the file out")
            if not self.cleaned_data.get("period"):
                self.add_error("period", f"Say which period “{self.row.upload.name}” is about, or leave the file out")
        return self.cleaned_data

    @property
    def is_kept(self) -> bool:
        return self.cleaned_data["what"] != self.LEAVE

    @property
    def replaces(self) -> list[PeriodicReview]:
        """The earlier ones of the same site and period, where this one is to take their place."""
        if self.cleaned_data["what"] != self.REPLACE:
            return []
        return [one for one in self.row.beside if one.site == self.cleaned_data["site"]]


class WrongForm(ReasonForm):
    """That a Periodic Review does not count, and why."""

    kind = forms.ChoiceField(
        label="What is wrong",
        choices=PeriodicReview.Wrong.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what is wrong"},
    )
    right_site = forms.ModelChoiceField(
        Site.objects.none(),
        label="The site that it is about",
        to_field_name="slug",
        required=False,
        empty_label="Not known",
        help_text="It is then listed under this site as well. For a wrong site only.",
    )
    field_order = ("kind", "right_site", "reason")

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["right_site"].queryset = review.site.programme.sites.exclude(pk=review.site_id).by_name()

    def clean(self):
        about_site = self.cleaned_data.get("kind") == PeriodicReview.Wrong.SITE
        if self.cleaned_data.get("right_site") and not about_site:
            self.add_error("right_site", "Choose a site only where the review is about another site")
        return self.cleaned_data
