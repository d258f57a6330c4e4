"""Multinomial logistic regression: https://dmg.org/pmml/v4-4-1/Regression.html"""

from .document import element, mining_schema, number, write


def write_logistic_regression(path, parts, table) -> None:
    """Writes the LogisticRegression of PenguinLogistic; the scaling of numbers goes into the coefficients."""
    schema = mining_schema(table.features, table.target, parts.replacements)
    attributes = {"functionName": "classification", "normalizationMethod": "softmax"}
    regression = element("RegressionModel", attributes, schema)
    model, scaler = parts.model, parts.scaler
    for label, intercept, coefficients in zip(model.classes_, model.intercept_, model.coef_):
        scaled = coefficients[: len(parts.numbers)] / scaler.scale_
        equation = element(
            "RegressionTable",
            {"targetCategory": label, "intercept": number(intercept - scaled @ scaler.mean_)},
        )
        for name, coefficient in zip(parts.numbers, scaled):
            equation.append(element("NumericPredictor", {"name": name, "coefficient": number(coefficient)}))
        for (name, category), coefficient in zip(parts.categories, coefficients[len(parts.numbers) :]):
            equation.append(
                element(
                    "CategoricalPredictor",
                    {"name": name, "value": category, "coefficient": number(coefficient)},
                )
            )
        regression.append(equation)
    write(path, table.features, table.labels, True, regression)
