"""What every PMML document has: header, data dictionary, mining schema."""

from xml.etree import ElementTree as ET

import pandas as pd


def number(value) -> str:
    """The shortest text that reads back as the same double."""
    return repr(float(value)).removesuffix(".0")


def element(tag: str, attributes: dict, *children: ET.Element) -> ET.Element:
    """An element; attributes that are None are left out."""
    made = ET.Element(tag, {name: str(value) for name, value in attributes.items() if value is not None})
    made.extend(children)
    return made


def mining_schema(features: pd.DataFrame, target: str | None, replacements: dict | None = None) -> ET.Element:
    """The fields that a model takes.

    target is None for a model inside another one. replacements holds, by field name, what stands for a missing
    value. A category that training never saw counts as missing.
    """
    schema = element("MiningSchema", {})
    for name in features.columns:
        replacement = (replacements or {}).get(name)
        categorical = not _is_number(features[name])
        schema.append(
            element(
                "MiningField",
                {
                    "name": name,
                    "invalidValueTreatment": "asMissing" if categorical else None,
                    "missingValueReplacement": replacement,
                },
            )
        )
    if target is not None:
        schema.append(element("MiningField", {"name": target, "usageType": "target"}))
    return schema


def write(path, features: pd.DataFrame, labels: pd.Series, classification: bool, model: ET.Element) -> None:
    """Writes a document around a model element."""
    dictionary = element("DataDictionary", {"numberOfFields": features.shape[1] + 1})
    for name in features.columns:
        dictionary.append(_data_field(name, features[name], not _is_number(features[name])))
    dictionary.append(_data_field(str(labels.name), labels, classification))
    header = element("Header", {}, element("Application", {"name": "scikit-learn"}))
    root = element(
        "PMML", {"xmlns": "http://www.dmg.org/PMML-4_4", "version": "4.4"}, header, dictionary, model
    )
    ET.indent(root, " ")
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    with open(path, "a", encoding="utf-8") as file:
        file.write("\n")


def _data_field(name: str, column: pd.Series, categorical: bool) -> ET.Element:
    if not categorical:
        return element("DataField", {"name": name, "optype": "continuous", "dataType": "double"})
    data_type = "integer" if _is_number(column) else "string"
    field = element("DataField", {"name": name, "optype": "categorical", "dataType": data_type})
    for value in sorted(column.dropna().unique()):
        field.append(element("Value", {"value": value}))
    return field


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column)
