"""Why the system did not do what was asked of it, in words the catalogues know."""

from __future__ import annotations

import errno
from typing import Final

from shared.text.catalogue import N_, Words

BUSY: Final = N_("another station holds it")
FULL: Final = N_("the disk is full")
_BY_NUMBER: Final[dict[int | None, Words]] = {
    errno.EACCES: N_("this user has no right to it"),
    errno.EPERM: N_("this user has no right to it"),
    errno.ENOENT: N_("it is not there"),
    errno.ENOTDIR: N_("something on the way there is no folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("it is there already"),
    errno.ENOSPC: N_("there is no space left"),
    errno.EDQUOT: N_("there is no space left"),
    errno.EROFS: N_("it may be read but not written"),
    errno.EIO: N_("reading or writing failed"),
    errno.ESTALE: N_("the share was mounted anew or is gone"),
    errno.ENOTCONN: N_("the share was mounted anew or is gone"),
    errno.ENODEV: N_("it is not there"),
    errno.ENXIO: N_("it is not there"),
    errno.ETIMEDOUT: N_("it does not answer"),
    errno.EHOSTDOWN: N_("it does not answer"),
    errno.EHOSTUNREACH: N_("it does not answer"),
    errno.ENETUNREACH: N_("it does not answer"),
    errno.ENETDOWN: N_("it does not answer"),
    errno.ECONNREFUSED: N_("it refuses the connection"),
    errno.ECONNRESET: N_("it broke the connection"),
    errno.EPIPE: N_("it broke the connection"),
    errno.EBUSY: N_("another program is using it"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ELOOP: N_("its links lead in a circle"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
}


def why(error: OSError) -> str:
    """What the system says; its own words where the catalogues know no better."""
    return _BY_NUMBER.get(error.errno) or error.strerror or str(error)
