import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.errors import BadArtifact
from scoring.model.artifact import CARD_FILE, MODEL_FILE, load_artifact, save_artifact, sha256
from scoring.model.references import REFERENCES_FILE
from tests.fields import REAL_ESTATE


@pytest.fixture
def folder(model_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(model_folder, tmp_path / "model"))


def change_card(folder: Path, change: Callable[[dict[str, object]], object]) -> None:
    card = json.loads((folder / CARD_FILE).read_text())
    change(card)
    (folder / CARD_FILE).write_text(json.dumps(card))


def test_comes_back_as_it_was_saved(folder: Path, tmp_path: Path) -> None:
    artifact = load_artifact(folder)
    save_artifact(artifact, tmp_path / "again")
    again = load_artifact(tmp_path / "again")
    assert again.card == artifact.card
    assert (tmp_path / "again" / MODEL_FILE).read_bytes() == (folder / MODEL_FILE).read_bytes()
    assert (tmp_path / "again" / REFERENCES_FILE).read_bytes() == (folder / REFERENCES_FILE).read_bytes()
    assert sorted(path.name for path in (tmp_path / "again").iterdir()) == [CARD_FILE, MODEL_FILE, REFERENCES_FILE]


def test_the_card_can_be_read_by_a_person(folder: Path) -> None:
    card = json.loads((folder / CARD_FILE).read_text())
    assert [feature["name"] for feature in card["features"]] == [feature.name for feature in REAL_ESTATE.features]
    assert {"recipe", "data", "metrics", "versions", "trained_at", "version"} <= set(card)
    assert set(card["data"]) == {"name", "sha256", "rows", "classes"}
    assert sum(card["data"]["classes"].values()) == card["data"]["rows"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadArtifact, match=r"nowhere.*there is no model card"):
        load_artifact(tmp_path / "nowhere")


def test_a_truncated_model_is_refused(folder: Path) -> None:
    content = (folder / MODEL_FILE).read_bytes()
    (folder / MODEL_FILE).write_bytes(content[: len(content) // 2])
    with pytest.raises(BadArtifact, match=r"model.ubj: the file's hash is .* truncated"):
        load_artifact(folder)


def test_a_missing_model_is_named(folder: Path) -> None:
    (folder / MODEL_FILE).unlink()
    with pytest.raises(BadArtifact, match=r"model.ubj: the model cannot be read \(No such file"):
        load_artifact(folder)


def test_a_model_of_another_card_is_refused(folder: Path) -> None:
    change_card(folder, lambda card: card.update(model_sha256="0" * 64))
    with pytest.raises(BadArtifact, match="the card's model has 000000000000"):
        load_artifact(folder)


def test_a_truncated_card_is_refused(folder: Path) -> None:
    (folder / CARD_FILE).write_text((folder / CARD_FILE).read_text()[:100])
    with pytest.raises(BadArtifact, match="no readable model card"):
        load_artifact(folder)


def test_a_card_with_a_field_missing_is_refused(folder: Path) -> None:
    change_card(folder, lambda card: card.pop("recipe"))
    with pytest.raises(BadArtifact, match=r"no readable model card \(recipe: Field required"):
        load_artifact(folder)


def test_a_model_with_other_features_is_refused_by_name(folder: Path) -> None:
    def rename(card: dict[str, object]) -> None:
        card["features"][0]["name"] = "shoe_size"  # type: ignore[index]

    change_card(folder, rename)
    with pytest.raises(BadArtifact, match="the model lacks age and the model wants shoe_size"):
        load_artifact(folder)


def test_a_model_with_its_features_in_another_order_is_refused(folder: Path) -> None:
    change_card(folder, lambda card: card["features"].reverse())  # type: ignore[attr-defined]
    with pytest.raises(BadArtifact, match="they are in another order"):
        load_artifact(folder)


def test_a_card_without_every_tier_is_refused(folder: Path) -> None:
    change_card(folder, lambda card: card.update(link={"kind": "softmax", "tiers": ["High", "High", "Low"]}))
    with pytest.raises(BadArtifact, match="a model has one output each for High, Medium and Low"):
        load_artifact(folder)


def test_a_card_of_another_number_of_outputs_is_refused(folder: Path) -> None:
    change_card(folder, lambda card: card.update(link={"kind": "softmax", "tiers": ["High", "Medium", "Low"]}))
    with pytest.raises(BadArtifact, match="the model has 1 outputs, its card 3"):
        load_artifact(folder)


def test_a_curve_that_falls_is_refused(folder: Path) -> None:
    change_card(folder, lambda card: card["link"]["curve"]["shares"].reverse())  # type: ignore[index]
    with pytest.raises(BadArtifact, match="margins and shares rise"):
        load_artifact(folder)


@pytest.mark.parametrize("threshold", [1.2, -0.1, "half"])
def test_a_threshold_that_is_no_probability_is_refused(folder: Path, threshold: object) -> None:
    change_card(folder, lambda card: card.update(high_from=threshold))
    with pytest.raises(BadArtifact, match="high_from"):
        load_artifact(folder)


def test_a_feature_that_is_both_excluded_and_trained_on_is_refused(folder: Path) -> None:
    change_card(folder, lambda card: card.update(excluded=["age"]))
    with pytest.raises(BadArtifact, match="the model wants age"):
        load_artifact(folder)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(folder: Path, number: float) -> None:
    change_card(folder, lambda card: card["features"][0].update(mean=number))  # type: ignore[index]
    with pytest.raises(BadArtifact, match=r"features\.0\.mean"):
        load_artifact(folder)


def test_a_card_without_the_figures_that_people_are_shown_is_refused(folder: Path) -> None:
    change_card(folder, lambda card: card.update(metrics={"ece": 0.1}))
    with pytest.raises(BadArtifact, match="without accuracy"):
        load_artifact(folder)


def test_an_unknown_excluded_feature_is_refused(folder: Path) -> None:
    change_card(folder, lambda card: card.update(excluded=["shoe_size"]))
    with pytest.raises(BadArtifact, match="trained without shoe_size, unknown of a lead"):
        load_artifact(folder)


def test_a_scale_of_nothing_is_refused(folder: Path) -> None:
    change_card(folder, lambda card: card["features"][0].update(scale=0))  # type: ignore[index]
    with pytest.raises(BadArtifact, match=r"features\.0\.scale"):
        load_artifact(folder)


def test_a_file_that_is_no_model_is_refused(folder: Path) -> None:
    import hashlib

    (folder / MODEL_FILE).write_bytes(b"not a model")
    change_card(folder, lambda card: card.update(model_sha256=hashlib.sha256(b"not a model").hexdigest()))
    with pytest.raises(BadArtifact, match="XGBoost cannot read this model"):
        load_artifact(folder)


def change_references(folder: Path, change: Callable[[str], str]) -> None:
    path = folder / REFERENCES_FILE
    path.write_text(change(path.read_text()))
    content = path.read_bytes()
    change_card(folder, lambda card: card["references"].update(sha256=sha256(content)))  # type: ignore[attr-defined]


def test_reference_leads_can_be_read_by_a_person_and_say_nothing_of_who_they_are(folder: Path) -> None:
    header, *rows = (folder / REFERENCES_FILE).read_text().splitlines()
    assert header.split(",") == [feature.name for feature in REAL_ESTATE.features]
    assert len(rows) == 2_000
    assert all(cell.isdecimal() for row in rows for cell in row.split(","))


def test_model_without_reference_leads_must_be_trained_again(folder: Path) -> None:
    (folder / REFERENCES_FILE).unlink()
    change_card(folder, lambda card: card.pop("references"))
    with pytest.raises(BadArtifact, match=r"references: Field required.*train the model again"):
        load_artifact(folder)


def test_missing_reference_leads_are_named(folder: Path) -> None:
    (folder / REFERENCES_FILE).unlink()
    with pytest.raises(BadArtifact, match=r"references.csv: the reference leads cannot be read \(No such file"):
        load_artifact(folder)


def test_reference_leads_that_were_changed_are_refused(folder: Path) -> None:
    path = folder / REFERENCES_FILE
    path.write_text(path.read_text().replace(",1", ",0", 1))
    with pytest.raises(BadArtifact, match="damaged or belongs to another card"):
        load_artifact(folder)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("age", "shoe_size", 1), "its columns are not the model's features"),
        (lambda text: text.splitlines()[0] + "\n", "it holds no leads"),
        (lambda _: "", "it is empty"),
        (lambda text: text.splitlines()[0] + "\n5" + ",1" * 11 + "\n", "Age is not a whole number from 18 to 100"),
        (lambda text: text.splitlines()[0] + "\n50" + ",400" * 10 + ",0.5\n", "is not .* in every row"),
        (lambda text: text.splitlines()[0] + "\nnan" + ",400" * 11 + "\n", "Age is not a whole number"),
        (lambda text: text + "1,2\n", "inhomogeneous"),
        (lambda text: text.splitlines()[0] + "\nold" + ",400" * 11 + "\n", "could not convert"),
    ],
)
def test_what_are_no_reference_leads_is_refused(folder: Path, change: Callable[[str], str], said: str) -> None:
    change_references(folder, change)
    with pytest.raises(BadArtifact, match=rf"these are no reference leads \(.*{said}.*train the model again"):
        load_artifact(folder)


def test_nothing_in_the_project_pickles() -> None:
    root = Path(__file__).parents[3]
    for part in ("scoring", "training", "bot"):
        for path in (root / part).rglob("*.py"):
            assert "pickle" not in path.read_text(), path
            assert "joblib" not in path.read_text(), path
