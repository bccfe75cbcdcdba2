"""Is a machine without a Chromium, a PostgreSQL or an Elasticsearch told so in one line, and is that line red in CI?"""

from pathlib import Path

import pytest

from tests.servers import elasticsearch, install, missing, postgres


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is there, nothing may be installed and nothing can be downloaded."""
    monkeypatch.setattr(install, "WANTED", {"chromium": lambda: None, "postgresql": lambda: None})
    monkeypatch.setattr(install, "find_chromium", lambda: None)
    monkeypatch.setattr(install, "_quietly", lambda *_command: False)
    monkeypatch.setattr(postgres, "find_postgres", lambda: None)
    monkeypatch.delenv(postgres.URL, raising=False)


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize(("in_ci", "status"), [(False, 0), (True, 1)])
def test_what_could_not_be_had_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], in_ci: bool, status: int
) -> None:
    monkeypatch.setattr(install, "IN_CI", in_ci)
    assert install.main() == status
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("Could not get chromium, postgresql:")


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize(("in_ci", "status"), [(False, 0), (True, 1)])
def test_tests_for_postgresql_without_a_server_are_red_in_ci_only(
    monkeypatch: pytest.MonkeyPatch, in_ci: bool, status: int
) -> None:
    monkeypatch.setattr(postgres, "IN_CI", in_ci)
    assert postgres.main(["true"]) == status


@pytest.mark.usefixtures("bare_machine")
def test_a_command_beside_a_given_server_keeps_its_exit_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(postgres.URL, "postgresql://casustafel@127.0.0.1:1/postgres")
    assert postgres.main(["false"]) == 1


@pytest.mark.parametrize(("in_ci", "outcome"), [(False, pytest.skip.Exception), (True, pytest.fail.Exception)])
def test_tests_for_elasticsearch_without_maven_are_red_in_ci_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, in_ci: bool, outcome: type[BaseException]
) -> None:
    monkeypatch.setattr(missing, "IN_CI", in_ci)
    monkeypatch.setattr(elasticsearch, "READY", tmp_path / "ready")
    monkeypatch.setattr(elasticsearch, "find_maven", lambda: None)
    with pytest.raises(outcome, match="Maven"):
        elasticsearch.lay_out()
