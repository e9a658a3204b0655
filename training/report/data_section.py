"""Where the model comes from: leads, split, recipe, versions."""

from collections.abc import Iterator

from scoring.explain.score import TIERS
from scoring.fields.field import Feature
from scoring.text import join_words
from training.data import LabelledLeads
from training.grouping import write_code
from training.intervals import Share
from training.report.holdout import Holdout
from training.report.section import ReportTable, Row, Section
from training.report.text import leads, percent, quoted


def origin(trial: Holdout) -> Section:
    """Return what the data were, how they were split, and how the model was made."""
    return Section(
        "origin",
        "What it learnt from",
        list(_sentences(trial)),
        tables=(_tiers(trial), _features(trial), _provenance(trial)),
    )


def excluded(trial: Holdout) -> tuple[Feature, ...]:
    """Return the features that the model was trained without."""
    card = trial.training.artifact.card
    return tuple(feature for feature in card.fields.features if feature.name in card.excluded)


def _sentences(trial: Holdout) -> Iterator[str]:
    training, split = trial.training, trial.training.split
    yield (
        f"The file {quoted(training.file.name)} holds {leads(len(training.file.leads))}: "
        f"{join_words([f'{count:,} {tier}' for tier, count in training.file.leads.count().items()])}."
    )
    if split.by_date:
        yield (
            f"The leads are dated {_dates(training.file.leads)}. The model that was measured learnt from the earliest "
            f"{len(split.training):,} ({_dates(split.training)}) and was tried on the latest {len(split.test):,} "
            f"({_dates(split.test)}), as it will be at work: on leads that come after."
        )
    else:
        yield (
            f"The model that was measured learnt from {len(split.training):,} of them. The other {len(split.test):,}, "
            "a fifth of each tier, were kept out of training and of every choice: figures here are of them, unless it "
            "says otherwise."
        )
    if training.artifact.booster is training.measured.booster:
        yield "The model in the folder is the one that was measured."
    else:
        yield "The model in the folder is another of the same kind, which then learnt from all leads."
    yield f"Recipe “{trial.recipe.name}”: {trial.recipe.description}."
    if left_out := join_words([feature.title for feature in excluded(trial)]):
        yield f"It looks at {len(trial.leads.known)} features. Left out: {left_out}."
    else:
        yield f"It looks at all {len(trial.leads.known)} features of a lead."


def _dates(dated: LabelledLeads) -> str:
    if dated.dates is None:
        return ""
    return f"{dated.dates.min().astype('datetime64[D]')} to {dated.dates.max().astype('datetime64[D]')}"


def _tiers(trial: Holdout) -> ReportTable:
    split = trial.training.split
    parts = {"all": trial.training.file.leads, "to learn from": split.training, "to measure on": split.test}
    rows = [[name, f"{len(part):,}", *(_count(part, at) for at in range(len(TIERS)))] for name, part in parts.items()]
    return ReportTable("Leads by tier", ("leads", "number", *TIERS), rows)


def _count(part: LabelledLeads, tier: int) -> str:
    share = Share(int((part.labels == tier).sum()), len(part))
    return f"{share.hits:,} ({percent(share.value)})"


def _features(trial: Holdout) -> ReportTable:
    artifact = trial.training.artifact
    rows: list[Row] = [
        [feature.title, write_code(feature, trained.lowest), write_code(feature, trained.highest)]
        for feature, trained in zip(artifact.features, artifact.card.features, strict=True)
    ]
    caption = "What the model in the folder has seen of each feature; the bot says so when a lead is beyond"
    return ReportTable(caption, ("feature", "lowest", "highest"), rows)


def _provenance(trial: Holdout) -> ReportTable:
    card = trial.training.artifact.card
    rows = [
        ["model", card.version],
        ["trained", f"{card.trained_at:%Y-%m-%d %H:%M} UTC"],
        ["SHA-256 of the file of leads", card.data.sha256],
        ["SHA-256 of the model", card.model_sha256],
        *([name, version] for name, version in card.versions.items()),
    ]
    caption = "To tell this model from others, and to make it again"
    return ReportTable(caption, ("what", "which"), rows, look="words")
