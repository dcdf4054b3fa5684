"""What may be appended as evidence: judged by content, refused in words."""

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat

from living_docs import prose
from living_docs.file_reader import apart
from living_docs.files import scanner
from living_docs.files.inspection import SAME, inspected
from living_docs.files.media_types import MEDIA_TYPES
from living_docs.files.office_files import MAIN_PART, OLE_HEAD, NotOpened

EVIDENCE_KINDS = ("pdf", "docx", "xlsx", "csv", "png", "jpg", "pptx", "gif", "webp")
TEST_VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"  # what every scanner is tried with


def ending(name: str) -> str:
    found = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return SAME.get(found, found)


def accepted(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds that an instrument names, and those that every place for files has taken since."""
    return tuple(dict.fromkeys((*kinds, *EVIDENCE_KINDS)))


def in_words(kinds: tuple[str, ...]) -> str:
    return ", ".join(kind.upper() for kind in kinds[:-1]) + f" or {kinds[-1].upper()}"


def told_before(kinds: tuple[str, ...]) -> str:
    """What can be chosen, for whoever is about to choose."""
    limit = filesizeformat(settings.EVIDENCE_FILE_LIMIT)
    return f"{in_words(kinds)}, up to {limit} each. You can choose or drop several files at once."


def judged(upload, accept: tuple[str, ...]):
    """The file as it may be kept, a picture drawn anew; or NotOpened, in a sentence that names it."""
    try:
        taken = kept(upload, accept)
        scanner.take(taken)
        return taken
    except NotOpened as why:
        raise NotOpened(f"“{shown_name(upload.name)}” was not added. {why}") from None
    finally:
        upload.seek(0)


def shown_name(name: str) -> str:
    """A file's name as people see it, without what turns its reading direction or breaks the line."""
    return " ".join(prose.tidy(name).split())


def kept(upload, accept: tuple[str, ...]):
    """NotOpened unless the file is one of the kinds that are accepted, and holds nothing else."""
    kinds = in_words(accept)
    said = ending(upload.name)
    if upload.size == 0:
        raise NotOpened("The file is empty.")
    if upload.size > settings.EVIDENCE_FILE_LIMIT:
        limit = filesizeformat(settings.EVIDENCE_FILE_LIMIT)
        raise NotOpened(f"It is larger than {limit}; send a smaller file or paste what matters.")
    if said not in accept:
        raise NotOpened(f"Choose a {kinds} file.")
    content = upload.read()
    refuse_test_virus(content)
    if said in MAIN_PART and content.startswith(OLE_HEAD):
        raise NotOpened(f"It has a password or an old format. Save it without a password as a {said.upper()} file.")
    anew = apart(inspected, content, said, kinds, refused=NotOpened)
    return upload if anew is None else SimpleUploadedFile(upload.name, anew, MEDIA_TYPES[said])


def refuse_test_virus(content: bytes) -> None:
    if TEST_VIRUS in content:
        raise NotOpened("It is the file that virus scanners are tried with.")
