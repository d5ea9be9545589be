"""The test page: a printer shows on it what it can do."""

from __future__ import annotations

from typing import Final

from printers.papers.paper import (
    Block,
    Code,
    Number,
    Paper,
    Rule,
    Ruler,
    Size,
    Text,
    field,
    main,
    program_words,
)
from printers.papers.wording import heading
from shared.office.model import Office
from shared.office.printers import Printer
from shared.text.catalogue import N_

WIDTHS: Final = (384, 420, 512, 576)
"""The dots that printers have across."""
CODE: Final = "JIAOHAO TEST 0123456789"
"""What the QR code of the test page says."""
_CHINESE: Final = (
    Text("請取號，謝謝。職訓諮詢"),
    Text("失業給付", Size.LARGE),
    Text("罕用字：堃喆煊峯龘", Size.SMALL),
)
_VIETNAMESE: Final = (Text("Vui lòng lấy số thứ tự"),)
_THAI: Final = (Text("กรุณากดบัตรคิว"),)


def trial_paper(printer: Printer, office: Office) -> Paper:
    """What to hand to a printer to see its width, letters, QR code and cutter.

    The bars come last: a printer may stumble over those wider than itself.
    """
    beside = office.beside(office.language)
    languages = (office.language, beside) if beside else (office.language,)

    def said(msgid: str, **values: object) -> tuple[Text, ...]:
        return main(program_words(msgid, languages, **values), languages)

    blocks: list[Block] = [*heading(N_("Printer test page"), office, languages)]
    blocks += [Text(printer.name), Text(printer.address, Size.SMALL)]
    blocks += said(N_("Set to {n} dots"), n=printer.dots)
    blocks += [Number("A012"), field(N_("Chinese"), _CHINESE, languages)]
    blocks.append(field(N_("Vietnamese"), _VIETNAMESE, languages))
    blocks += [field(N_("Thai"), _THAI, languages), Rule()]
    blocks += said(N_("Nothing below a language: this machine has no font for it"))
    blocks += [Code(CODE), Text(CODE, Size.SMALL), Rule()]
    blocks += said(N_("For dots in office.toml: the largest number printed whole"))
    blocks += [Ruler(WIDTHS), Rule()]
    blocks += said(
        N_("The cut is below this line")
        if printer.has_cutter
        else N_("No cutter: tear off here")
    )
    return tuple(blocks)
