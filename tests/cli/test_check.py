import json
import re

import pytest

KEYS = [
    *("file", "line", "column", "severity", "rule", "message", "why", "fix", "method", "place"),
    "silenced",
]


def starter(folder, text):
    folder.mkdir(parents=True)
    (folder / "workshop.yaml").write_text(text, "utf-8")


@pytest.fixture
def bare(here):
    """A workshop that states almost nothing."""
    starter(here / "workshops" / "bare", "schema_version: 1\nclient: {name: Bare, language: en}\n")


def test_a_broken_file_says_each_error_with_its_place(parcours, broken):
    status, out, _ = parcours("check", "broken")
    assert status == 2
    lines = [line for line in out.splitlines() if line.startswith("workshops")]
    assert lines
    for line in lines:
        assert re.match(r"workshops.broken.workshop\.yaml:\d+:\d+: error file .+", line)


def test_a_name_a_folder_and_a_file_mean_the_same(parcours, bare):
    found = [
        parcours("check", path)
        for path in ("bare", "workshops/bare", "workshops/bare/workshop.yaml", "workshops")
    ]
    assert len({out for _, out, _ in found}) == 1


def test_the_exit_status_follows_fail_on(parcours, bare):
    severities = {
        f["severity"] for f in json.loads(parcours("check", "bare", "--format", "json")[1])
    }
    order = ["error", "warning", "note"]
    for number, level in enumerate(order):
        expected = int(bool(severities & set(order[: number + 1])))
        assert parcours("check", "bare", "--fail-on", level)[0] == expected


def test_json_has_every_key_always(parcours, bare, broken):
    status, out, _ = parcours("check", "workshops", "--format", "json")
    assert status == 2
    found = json.loads(out)
    assert {one["file"].replace("\\", "/").split("/")[1] for one in found} == {"bare", "broken"}
    assert all(list(one) == KEYS for one in found)
    assert {one["severity"] for one in found} <= {"error", "warning", "note"}


def test_text_says_why_and_what_to_do(parcours, bare):
    _, out, _ = parcours("check", "bare")
    found = json.loads(parcours("check", "bare", "--format", "json")[1])
    assert found[0]["why"] in out
    assert found[0]["fix"] in out
    assert re.search(r"\d+ .* in 1 file\.\n$", out)


@pytest.fixture
def crowded(here):
    """A workshop in which seven stages lack the same things."""
    stages = "".join(f"  s{n}: {{name: Stage {n}}}\n" for n in range(7))
    head = "schema_version: 1\nclient: {name: Crowded, language: en}\n"
    starter(here / "workshops" / "crowded", head + f"stages:\n{stages}")


def test_findings_are_grouped_by_rule_the_graver_first(parcours, crowded):
    out = parcours("check", "crowded", "--all")[1]
    shown = re.findall(r"^workshops.*?:\d+:\d+: (\w+) (\S+) ", out, re.M)
    assert [one for n, one in enumerate(shown) if shown[n - 1 : n] != [one]] == [
        *dict.fromkeys(shown)
    ]
    order = ["error", "warning", "note"]
    severities = [order.index(severity) for severity, _ in shown]
    assert severities == sorted(severities)
    listed = json.loads(parcours("check", "crowded", "--format", "json")[1])
    assert sorted(rule for _, rule in shown) == sorted(one["rule"] for one in listed)
    for why in {one["why"] for one in listed}:
        assert out.count(why) == 1


def test_five_rules_are_shown_and_the_others_counted(parcours, crowded):
    listed = json.loads(parcours("check", "crowded", "--format", "json")[1])
    rules = {one["rule"] for one in listed}
    out = parcours("check", "crowded")[1]
    shown = re.findall(r"^workshops.*?:\d+:\d+: \w+ (\S+) ", out, re.M)
    assert len(set(shown)) == 5
    assert max(shown.count(rule) for rule in shown) == 5
    assert "    … and 2 more places\n" in out
    assert f"{len(rules) - 5} more rules have findings; --all shows them." in out
    assert "--all" not in parcours("check", "crowded", "--all")[1]


def test_what_is_silenced_is_counted_but_not_shown(parcours, here, bare):
    first = json.loads(parcours("check", "bare", "--format", "json")[1])[0]
    silenced = f"silenced:\n  - {{rule: {first['rule']}, reason: agreed with the client}}\n"
    path = here / "workshops" / "bare" / "workshop.yaml"
    path.write_text(path.read_text("utf-8") + silenced, "utf-8")
    _, out, _ = parcours("check", "bare")
    assert f" {first['rule']} " not in out
    assert "silenced in the file" in out
    again = json.loads(parcours("check", "bare", "--format", "json")[1])
    assert {one["silenced"] for one in again if one["rule"] == first["rule"]} == {
        "agreed with the client"
    }


def test_a_picture_that_a_report_refuses_is_an_error(parcours, here):
    logo = "author: {name: A, logo: 'https://example.org/a.png'}\n"
    head = "schema_version: 1\nclient: {name: B, language: en}\n"
    starter(here / "workshops" / "web", head + logo)
    status, out, _ = parcours("check", "web")
    assert status == 2
    assert "workshop.yaml:3:25: error file The picture" in out


def test_the_schema_beside_the_clients_is_no_workshop(parcours, here):
    parcours("new", "exemple")
    status, out, _ = parcours("check", *sorted((here / "workshops").iterdir()))
    assert (here / "workshops" / "workshop.schema.json").exists()
    assert status == 0
    assert "in 1 file." in out


def test_nothing_there_is_a_message(parcours):
    status, out, err = parcours("check", "nobody")
    assert (status, out) == (2, "")
    assert err.startswith("nobody: ")


def test_findings_are_in_the_commands_language(parcours, bare, monkeypatch):
    english = parcours("check", "bare")[1]
    monkeypatch.setenv("PARCOURS_LANG", "fr")
    french = parcours("check", "bare")[1]
    assert french != english
    assert " dans 1 fichier." in french
