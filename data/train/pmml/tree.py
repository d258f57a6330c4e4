"""Decision trees: https://dmg.org/pmml/v4-4-1/TreeModel.html"""

from dataclasses import dataclass
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd

from .document import element, mining_schema, number, write

CATEGORY_MARK = "="


def write_tree(path, model, table) -> None:
    """Writes a DecisionTreeClassifier that was fitted on indicators(table.features)."""
    missing = bool(table.features.isna().any(axis=None))
    schema = mining_schema(table.features, table.target)
    tree = tree_element(model, table.features, schema, Classes(model.classes_), "classification", missing)
    write(path, table.features, table.labels, True, tree)


def indicators(features: pd.DataFrame) -> pd.DataFrame:
    """Turns each categorical column into a column of 0 and 1 per category, NaN where the value is missing."""
    columns = {}
    for name in features.columns:
        column = features[name]
        if pd.api.types.is_numeric_dtype(column):
            columns[name] = column
            continue
        for category in sorted(column.dropna().unique()):
            columns[f"{name}{CATEGORY_MARK}{category}"] = (column == category).astype(float).mask(column.isna())
    return pd.DataFrame(columns, index=features.index)


@dataclass(frozen=True)
class Classes:
    """Leaves that carry how many rows of each class ended there."""

    labels: np.ndarray

    def fill(self, leaf: ET.Element, shares: np.ndarray, weight: float) -> None:
        leaf.set("score", str(self.labels[np.argmax(shares)]))
        for label, share in zip(self.labels, shares):
            count = round(share * weight)
            leaf.append(element("ScoreDistribution", {"value": label, "recordCount": count}))


@dataclass(frozen=True)
class Scaled:
    """Leaves that carry a number, multiplied by the learning rate of a boosting."""

    factor: float

    def fill(self, leaf: ET.Element, value: np.ndarray, _weight: float) -> None:
        leaf.set("score", number(value[0] * self.factor))


def tree_element(model, features: pd.DataFrame, schema, leaves, function: str, missing=False) -> ET.Element:
    """A TreeModel element. With missing, a row goes on at a missing value where scikit-learn would send it."""
    columns = indicators(features)
    tree = model.tree_

    def node(index: int, predicate: ET.Element) -> ET.Element:
        made = element("Node", {"id": index if missing else None}, predicate)
        left, right = tree.children_left[index], tree.children_right[index]
        if left == right:
            leaves.fill(made, tree.value[index][0], tree.weighted_n_node_samples[index])
            return made
        if missing:
            made.set("defaultChild", str(left if tree.missing_go_to_left[index] else right))
        below, above = _predicates(columns, tree.feature[index], tree.threshold[index])
        made.extend([node(left, below), node(right, above)])
        return made

    attributes = {
        "functionName": function,
        "splitCharacteristic": "binarySplit",
        "missingValueStrategy": "defaultChild" if missing else None,
    }
    return element("TreeModel", attributes, schema, node(0, element("True", {})))


def _predicates(columns: pd.DataFrame, feature: int, threshold: float) -> tuple[ET.Element, ET.Element]:
    name = columns.columns[feature]
    if CATEGORY_MARK in name:
        field, category = name.split(CATEGORY_MARK)
        return _predicate(field, "notEqual", category), _predicate(field, "equal", category)
    value = number(_between(columns[name].dropna().to_numpy(), threshold))
    return _predicate(name, "lessOrEqual", value), _predicate(name, "greaterThan", value)


def _predicate(field: str, operator: str, value: str) -> ET.Element:
    return element("SimplePredicate", {"field": field, "operator": operator, "value": value})


def _between(column: np.ndarray, threshold: float) -> float:
    """A short number that parts the column as the threshold does.

    scikit-learn compares float32 values with a double, PMML compares doubles: at 9.45 the two can disagree.
    """
    goes_left = column.astype(np.float32) <= threshold
    low, high = column[goes_left].max(), column[~goes_left].min()
    middle = (low + high) / 2
    for digits in range(1, 16):
        rounded = round(middle, digits)
        if low <= rounded < high:
            return rounded
    return low
