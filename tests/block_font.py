"""A font of dots that holds only blocks, to be taken for a machine's own."""

from __future__ import annotations

from pathlib import Path


def block_font(characters: str, size: int, folder: Path) -> Path:
    """A font of blocks for these characters in one size, a multiple of four dots.

    The first of its glyphs, a line, stands for every other character.
    """
    row = "F" * (size // 4) + "\n"
    heights = {"\0": 1, **dict.fromkeys(characters, size)}
    glyphs = "".join(
        f"STARTCHAR {ord(each):x}\nENCODING {ord(each)}\nSWIDTH 1000 0\n"
        f"DWIDTH {size} 0\nBBX {size} {height} 0 0\nBITMAP\n{row * height}ENDCHAR\n"
        for each, height in heights.items()
    )
    file = folder / "blocks.bdf"
    file.write_text(
        f"STARTFONT 2.1\nFONT -jiaohao-blocks-medium-r-normal--{size}-{size}0-72-72"
        f"-c-{size}0-iso10646-1\nSIZE {size} 72 72\n"
        f"FONTBOUNDINGBOX {size} {size} 0 0\nSTARTPROPERTIES 3\n"
        f"FONT_ASCENT {size}\nFONT_DESCENT 0\nDEFAULT_CHAR 0\nENDPROPERTIES\n"
        f"CHARS {len(heights)}\n{glyphs}ENDFONT\n",
        encoding="ascii",
    )
    return file
