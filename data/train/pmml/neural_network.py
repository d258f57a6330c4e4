"""Neural networks: https://dmg.org/pmml/v4-4-1/NeuralNetwork.html"""

from xml.etree import ElementTree as ET

from .document import element, mining_schema, number, write

ACTIVATIONS = {"logistic": "logistic", "tanh": "tanh", "relu": "rectifier", "identity": "identity"}


def write_neural_network(path, scaler, model, table) -> None:
    """Writes a StandardScaler followed by an MLPClassifier of three classes or more."""
    inputs = [f"in{index}" for index in range(len(table.features.columns))]
    network = element(
        "NeuralNetwork",
        {"functionName": "classification", "activationFunction": ACTIVATIONS[model.activation]},
        mining_schema(table.features, table.target),
        _inputs(inputs, table.features.columns, scaler),
    )
    before = inputs
    last = len(model.coefs_) - 1
    for depth, (weights, biases) in enumerate(zip(model.coefs_, model.intercepts_)):
        softmax = {"activationFunction": "identity", "normalizationMethod": "softmax"} if depth == last else {}
        layer = element("NeuralLayer", softmax)
        names = [f"n{depth}_{index}" for index in range(len(biases))]
        for name, bias, column in zip(names, biases, weights.T):
            neuron = element("Neuron", {"id": name, "bias": number(bias)})
            for source, weight in zip(before, column):
                neuron.append(element("Con", {"from": source, "weight": number(weight)}))
            layer.append(neuron)
        network.append(layer)
        before = names
    network.append(_outputs(before, model.classes_, table.target))
    write(path, table.features, table.labels, True, network)


def _inputs(ids: list[str], names, scaler) -> ET.Element:
    made = element("NeuralInputs", {"numberOfInputs": len(ids)})
    for identifier, name, mean, scale in zip(ids, names, scaler.mean_, scaler.scale_):
        norm = element(
            "NormContinuous",
            {"field": name},
            element("LinearNorm", {"orig": number(mean), "norm": 0}),
            element("LinearNorm", {"orig": number(mean + scale), "norm": 1}),
        )
        field = element("DerivedField", {"optype": "continuous", "dataType": "double"}, norm)
        made.append(element("NeuralInput", {"id": identifier}, field))
    return made


def _outputs(neurons: list[str], labels, target: str) -> ET.Element:
    made = element("NeuralOutputs", {"numberOfOutputs": len(neurons)})
    for neuron, label in zip(neurons, labels):
        norm = element("NormDiscrete", {"field": target, "value": label})
        field = element("DerivedField", {"optype": "categorical", "dataType": "integer"}, norm)
        made.append(element("NeuralOutput", {"outputNeuron": neuron}, field))
    return made
