"""The models that scikit-learn trains and skl2onnx writes: one for wine, one for penguins."""

import numpy as np
import onnxruntime
import pandas as pd
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import make_column_transformer
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from exported import Exported
from tables import SEED

TEXTS = ["island", "sex"]
# Of ai.onnx, and of ai.onnx.ml, which every runtime of the last years reads.
OPSETS = {"": 17, "ai.onnx.ml": 3}


def train_wine_onnx(table, folder):
    """All features as one tensor; class labels that are numbers."""
    features, labels = table.train
    trees = ExtraTreesClassifier(n_estimators=20, max_depth=8, random_state=SEED)
    trees.fit(features.to_numpy(np.float32), labels)
    inputs = [("features", FloatTensorType([None, features.shape[1]]))]
    given = {"features": table.test[0].to_numpy(np.float32)}
    description = "ONNX file of 20 randomised trees"
    yield _exported("wineExtraTrees", description, "wine_extra_trees.onnx", trees, inputs, given, table, folder)


def train_penguins_onnx(table, folder):
    """An input for each feature, numbers and texts; class labels that are texts.

    A missing number is replaced by the mean; a missing text is a category of its own, "".
    """
    features, labels = table.train
    numbers = [name for name in features.columns if name not in TEXTS]
    columns = make_column_transformer(
        (make_pipeline(SimpleImputer(), StandardScaler()), numbers),
        (OneHotEncoder(handle_unknown="ignore"), TEXTS),
    )
    model = make_pipeline(columns, LogisticRegression(max_iter=1000))
    model.fit(features.fillna({name: "" for name in TEXTS}), labels)
    inputs = [(name, _type(name)([None, 1])) for name in features.columns]
    given = {name: _column(table.test[0][name]) for name in features.columns}
    description = "ONNX file of a multinomial logistic regression"
    yield _exported("penguinOnnx", description, "penguins_logistic_regression.onnx", model, inputs, given, table, folder)


def _exported(name, description, file, model, inputs, given, table, folder):
    converted = convert_sklearn(model, name, initial_types=inputs, target_opset=OPSETS)
    (folder / file).write_bytes(converted.SerializeToString(deterministic=True))
    session = onnxruntime.InferenceSession(str(folder / file), providers=["CPUExecutionProvider"])
    values, probabilities = session.run(None, given)
    return Exported(name, description, "ONNX", file, table, values, pd.DataFrame(probabilities))


def _type(name):
    return StringTensorType if name in TEXTS else FloatTensorType


def _column(values: pd.Series) -> np.ndarray:
    texts = values.name in TEXTS
    return (values.fillna("").to_numpy(object) if texts else values.to_numpy(np.float32)).reshape(-1, 1)
