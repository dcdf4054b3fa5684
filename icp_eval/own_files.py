"""What the service writes can be read by its own account alone: database, keys, uploads, letters, audit."""

import os
from contextlib import suppress
from pathlib import Path


def keep_to_owner(folder: Path) -> None:
    """For what is there from before, and, by the umask, for all that this process and those it starts write."""
    os.umask(0o077)
    for path in [folder, *folder.rglob("*")]:
        if is_ours(path):
            with suppress(FileNotFoundError):
                path.chmod(0o700 if path.is_dir() else 0o600)


def is_ours(path: Path) -> bool:
    """A file of ours that is still there: the other processes write on."""
    try:
        return not path.is_symlink() and path.stat().st_uid == os.geteuid()
    except FileNotFoundError:
        return False
