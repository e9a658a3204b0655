"""A model as it lies on disk: a folder with `model.ubj` (XGBoost's own format), `references.csv` and `card.json`."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import numpy as np
import xgboost
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, PlainValidator, ValidationError, field_validator

from scoring.atomic_write import atomic_write
from scoring.errors import BadArtifact, BadFields
from scoring.explain.score import Tier
from scoring.fields.field import Feature
from scoring.fields.field_set import CARD_FILE as CARD_FILE
from scoring.fields.field_set import FieldSet, load_real_estate
from scoring.model.link import Link
from scoring.model.references import REFERENCES_FILE, read_references, write_references
from scoring.scaling import Floats
from scoring.text import join_words

MODEL_FILE = "model.ubj"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class TrainedFeature(_Frozen):
    """One column of the model: what it saw in training, and how a value is scaled: (value - mean) / scale."""

    name: str
    lowest: int
    highest: int
    mean: float
    scale: float = Field(gt=0)


class TrainingFile(_Frozen):
    """The data that a model was trained on; `sha256` is the file's, `classes` counts its rows per tier."""

    name: str
    sha256: str
    rows: int
    classes: Mapping[Tier, int]


class References(_Frozen):
    """The leads from which half-known ones are completed: how many, the hash of their file, and how near is near.

    `bandwidth` is the width of the kernel by which they resemble a lead, in standard deviations of their scores.
    """

    leads: int
    sha256: str
    bandwidth: float = Field(gt=0)


class Band(_Frozen):
    """Leads whose confidence was from `lowest` up to `highest`: how many, and the share whose tier was right."""

    lowest: float
    highest: float
    leads: int
    mean_confidence: float
    right: float


def _field_set(stated: object) -> FieldSet:
    try:
        return stated if isinstance(stated, FieldSet) else FieldSet.from_json(stated)
    except BadFields as error:
        raise ValueError(str(error)) from None


FieldsOfLeads = Annotated[FieldSet, PlainValidator(_field_set), PlainSerializer(FieldSet.to_json)]


class Card(_Frozen):
    """A model card: all there is to know about a model except its trees.

    `fields` is what may be known of a lead. `features` are those the model looks at, in the order of its columns;
    `excluded` names the others.
    `link` turns its outputs into probabilities. A lead is shown as High from the probability `high_from` on, as its
    most probable tier if that is None. `model_sha256` is the hash of the model file that belongs to this card.

    `metrics` and `bands` were measured on `measured_on` leads that the measured model had not seen; `ceiling` is what
    the best of all models would reach on them, where that is known. A tier that none of them has, has no figures.
    `candidates` holds the log loss of every recipe that was tried, on the same folds of the other leads.
    """

    version: str
    recipe: str
    trained_at: datetime
    data: TrainingFile
    fields: FieldsOfLeads
    features: tuple[TrainedFeature, ...]
    excluded: tuple[str, ...]
    link: Link
    high_from: float | None = Field(ge=0, le=1)
    references: References
    measured_on: int
    metrics: Mapping[str, float]
    bands: tuple[Band, ...]
    ceiling: Mapping[str, float] | None
    candidates: Mapping[str, float]
    versions: Mapping[str, str]
    model_sha256: str

    @property
    def scaling(self) -> tuple[Floats, Floats]:
        """The mean and the scale of each column, as `scaled` wants them."""
        mean, scale = (np.array([getattr(feature, name) for feature in self.features]) for name in ("mean", "scale"))
        return mean, scale

    @field_validator("metrics")
    @classmethod
    def _what_is_shown_is_there(cls, metrics: Mapping[str, float]) -> Mapping[str, float]:
        if missing := sorted({"accuracy", "ece"} - set(metrics)):
            raise ValueError(f"without {join_words(missing)}")
        return metrics


@dataclass(frozen=True)
class Artifact:
    """A model that was loaded, or is about to be saved; `references` has shape (leads, features)."""

    booster: xgboost.Booster
    card: Card
    references: Floats

    @property
    def features(self) -> tuple[Feature, ...]:
        """The features that the model looks at, in the order of its columns."""
        return self.card.fields.without(self.card.excluded).features


def model_bytes(booster: xgboost.Booster) -> bytes:
    """Return the model as it is stored."""
    return bytes(booster.save_raw("ubj"))


def sha256(content: bytes) -> str:
    """Return the hash by which files of an artifact are recognised."""
    return hashlib.sha256(content).hexdigest()


def save_artifact(artifact: Artifact, folder: Path) -> None:
    """Write the artifact to `folder`. Interrupted, it leaves no half file, and a card that refuses another model."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        atomic_write(folder / CARD_FILE) as card,  # appears last
        atomic_write(folder / MODEL_FILE) as model,
        atomic_write(folder / REFERENCES_FILE) as references,
    ):
        references.write_bytes(write_references(artifact.references, artifact.features))
        model.write_bytes(model_bytes(artifact.booster))
        card.write_text(artifact.card.model_dump_json(indent=2) + "\n", encoding="utf-8")


def load_artifact(folder: Path) -> Artifact:
    """Return the artifact in `folder`.

    Raises:
        BadArtifact: it is missing or damaged, or states no fields and its features are not those of real estate.
    """
    card = _read_card(folder / CARD_FILE)
    return Artifact(_read_model(folder / MODEL_FILE, card), card, _read_references(folder / REFERENCES_FILE, card))


def _read_card(path: Path) -> Card:
    try:
        stated = {"fields": load_real_estate(), **json.loads(path.read_bytes())}  # cards did not always state them
        card = Card.model_validate(stated)
    except FileNotFoundError:
        raise BadArtifact(path, "there is no model card here; train a model into this folder") from None
    except (OSError, ValueError, TypeError) as error:
        reason = _first(error) if isinstance(error, ValidationError) else str(error)
        raise BadArtifact(path, f"this is no readable model card ({reason}); train the model again") from None
    _check_features(path, card)
    return card


def _first(error: ValidationError) -> str:
    detail = error.errors()[0]
    return f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}"


def _check_features(path: Path, card: Card) -> None:
    trained = [feature.name for feature in card.features]
    known = [feature.name for feature in card.fields.without(card.excluded).features]
    if strangers := sorted(set(card.excluded) - set(card.fields.names)):
        reason = f"the model was trained without {join_words(strangers)}, unknown of a lead; train it again"
        raise BadArtifact(path, reason)
    if trained == known:
        return
    differences = [
        f"the model {verb} {join_words(names)}"
        for verb, names in (
            ("lacks", [name for name in known if name not in trained]),
            ("wants", [name for name in trained if name not in known]),
        )
        if names
    ] or ["they are in another order"]
    raise BadArtifact(
        path,
        f"the model's features are not those of a lead: {join_words(differences)}; train it again with its --fields",
    )


def _read_model(path: Path, card: Card) -> xgboost.Booster:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadArtifact(path, f"the model cannot be read ({error.strerror}); train the model again") from None
    if sha256(content) != card.model_sha256:
        reason = f"the file's hash is {sha256(content)[:12]}…, the card's model has {card.model_sha256[:12]}…"
        raise BadArtifact(path, f"{reason}: it is truncated or belongs to another card; train the model again")
    try:
        booster = xgboost.Booster({"nthread": 1}, model_file=bytearray(content))
    except xgboost.core.XGBoostError:
        raise BadArtifact(path, "XGBoost cannot read this model; train it again with this version") from None
    if booster.num_features() != len(card.features):
        reason = f"the model has {booster.num_features()} features, its card {len(card.features)}; train it again"
        raise BadArtifact(path, reason)
    if (outputs := _outputs(booster)) != card.link.outputs:
        raise BadArtifact(path, f"the model has {outputs} outputs, its card {card.link.outputs}; train it again")
    return booster


def _read_references(path: Path, card: Card) -> Floats:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = f"the reference leads cannot be read ({error.strerror}); train the model again"
        raise BadArtifact(path, reason) from None
    if sha256(content) != card.references.sha256:
        raise BadArtifact(path, "it is damaged or belongs to another card: its hash differs; train the model again")
    try:
        return read_references(content, card.fields.without(card.excluded).features)
    except ValueError as error:
        raise BadArtifact(path, f"these are no reference leads ({error}); train the model again") from None


def _outputs(booster: xgboost.Booster) -> int:
    settings = json.loads(booster.save_config())["learner"]["learner_model_param"]
    return max(1, int(settings["num_class"]))
