"""Does the demo take no folder but its own, and start anew when it was interrupted?"""

from pathlib import Path

import pytest

from casustafel.demo.folder import FILLED, OURS, FolderRefused, claim, filling, is_filled, mark_filled


def test_a_new_folder_is_made_and_marked(tmp_path: Path) -> None:
    folder = tmp_path / "below" / "data"
    claim(folder)
    assert [path.name for path in folder.iterdir()] == [OURS]


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_text("sunny")
    with pytest.raises(FolderRefused, match="holds other things"):
        claim(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_folder_that_was_filled_is_kept(tmp_path: Path) -> None:
    claim(tmp_path)
    (tmp_path / "casustafel.sqlite3").write_text("rows")
    mark_filled(tmp_path)
    claim(tmp_path)
    assert (tmp_path / "casustafel.sqlite3").read_text() == "rows"


def test_a_folder_that_was_filled_by_half_starts_anew(tmp_path: Path) -> None:
    claim(tmp_path)
    (tmp_path / "casustafel.sqlite3").write_text("half a table")
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "segment").touch()
    claim(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [OURS]
    assert not is_filled(tmp_path)


def test_emptying_does_not_follow_a_link_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "holiday.jpg").touch()
    folder = tmp_path / "data"
    claim(folder)
    (folder / "index").symlink_to(outside)
    claim(folder)
    assert (outside / "holiday.jpg").exists()
    assert not (folder / "index").exists()


def test_a_folder_that_somebody_else_is_filling_is_not_emptied(tmp_path: Path) -> None:
    claim(tmp_path)
    with filling(tmp_path):
        (tmp_path / "casustafel.sqlite3").touch()
        with pytest.raises(FolderRefused, match="Another start"):
            claim(tmp_path)
    assert (tmp_path / "casustafel.sqlite3").exists()


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_place_that_is_no_folder_is_refused_in_one_line(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderRefused, match=r"^Cannot write in [^\n]+DATA=\.$"):
        claim(tmp_path / "file" / below)


def test_the_makefile_and_the_demo_mean_the_same_marker() -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text()
    assert f'"$$folder/{OURS}"' in makefile
    assert FILLED not in makefile
