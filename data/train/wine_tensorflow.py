"""The wine models that TensorFlow trains: a frozen graph and a SavedModel."""

import shutil

import keras
import numpy as np
import pandas as pd
import tensorflow as tf

from exported import Exported
from tables import SEED

# The original tutorial's networks answer with nine numbers; the place of the largest is the quality.
QUALITIES = 9


def train_wine_tensorflow(table, folder):
    # Bit for bit the same weights in every run.
    tf.config.experimental.enable_op_determinism()
    yield _frozen_graph(table, folder)
    yield _saved_model(table, folder)


def _frozen_graph(table, folder):
    model = _fit([24, 16], "relu", table)
    graph = _graph(model)
    file = "wine_tensorflow.pb"
    (folder / file).write_bytes(graph.as_graph_def().SerializeToString(deterministic=True))
    with tf.compat.v1.Session(graph=graph) as session:
        scores = session.run("quality:0", {"features:0": _floats(table.test[0])})
    description = "TensorFlow graph of layers 11, 24, 16, 9"
    return _exported("wineTensorFlow", description, "TENSORFLOW", file, table, scores)


def _saved_model(table, folder):
    model = _fit([32], "tanh", table)
    file = "wine_saved_model"
    shutil.rmtree(folder / file, ignore_errors=True)
    model.export(folder / file, verbose=False)
    served = tf.saved_model.load(folder / file).signatures["serving_default"]
    (scores,) = served(tf.constant(_floats(table.test[0]))).values()
    description = "TensorFlow SavedModel of layers 11, 32, 9"
    return _exported("wineSavedModel", description, "TENSORFLOWSAVED", file, table, scores.numpy())


def _fit(sizes, activation, table):
    # Layers draw their seeds when they are made.
    keras.utils.set_random_seed(SEED)
    hidden = [keras.layers.Dense(size, activation) for size in sizes]
    features, labels = table.train
    norm = keras.layers.Normalization(name="normalize")
    norm.adapt(_floats(features))
    output = keras.layers.Dense(QUALITIES, "softmax", name="quality")
    model = keras.Sequential([keras.Input((features.shape[1],), name="features"), norm, *hidden, output])
    model.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
    model.fit(_floats(features), labels.to_numpy(), batch_size=32, epochs=40, verbose=0)
    return model


def _graph(model) -> tf.Graph:
    """The network as a graph of constants. Its names are short, and the same in every run."""
    norm, *layers = model.layers
    mean, variance = norm.mean.numpy().reshape(-1), norm.variance.numpy().reshape(-1)
    weights = [layer.get_weights() for layer in layers]
    with tf.Graph().as_default() as graph:
        x = tf.compat.v1.placeholder(tf.float32, [None, len(mean)], "features")
        x = tf.subtract(x, tf.constant(mean, name="mean"), "centered")
        x = tf.divide(x, tf.constant(np.sqrt(variance), name="deviation"), "scaled")
        for index, (kernel, bias) in enumerate(weights):
            scope = f"layer{index}"
            x = tf.matmul(x, tf.constant(kernel, name=f"{scope}/weights"), name=f"{scope}/product")
            x = tf.nn.bias_add(x, tf.constant(bias, name=f"{scope}/bias"), name=f"{scope}/sum")
            if index < len(weights) - 1:
                x = tf.nn.relu(x, f"{scope}/relu")
        tf.nn.softmax(x, name="quality")
    return graph


def _exported(name, description, model_type, file, table, scores):
    probabilities = pd.DataFrame(scores, columns=range(QUALITIES))
    values = np.argmax(scores, axis=1)
    return Exported(name, description, model_type, file, table, values, probabilities)


def _floats(features) -> np.ndarray:
    return features.to_numpy(np.float32)
