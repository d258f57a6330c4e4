"""Gradient boosting: https://dmg.org/pmml/v4-4-1/MultipleModels.html"""

from .document import element, mining_schema, number, write
from .tree import Scaled, tree_element


def write_boosting(path, model, table) -> None:
    """Writes a GradientBoostingRegressor: a constant and the sum of the trees' answers."""
    segments = element("Segmentation", {"multipleModelMethod": "sum"})
    for index, (tree,) in enumerate(model.estimators_):
        schema = mining_schema(table.features, None)
        member = tree_element(tree, table.features, schema, Scaled(model.learning_rate), "regression")
        segments.append(element("Segment", {"id": index + 1}, element("True", {}), member))
    start = number(model.init_.constant_[0][0])
    targets = element("Targets", {}, element("Target", {"field": table.target, "rescaleConstant": start}))
    schema = mining_schema(table.features, table.target)
    mining = element("MiningModel", {"functionName": "regression"}, schema, targets, segments)
    write(path, table.features, table.labels, False, mining)
