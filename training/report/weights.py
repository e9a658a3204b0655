"""What the model looks at, and what each value does to a lead."""

from collections.abc import Iterator

from scoring.explain.score import TIERS
from scoring.text import join_words
from training.report.effect import effects
from training.report.holdout import Explanations, Holdout
from training.report.plots import effect_plot, summary_plot
from training.report.section import Cell, Plot, ReportTable, Row, Section
from training.report.text import leads, percent, signed

_MARGIN = 0.05


def weights(trial: Holdout) -> Section:
    """Return the SHAP summary, and the mean contribution of each feature."""
    explanations = trial.explanations
    heaviest = explanations.features[explanations.order[0]].title
    caption = f"Each dot is a lead: further right, the feature speaks more for it. {heaviest} weighs most."
    plot = Plot(summary_plot("summary", f"SHAP summary plot. {caption}", explanations), caption)
    sentences = list(_sentences(explanations))
    return Section("weights", "What it looks at", sentences, plots=(plot,), tables=(_table(explanations),))


def each_effect(trial: Holdout) -> Section:
    """Return the effect of each feature, the weightiest first."""
    found = list(effects(trial.explanations))
    lowest = min(float(effect.contributions.min()) for effect in found)
    highest = max(float(effect.contributions.max()) for effect in found)
    margin = _MARGIN * (highest - lowest) or 1
    widest = max(effect.span for effect in found)
    plots = []
    for effect in found:
        caption = f"{effect.feature.title}. {effect.sentence(widest)}"
        description = f"What each value adds to the score. {caption}"
        limits = lowest - margin, highest + margin
        plots.append(Plot(effect_plot(f"effect-{effect.feature.name}", description, effect, limits), caption))
    sentences = ["What each value adds to a lead's score, on one scale for all features, the weightiest first."]
    if found[0].alone:
        sentences.append(
            "A value adds the same whatever else is known of the lead: a score is the sum of these curves."
        )
    return Section("effects", "The effect of each feature", sentences, plots=plots)


def _sentences(explanations: Explanations) -> Iterator[str]:
    total = float(explanations.weights.sum()) or 1.0
    three = explanations.order[:3]
    titles = join_words([explanations.features[at].title for at in three])
    share = float(explanations.weights[three].sum()) / total
    yield f"What weighs most: {titles}. Of all that moves scores, {percent(share)} comes from there."
    idle = [explanations.features[at].title for at in explanations.order if not explanations.weights[at]]
    if idle:
        yield f"{join_words(idle)} {'adds' if len(idle) == 1 else 'add'} nothing to any of these leads."
    base = signed(explanations.base, 1)
    means = join_words(list(_mean_scores(explanations)))
    yield f"A score is the base, {base}, and what the features add. On average it is {means}."
    count = leads(len(explanations.labels))
    yield f"The contributions are exact SHAP values (TreeSHAP) of {count} of the test, as are the bot's reasons."


def _mean_scores(explanations: Explanations) -> Iterator[str]:
    scores = explanations.base + explanations.contributions.sum(axis=1)
    for position, tier in enumerate(TIERS):
        inside = explanations.labels == position
        if inside.any():
            yield f"{signed(float(scores[inside].mean()), 1)} for {tier} leads"


def _table(explanations: Explanations) -> ReportTable:
    heaviest = float(explanations.weights.max()) or 1.0
    rows: list[Row] = []
    for at in explanations.order:
        weight, parts = float(explanations.weights[at]), explanations.contributions[:, at]
        rows.append(
            [
                explanations.features[at].title,
                Cell(f"{weight:.2f}", weight=weight / heaviest),
                signed(float(parts.min())),
                signed(float(parts.max())),
            ]
        )
    caption = "How far each feature moves a score: on average, up or down, and at most"
    return ReportTable(caption, ("feature", "on average", "most against", "most for"), rows)
