"""Linear regression: https://dmg.org/pmml/v4-4-1/Regression.html"""

from .document import element, mining_schema, number, write


def write_linear_regression(path, model, table) -> None:
    """Writes a LinearRegression."""
    equation = element("RegressionTable", {"intercept": number(model.intercept_)})
    for name, coefficient in zip(table.features.columns, model.coef_):
        equation.append(element("NumericPredictor", {"name": name, "coefficient": number(coefficient)}))
    schema = mining_schema(table.features, table.target)
    regression = element("RegressionModel", {"functionName": "regression"}, schema, equation)
    write(path, table.features, table.labels, False, regression)
