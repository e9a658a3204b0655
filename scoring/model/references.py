"""Reference leads: some of the leads that a model learnt from, without who they are, as rows of a readable file."""

import csv
import io
from collections.abc import Sequence

import numpy as np

from scoring.fields.field import Feature
from scoring.scaling import Floats

REFERENCES_FILE = "references.csv"
"""Beside the model: what half-known leads are completed from."""


def write_references(rows: Floats, features: Sequence[Feature]) -> bytes:
    """Return the file of reference leads, as codes of shape (leads, features)."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(feature.name for feature in features)
    lines.writerows(rows.astype(np.int64).tolist())
    return text.getvalue().encode()


def read_references(content: bytes, features: Sequence[Feature]) -> Floats:
    """Return the reference leads in `content`, as codes of shape (leads, features).

    Raises:
        ValueError: it has other columns, no row, or a value that the feature cannot have.
    """
    lines = list(csv.reader(io.StringIO(content.decode())))
    if not lines:
        raise ValueError("it is empty")
    header, *cells = lines
    if header != [feature.name for feature in features]:
        raise ValueError("its columns are not the model's features")
    if not cells:
        raise ValueError("it holds no leads")
    rows = np.array(cells, dtype=np.float64)
    for feature, column in zip(features, rows.T, strict=True):
        lowest, highest = feature.codes[0], feature.codes[-1]
        if not (np.all(column == np.floor(column)) and np.all((lowest <= column) & (column <= highest))):
            raise ValueError(f"{feature.title} is not {feature.allowed} in every row")
    return rows
