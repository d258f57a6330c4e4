"""The tables, split into rows to train on and rows held out."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split

DATA = Path(__file__).parent.parent
SEED = 1


@dataclass(frozen=True)
class Table:
    """A table whose index numbers the rows of its file from 0."""

    data_type: str
    target: str
    features: pd.DataFrame
    labels: pd.Series
    train_rows: np.ndarray
    test_rows: np.ndarray

    @property
    def train(self):
        return self.features.loc[self.train_rows], self.labels.loc[self.train_rows]

    @property
    def test(self):
        return self.features.loc[self.test_rows], self.labels.loc[self.test_rows]


def wine() -> Table:
    rows = pd.read_csv(DATA / "wine/winequality_red.csv")
    return _split("wine", rows.drop(columns="quality"), rows["quality"])


def penguins() -> Table:
    rows = pd.read_csv(DATA / "penguins/penguins.csv")
    # The year says when a penguin was met, not what it is.
    return _split("penguins", rows.drop(columns=["species", "year"]), rows["species"])


def _split(data_type: str, features: pd.DataFrame, labels: pd.Series) -> Table:
    train_rows, test_rows = train_test_split(features.index, test_size=0.25, random_state=SEED, stratify=labels)
    return Table(data_type, str(labels.name), features, labels, np.sort(train_rows), np.sort(test_rows))
