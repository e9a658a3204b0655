"""Bounds of what each tree of a model says where some features are unknown."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import xgboost
from numpy.typing import NDArray

from scoring.scaling import Floats

_LEAF = -1


class TreeBounds:
    """The trees of a model, laid out so that all of them are walked at once, from the leaves up. Safe to share."""

    def __init__(self, booster: xgboost.Booster) -> None:
        model = json.loads(booster.save_raw("json"))["learner"]["gradient_booster"]["model"]
        trees = model["trees"]
        self._output_of = np.array(model["tree_info"])
        sizes = [len(tree["left_children"]) for tree in trees]
        self._roots = np.cumsum([0, *sizes[:-1]])
        shift = np.repeat(self._roots, sizes)
        left, right = (_joined(trees, name).astype(np.int64) for name in ("left_children", "right_children"))
        self._left, self._right = left + shift, right + shift
        self._feature = _joined(trees, "split_indices").astype(np.int64)
        self._number = _joined(trees, "split_conditions").astype(np.float32)  # of a leaf, what it says
        self._levels = _levels(left == _LEAF, self._left, self._right, self._roots)
        anyone = np.zeros((1, booster.num_features()), dtype=np.float32)
        self._base: Floats = np.zeros(1)
        said = booster.inplace_predict(anyone, predict_type="margin", validate_features=False)
        self._base = said.astype(np.float64).ravel() - self.bounds(anyone[0])[0]

    def cuts(self, at: int) -> NDArray[np.float32]:
        """Return the numbers at which trees split the column `at`, rising."""
        splits = np.concatenate(self._levels) if self._levels else np.array([], dtype=np.int64)
        return np.unique(self._number[splits[self._feature[splits] == at]])

    def bounds(self, row: NDArray[np.float32]) -> tuple[Floats, Floats]:
        """Return margins, of shape (outputs,), below and above all that rows like `row` get, whatever stands for NaN.

        Each tree is taken by itself, so no one row need reach them.
        """
        values = row[self._feature]
        low, high = self._number.astype(np.float64), self._number.astype(np.float64)
        for nodes in self._levels:  # the deepest first
            left, right = self._left[nodes], self._right[nodes]
            goes_left, unknown = values[nodes] < self._number[nodes], np.isnan(values[nodes])
            low[nodes] = np.where(unknown, np.minimum(low[left], low[right]), low[np.where(goes_left, left, right)])
            high[nodes] = np.where(unknown, np.maximum(high[left], high[right]), high[np.where(goes_left, left, right)])
        least, most = (self._base + np.bincount(self._output_of, ends[self._roots]) for ends in (low, high))
        return least, most


def _joined(trees: Sequence[dict[str, Any]], name: str) -> NDArray[Any]:
    return np.concatenate([np.array(tree[name]) for tree in trees])


def _levels(
    leaf: NDArray[np.bool_], left: NDArray[np.int64], right: NDArray[np.int64], roots: NDArray[np.int64]
) -> list[NDArray[np.int64]]:
    """Return the positions of the splits by how deep they are, the deepest first."""
    levels = []
    nodes = roots
    while len(nodes := nodes[~leaf[nodes]]):
        levels.append(nodes)
        nodes = np.concatenate([left[nodes], right[nodes]])
    return levels[::-1]
