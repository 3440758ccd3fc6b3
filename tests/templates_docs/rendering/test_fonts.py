import dataclasses
from pathlib import Path

import pytest

from records.kernel.errors import MissingPartError
from templates_docs.rendering.fonts import (
    REQUIRED_FONTS,
    check_fonts,
    find_face,
    font_paths,
)


def test_every_cut_of_the_four_families_is_installed() -> None:
    paths = font_paths()

    assert len(paths) == len(REQUIRED_FONTS) == 12
    assert all(path.is_file() for path in paths)


def test_a_missing_file_is_refused_with_the_line_that_installs_it() -> None:
    absent = dataclasses.replace(REQUIRED_FONTS[0], file_name="PTX99F.ttf")

    with pytest.raises(MissingPartError, match=r"PTX99F\.ttf.*apt-get install") as told:
        check_fonts((*REQUIRED_FONTS, absent))

    assert told.value.exit_code == 69


def test_a_family_has_only_the_cuts_it_has() -> None:
    bold = find_face("PT Serif", bold=True)

    assert bold is not None
    assert bold.path == Path(bold.path.parent, "PTF75F.ttf")
    assert find_face("PT Sans Narrow", italic=True) is None
