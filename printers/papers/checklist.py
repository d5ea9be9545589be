"""The checklist (應備文件): what to bring for a service, to take along; no number."""

from __future__ import annotations

from printers.papers.paper import Paper, languages_of, main, ticks
from printers.papers.wording import heading
from shared.office.model import Office, Service
from shared.text.catalogue import N_


def checklist_paper(service: Service, office: Office, language: str) -> Paper:
    """The slip: the office's language, and the person's beside it."""
    languages = languages_of(office, language)
    return (
        *heading(N_("Documents to bring"), office, languages),
        *main(service.name, languages),
        ticks(service.documents, languages),
    )
