"""Random forests: https://dmg.org/pmml/v4-4-1/MultipleModels.html"""

from .document import element, mining_schema, write
from .tree import Classes, tree_element


def write_forest(path, model, table) -> None:
    """Writes a RandomForestClassifier: the mean of the trees' probabilities."""
    segments = element("Segmentation", {"multipleModelMethod": "average"})
    for index, tree in enumerate(model.estimators_):
        schema = mining_schema(table.features, None)
        member = tree_element(tree, table.features, schema, Classes(model.classes_), "classification")
        segments.append(element("Segment", {"id": index + 1}, element("True", {}), member))
    schema = mining_schema(table.features, table.target)
    mining = element("MiningModel", {"functionName": "classification"}, schema, segments)
    write(path, table.features, table.labels, True, mining)
