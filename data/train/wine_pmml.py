"""The wine models that scikit-learn trains and PMML carries."""

import pandas as pd
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier
from sklearn.linear_model import LinearRegression
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from exported import Exported
from pmml.boosting import write_boosting
from pmml.forest import write_forest
from pmml.neural_network import write_neural_network
from pmml.regression import write_linear_regression
from pmml.tree import write_tree
from tables import SEED


def train_wine_pmml(table, folder):
    yield _linear_regression(table, folder)
    yield _decision_tree(table, folder)
    yield _random_forest(table, folder)
    yield _gradient_boosting(table, folder)
    yield _neural_network(table, folder)


def _linear_regression(table, folder):
    model = LinearRegression().fit(*table.train)
    file = "wine_linear_regression.pmml"
    write_linear_regression(folder / file, model, table)
    values = model.predict(table.test[0])
    return Exported("wineLinearRegression", "linear regression on wine quality", "PMML", file, table, values)


def _decision_tree(table, folder):
    model = DecisionTreeClassifier(max_leaf_nodes=24, min_samples_leaf=8, random_state=SEED).fit(*table.train)
    file = "wine_decision_tree.pmml"
    write_tree(folder / file, model, table)
    return _classifier("wineDecisionTree", "decision tree of 24 leaves", file, table, model)


def _random_forest(table, folder):
    model = RandomForestClassifier(n_estimators=12, max_leaf_nodes=32, random_state=SEED).fit(*table.train)
    file = "wine_random_forest.pmml"
    write_forest(folder / file, model, table)
    return _classifier("wineRandomForest", "random forest of 12 trees", file, table, model)


def _gradient_boosting(table, folder):
    model = GradientBoostingRegressor(n_estimators=60, max_depth=3, random_state=SEED).fit(*table.train)
    file = "wine_gradient_boosting.pmml"
    write_boosting(folder / file, model, table)
    values = model.predict(table.test[0])
    return Exported("wineGradientBoosting", "gradient boosting of 60 trees", "PMML", file, table, values)


def _neural_network(table, folder):
    network = MLPClassifier((12, 8), activation="tanh", alpha=0.1, max_iter=2000, random_state=SEED)
    model = make_pipeline(StandardScaler(), network).fit(*table.train)
    file = "wine_neural_network.pmml"
    write_neural_network(folder / file, model[0], network, table)
    return _classifier("wineNeuralNetwork", "neural network of layers 11, 12, 8, 6", file, table, model)


def _classifier(name, description, file, table, model):
    features = table.test[0]
    probabilities = pd.DataFrame(model.predict_proba(features), columns=model.classes_)
    return Exported(name, description, "PMML", file, table, model.predict(features), probabilities)
