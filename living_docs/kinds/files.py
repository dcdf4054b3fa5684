"""Evidence files: the answer holds their ids; title and name stand on the file itself."""

from living_docs.kinds.base import Kind


class Files(Kind):
    """{"files": [id, …]}: ids of EvidenceFile rows, oldest first."""

    form = "living_docs.forms.prompts.FileForm"
    template = "living_docs/files/_prompt_files.html"
    takes_files = True

    def clean(self, prompt, value):
        return {"files": sorted({int(pk) for pk in value.get("files", [])})}

    def is_empty(self, value):
        return not value.get("files")

    def blocks(self, prompt, value):
        return []

    def merge(self, base, theirs, mine):
        before, there, here = (set(side.get("files", [])) for side in (base, theirs, mine))
        return {"files": sorted((there & here) | (there - before) | (here - before))}

    def shown(self, prompt, value):
        return {"files": value.get("files", [])}
