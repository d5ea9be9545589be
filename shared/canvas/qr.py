"""QR codes, for the screen and for paper."""

from __future__ import annotations

from shared.canvas.letters import half_blocks

QUIET_ZONE = 4
"""Empty modules around the code (ISO/IEC 18004 asks 4)."""


def matrix(content: str) -> list[list[bool]]:
    """The modules of the code, quiet zone included; true is dark."""
    # qrcode takes 40 ms to import and most processes never draw one.
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(content)
    code.make(fit=True)
    return [list(row) for row in code.get_matrix()]


def code_lines(content: str) -> list[str]:
    """The code in half blocks, light modules drawn: for a bright-on-dark screen."""
    return half_blocks(
        ["".join(" " if dark else "#" for dark in row) for row in matrix(content)]
    )
