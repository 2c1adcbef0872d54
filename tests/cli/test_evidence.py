"""``parcours evidence``: what it reads, declares, shows, suggests and forgets."""

import csv
import io

import pytest

from kit.workshop import load

HEADER = ["Respondent ID", "Date", "Nom", "Note livraison", "Commentaire"]
QUOTED = "J’ai posé une demi-journée pour une lampe."


def survey(encoding="cp1252"):
    """An export of Excel in French: 30 answers, two lines in a cell, ids, names."""
    rows = [
        [
            f"R{i:03}",
            f"{1 + i % 28:02}/09/2026",
            f"Dupont{i} Marie",
            1 + i % 5,
            QUOTED if i == 7 else f"Livré en retard ; « trop »\r\ntard pour moi, le {i}",
        ]
        for i in range(30)
    ]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([HEADER, *rows])
    return text.getvalue().encode(encoding)


@pytest.fixture
def export(here, examples):
    path = here / "Enquête de sortie.csv"
    path.write_bytes(survey())
    return path


@pytest.fixture
def client(examples):
    return examples / "maison-lumen"


RATED = ("--scale", "Note livraison=1-5", "--measure", "livreur", "mean", "Note livraison")


def test_add_shows_what_it_understood_and_adds_only_the_lines_of_the_source(
    parcours, client, export
):
    before = (client / "workshop.yaml").read_text("utf-8").splitlines()
    status, out, _ = parcours("evidence", "add", "maison-lumen", export, *RATED)
    assert status == 0
    assert "30 rows" in out
    assert "1 September 2026 to 28 September 2026" in out
    assert "1–5 (as you set it)" in out
    after = (client / "workshop.yaml").read_text("utf-8").splitlines()
    added = [line.strip() for line in after if line not in before]
    assert "file: Enquête de sortie.csv" in added
    assert [line for line in before if line not in after] == []
    (source,) = [s for s in load(client).journey.evidence if s.id == "enquete-de-sortie"]
    assert source.options.scales == {"Note livraison": "1-5"}
    assert (client / "evidence" / export.name).read_bytes() == export.read_bytes()


def test_add_gives_data_to_a_source_that_was_only_named(parcours, client, export):
    status, _, _ = parcours("evidence", "add", "maison-lumen", export, "--id", "equipes")
    assert status == 0
    (source,) = [s for s in load(client).journey.evidence if s.id == "equipes"]
    assert (source.name, source.kind) == (
        "Remontées des conseillers et des préparateurs",
        "staff-report",
    )
    status, _, err = parcours("evidence", "add", "maison-lumen", export, "--id", "equipes")
    assert (status, "already has data" in err) == (2, True)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--measure", "livreur", "mean", "Notes livraison"), "Did you mean “Note livraison”"),
        (("--measure", "livreurs", "count", "Commentaire"), "Did you mean “livreur”"),
        (("--measure", "livreur", "average", "Commentaire"), "is not valid. Choose from: emotion"),
        (("--scale", "Note livraison"), "has no “=”"),
        (("--id", "É!"), "“É!” is not a valid ID"),
        (("--name", " "), "“ ” is not valid for name."),
        (("--id", "sortie", "--collected", " "), "“ ” is not valid for collected."),
        (("--role", "Nom=person"), "is not valid for roles.Nom"),
        (("--format", "paper"), "Unknown format “paper”"),
    ],
)
def test_what_cannot_be_declared_is_refused_and_nothing_is_written(
    parcours, client, export, more, told
):
    before = (client / "workshop.yaml").read_bytes()
    status, _, err = parcours("evidence", "add", "maison-lumen", export, *more)
    assert (status, told in err) == (2, True), err
    assert (client / "workshop.yaml").read_bytes() == before
    assert not (client / "evidence" / export.name).exists()


def test_another_file_of_the_same_name_is_kept(parcours, client, export):
    parcours("evidence", "add", "maison-lumen", export)
    export.write_bytes(survey()[:-3])
    parcours("evidence", "add", "maison-lumen", export, "--id", "second")
    assert load(client).journey["second"].file == "Enquête de sortie-2.csv"


def test_in_a_terminal_it_asks_what_the_file_does_not_tell(parcours, client, export, monkeypatch):
    asked = []
    answers = {"Which scale": "1-5", "called": "Sortie", "Which kind": "", "Note livraison (": ""}

    def answer(text, default="", **_):
        asked.append(text)
        found = [said for part, said in answers.items() if part in text]
        return (found[0] if found else "") or default

    monkeypatch.setattr("click.prompt", answer)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    status, _, _ = parcours("evidence", "add", "maison-lumen", export)
    assert status == 0
    (source,) = [s for s in load(client).journey.evidence if s.name == "Sortie"]
    assert source.kind == "survey"
    assert any("[1-5, 5-1, " in question for question in asked)
    assert source.options.scales == {"Note livraison": "1-5"}
    (measure,) = source.measures
    assert (measure.at, measure.figure) == ("frais", "emotion")  # “frais de livraison”: a guess


def test_in_a_terminal_it_asks_again_for_a_type_that_there_is_not(
    parcours, client, export, monkeypatch
):
    types = iter(["sticky-notes", "interviews"])
    monkeypatch.setattr(
        "click.prompt",
        lambda text, default="", **_: next(types) if "type of source" in text else default,
    )
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    status, _, err = parcours("evidence", "add", "maison-lumen", export, "--id", "kind")
    assert (status, "“sticky-notes” is not valid. Choose from: survey, " in err) == (0, True), err
    assert load(client).journey["kind"].kind == "interviews"


def test_show_says_each_figure_with_n_and_interval_and_what_is_withheld(parcours, client, export):
    parcours("evidence", "add", "maison-lumen", export, *RATED)
    status, out, _ = parcours("evidence", "show", "maison-lumen", "--source", "enquete-de-sortie")
    assert status == 0
    (line,) = [line for line in out.splitlines() if "Le passage du livreur" in line]
    assert "mean · “Note livraison”" in line
    assert line.split()[-4:] == ["2.46", "to", "3.54", "30"]
    export.write_bytes(survey()[:300])
    parcours("evidence", "add", "maison-lumen", export, "--id", "few", *RATED)
    _, out, _ = parcours("evidence", "show", "maison-lumen", "--source", "few", "--brief")
    assert "suppressed" in out
    (client / "evidence" / "Enquête de sortie.csv").unlink()
    status, out, _ = parcours("evidence", "show", "maison-lumen")
    assert (status, "File “Enquête de sortie.csv” not found" in out) == (1, True)


def test_suggest_lists_verbatims_redacted_and_changes_nothing(parcours, client, here):
    said = [f"Les frais de livraison de 14,90 € au dernier écran, client n° {i}" for i in range(12)]
    said += [f"La notice de montage est trop petite, jean{i}@exemple.fr" for i in range(12)]
    (here / "avis.csv").write_text("Avis\n" + "\n".join(f'"{text}"' for text in said), "utf-8")
    parcours("evidence", "add", "maison-lumen", here / "avis.csv")
    before = (client / "workshop.yaml").read_bytes()
    status, out, _ = parcours("evidence", "suggest", "maison-lumen")
    assert status == 0
    heads = [line for line in out.splitlines() if line.endswith(")") and line[0] not in "- “"]
    assert any("(frais-tardifs)" in head for head in heads)
    assert any("(notice-illisible)" in head for head in heads)
    assert "{at: frais-tardifs, column: Avis, figure: verbatims" in out
    assert "@exemple.fr" not in out
    assert (client / "workshop.yaml").read_bytes() == before


def test_forget_takes_out_the_rows_and_leaves_every_other_byte(parcours, client, export):
    parcours("evidence", "add", "maison-lumen", export)
    path = client / "evidence" / export.name
    whole = path.read_bytes()
    start, end = whole.index(b"R008;"), whole.index(b"R009;")
    status, out, _ = parcours("evidence", "forget", "maison-lumen", "r008")
    assert status == 0
    assert path.read_bytes() == whole[:start] + whole[end:]
    status, out, _ = parcours("evidence", "forget", "maison-lumen", "R008")
    assert (status, "was not found in any evidence file" in out) == (1, True)


def test_forget_lists_their_words_and_removes_them_with_everywhere(parcours, client, export):
    parcours("evidence", "add", "maison-lumen", export)
    outputs = client.parents[1] / "outputs" / "maison-lumen"
    outputs.mkdir(parents=True)
    report, other = outputs / "report.html", outputs / "other.html"
    report.write_text("<p>J&rsquo;ai posé <b>une demi-journée</b> pour une lampe.</p>", "utf-8")
    other.write_text("<p>Rien de tel.</p>", "utf-8")
    status, out, _ = parcours("evidence", "forget", "maison-lumen", "R007", "--dry-run")
    assert status == 0
    text = (client / "workshop.yaml").read_text("utf-8").splitlines()
    line = next(n for n, line in enumerate(text, 1) if "- text: " in line and QUOTED in line)
    assert f"workshop.yaml:{line}\n" in out
    assert "report.html" in out
    assert "other.html" not in out
    status, _, _ = parcours("evidence", "forget", "maison-lumen", "R007", "--everywhere")
    assert status == 0
    for path in [*client.rglob("*.yaml"), client / "evidence" / export.name]:
        assert QUOTED[:30] not in path.read_bytes().decode("utf-8", "replace")
    assert load(client).journey["attente-journee"].verbatims == ()
    assert (report.exists(), other.exists()) == (False, True)


def test_a_short_number_in_two_files_may_be_two_people(parcours, client, here):
    for name in ("one", "two"):
        rows = "".join(f"{i},{1 + i % 5}\n" for i in range(1, 30))
        (here / f"{name}.csv").write_text("Respondent ID,Rating\n" + rows, "utf-8")
        parcours("evidence", "add", "maison-lumen", here / f"{name}.csv")
    status, _, err = parcours("evidence", "forget", "maison-lumen", "12")
    assert (status, "perhaps of a different person" in err) == (2, True)
    status, _, _ = parcours("evidence", "forget", "maison-lumen", "12", "--source", "two")
    assert status == 0
    assert "12,3" in (client / "evidence" / "one.csv").read_text("utf-8")
    assert "12,3" not in (client / "evidence" / "two.csv").read_text("utf-8")


def test_metrics_are_added_to_a_source_without_its_file(parcours, client, export):
    parcours("evidence", "add", "maison-lumen", export, "--id", "sortie", *RATED[:2], "--yes")
    status, out, err = parcours(
        "evidence", "add", "maison-lumen", "--id", "sortie", *RATED[2:],
        "--label", "retard à la livraison", "--unit", "jours", "--where", "Note livraison=>=2",
    )  # fmt: skip
    assert status == 0, err
    assert "sortie" in out
    (measure,) = load(client).journey["sortie"].measures
    assert (measure.at, measure.label, measure.unit) == (
        "livreur", "retard à la livraison", "jours"
    )  # fmt: skip
    assert measure.where == {"Note livraison": (">=2",)}
    _, shown, _ = parcours("evidence", "show", "maison-lumen", "--source", "sortie", "--brief")
    assert "retard à la livraison" in shown
    assert "jours" in shown


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--id", "nobody"), "nobody"),
        ((), "--id"),
        (("--id", "x", "--header", "2"), "--id"),
        (("--label", "x"), "--measure"),
    ],
)
def test_metrics_are_added_only_to_a_source_with_data(parcours, client, more, told):
    before = (client / "workshop.yaml").read_bytes()
    status, _, err = parcours("evidence", "add", "maison-lumen", *more)
    assert status != 0
    assert told in err
    assert (client / "workshop.yaml").read_bytes() == before


def test_without_a_person_the_command_that_declares_a_scale_is_printed(parcours, client, export):
    status, _, err = parcours("evidence", "add", "maison-lumen", export, "--id", "s", "--yes")
    assert status == 0
    assert '--id s --scale "Note livraison=1-5"' in err
    assert '"Note livraison=1-5 | 5-1 | ' in err
