"""The penguin models: categories are text, and some values were not measured."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from exported import Exported
from pmml.logistic import write_logistic_regression
from pmml.tree import indicators, write_tree
from tables import SEED


def train_penguins_pmml(table, folder):
    yield _decision_tree(table, folder)
    yield _logistic_regression(table, folder)


def _decision_tree(table, folder):
    features, labels = table.train
    model = DecisionTreeClassifier(max_leaf_nodes=10, min_samples_leaf=3, random_state=SEED).fit(indicators(features), labels)
    file = "penguins_decision_tree.pmml"
    write_tree(folder / file, model, table)
    columns = indicators(table.features).loc[table.test_rows]
    description = f"decision tree of {model.get_n_leaves()} leaves"
    return _classifier("penguinDecisionTree", description, file, table, model, columns)


def _logistic_regression(table, folder):
    parts = PenguinLogistic(table)
    file = "penguins_logistic_regression.pmml"
    write_logistic_regression(folder / file, parts, table)
    columns = parts.columns(table.test[0])
    description = "multinomial logistic regression on penguin species"
    return _classifier("penguinLogisticRegression", description, file, table, parts.model, columns)


class PenguinLogistic:
    """Missing values replaced by means and most frequent categories, numbers scaled, categories one-hot."""

    def __init__(self, table):
        features, labels = table.train
        self.numbers = [name for name in features if pd.api.types.is_numeric_dtype(features[name])]
        names = [name for name in features if name not in self.numbers]
        self.categories = [(name, value) for name in names for value in sorted(features[name].dropna().unique())]
        means = {name: round(float(features[name].mean()), 2) for name in self.numbers}
        modes = {name: features[name].mode()[0] for name in names}
        self.replacements = means | modes
        self.scaler = StandardScaler().fit(features[self.numbers].fillna(means))
        self.model = LogisticRegression(C=1.0, max_iter=1000).fit(self.columns(features), labels)

    def columns(self, features) -> np.ndarray:
        """What the model takes: a row per record, the numbers, then a 0 or 1 per category."""
        filled = features.fillna(self.replacements)
        one_hot = [(filled[name] == value).to_numpy(float) for name, value in self.categories]
        return np.column_stack([self.scaler.transform(filled[self.numbers]), *one_hot])


def _classifier(name, description, file, table, model, columns):
    probabilities = pd.DataFrame(model.predict_proba(columns), columns=model.classes_)
    return Exported(name, description, "PMML", file, table, model.predict(columns), probabilities)
