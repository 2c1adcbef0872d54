"""A report is made again when something in it would change, and only then."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from kit import consent
from kit.batch import Batch, BusyError, Manifest, Task, fingerprint
from kit.batch.manifest import HOME
from kit.batch.workers import Local
from kit.report import open_report
from tests.batch.conftest import DAY

SAME = ["unchanged", "unchanged"]


def statuses(results):
    return [result.status for result in results]


@pytest.fixture
def made(workshops, task, run, fake):
    """Two reports that have been made."""
    tasks = [task(file) for file in workshops(2)]
    assert statuses(run(tasks)) == ["done", "done"]
    fake.clear()
    return tasks


def test_unchanged_reports_are_skipped_and_named(made, run, fake):
    results = run(made)
    assert statuses(results) == SAME
    assert fake == []
    assert [path.name for result in results for path in result.files] == ["report.html"] * 2


def test_force_makes_them_all_the_same(made, run, fake):
    assert statuses(run(made, force=True)) == ["done", "done"]


@pytest.mark.parametrize(
    "name", ["workshop.yaml", "history/2026-01-01.yaml", "evidence/enquete.csv", "logo.png"]
)
def test_a_change_in_a_clients_folder_makes_that_report_again(made, run, fake, name):
    path = made[0].workshop.parent / name
    path.parent.mkdir(exist_ok=True)
    known = made[0].workshop.read_text("utf-8")
    path.write_text(known + "# more\n", "utf-8")
    assert statuses(run(made)) == ["done", "unchanged"]
    assert fake == ["client-0"]


@pytest.mark.parametrize("name", [".workshop.lock", ".journal/1.json", "other/workshop.yaml"])
def test_what_no_report_reads_changes_nothing(made, run, name):
    path = made[0].workshop.parent / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("{}")
    assert statuses(run(made)) == SAME


def test_a_change_behind_an_admitted_link_makes_that_report_again(
    workshops, task, run, fake, tmp_path, monkeypatch
):
    (file,) = workshops(1)
    drive = tmp_path / "drive"
    drive.mkdir()
    (drive / "survey.csv").write_text("a\n1\n")
    (drive / "circle").symlink_to(file.parent, target_is_directory=True)
    (file.parent / "evidence").symlink_to(drive, target_is_directory=True)
    run([task(file)])
    (drive / "survey.csv").write_text("a\n2\n")
    assert statuses(run([task(file)])) == ["unchanged"]  # it is not read
    given = consent.entry(file.parent, consent.path_target(drive))
    monkeypatch.setenv(consent.VARIABLE, str(given))
    assert statuses(run([task(file)])) == ["done"]
    assert statuses(run([task(file)])) == ["unchanged"]
    (drive / "survey.csv").write_text("a\n3\n")
    assert statuses(run([task(file)])) == ["done"]


@pytest.mark.parametrize("out", ["outputs", "."])
def test_reports_inside_a_clients_folder_change_nothing(workshops, run, fake, monkeypatch, out):
    (file,) = workshops(1)
    monkeypatch.chdir(file.parent)
    here = [Task(Path(file.name), Path(out))]
    for status in ("done", "unchanged", "unchanged"):
        with Manifest(Path(out)) as manifest:
            batch = Batch(here, manifest, Local(1, manifest.work), today=DAY)
            assert [result.status for result in batch if result is not None] == [status]


@pytest.mark.parametrize(
    "change",
    [
        {"lang": "en"},
        {"edition": "working"},
        {"formats": ("html", "pdf")},
        {"as_of": DAY},
        {"scalars": (("budget", 3),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_option_makes_it_again(made, run, task, change):
    again = [task(made[0].workshop, **change)]
    assert statuses(run(again)) == ["done"]
    assert statuses(run(again)) == ["unchanged"]


def test_another_theme_or_notebook_makes_it_again(made, run, task, tmp_path):
    for option in ("theme", "notebook"):
        file = tmp_path / option
        file.write_text("1")
        again = [task(made[0].workshop, **{option: file})]
        assert statuses(run(again)) == ["done"]
        assert statuses(run(again)) == ["unchanged"]
        file.write_text("2")
        assert statuses(run(again)) == ["done"]


def test_another_version_of_anything_makes_all_again(made, run, monkeypatch):
    monkeypatch.setattr("kit.batch.fingerprint.environment", lambda: ("0.2.0",))
    assert statuses(run(made)) == ["done", "done"]


@pytest.mark.parametrize("spoil", ["unlink", "edit"])
def test_a_file_that_is_gone_or_was_edited_is_made_again(made, run, out, spoil):
    page = out / "client-1" / "report.html"
    page.unlink() if spoil == "unlink" else page.write_text("half")
    assert statuses(run(made)) == ["unchanged", "done"]


def test_a_failed_report_is_tried_again(workshops, task, run, fake, monkeypatch):
    tasks = [task(file) for file in workshops(1)]

    def full(*_, **__):
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr("kit.report.report", full)
        [result] = run(tasks)
    assert result.status == "failed"
    assert "no space left" in result.problems[0]
    assert statuses(run(tasks)) == ["done"]


# --- the day ---------------------------------------------------------------------------------


def test_the_next_day_alone_changes_nothing(made, run, out):
    tomorrow = DAY + timedelta(days=1)
    assert statuses(run(made, today=tomorrow)) == SAME
    assert {entry.day for entry in Manifest(out).entries.values()} == {tomorrow.isoformat()}


def test_what_becomes_overdue_makes_the_report_again(workshops, task, run, fake):
    [file] = workshops(1)
    text = file.read_text("utf-8").replace("effort: 2}", "effort: 2, due: 2026-12-01}")
    file.write_text(text, "utf-8")
    tasks = [task(file)]
    assert statuses(run(tasks)) == ["done"]
    assert statuses(run(tasks, today=date(2026, 12, 1))) == ["unchanged"]
    assert statuses(run(tasks, today=date(2026, 12, 2))) == ["done"]
    assert statuses(run(tasks, today=date(2026, 12, 3))) == ["unchanged"]


def test_a_workshop_that_cannot_be_opened_fails_alone(made, run, fake, monkeypatch):
    opened = open_report

    def broken(workshop, **how):
        if "client-0" in workshop:
            raise ValueError("a size that no picture has")
        return opened(workshop, **how)

    monkeypatch.setattr(fingerprint, "open_report", broken)
    assert statuses(run(made, today=DAY + timedelta(days=1))) == ["done", "unchanged"]


def test_with_a_date_of_its_own_a_report_never_ages(workshops, task, run, fake):
    tasks = [task(file, as_of=DAY) for file in workshops(1)]
    run(tasks)
    assert statuses(run(tasks, today=date(2030, 1, 1))) == ["unchanged"]


# --- the manifest ----------------------------------------------------------------------------


def test_a_line_that_was_cut_off_counts_as_never_written(made, run, out):
    file = out / HOME / "manifest.jsonl"
    first, second = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(first + second[: len(second) // 2])
    assert statuses(run(made)) == ["unchanged", "done"]
    assert all(json.loads(line) for line in file.read_text("utf-8").splitlines())


def test_the_manifest_does_not_grow_with_every_run(made, run, out):
    for _ in range(3):
        run(made, force=True)
    run(made)
    assert len((out / HOME / "manifest.jsonl").read_text("utf-8").splitlines()) == 2


def test_two_runs_do_not_write_into_one_place(made, run, out):
    with Manifest(out), pytest.raises(BusyError, match="Another run"):
        run(made)
    with Manifest(out, "1-of-2"), Manifest(out, "2-of-2"):
        pass


def test_what_another_shard_has_made_is_known(made, run):
    assert statuses(run(made, shard="2-of-2")) == SAME


def test_what_a_killed_run_has_left_is_removed(made, run, out):
    left = out / HOME / "work" / "parcours-abc"
    left.mkdir(parents=True)
    temporary = out / "client-0" / ".report.html.x1.tmp"
    temporary.write_text("half")
    run(made, force=True)
    assert not (out / HOME / "work").exists()
    assert not temporary.exists()
