"""Trains all models on three quarters of the rows and writes them, with what they score, to data/models."""

import json
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

from exported import Exported
from onnx_models import train_penguins_onnx, train_wine_onnx
from penguins_pmml import train_penguins_pmml
from tables import DATA, penguins, wine
from wine_pmml import train_wine_pmml
from wine_tensorflow import train_wine_tensorflow

MODELS = DATA / "models"
README = DATA / "README.md"
TABLE_START, TABLE_END = "<!-- trained models: written by train.py -->", "<!-- end of trained models -->"


def main() -> None:
    MODELS.mkdir(exist_ok=True)
    exported = [
        *train_wine_pmml(wine(), MODELS),
        *train_wine_tensorflow(wine(), MODELS),
        *train_wine_onnx(wine(), MODELS),
        *train_penguins_pmml(penguins(), MODELS),
        *train_penguins_onnx(penguins(), MODELS),
    ]
    write_json("catalog.json", [model.entry() for model in exported])
    write_json("expected.json", {model.name: model.expected() for model in exported})
    write_table(exported)


def write_json(name: str, content) -> None:
    (MODELS / name).write_text(json.dumps(content, indent=1) + "\n")


def write_table(exported: list[Exported]) -> None:
    rows = ["| model | data type | file | KB | accuracy | R² |", "|---|---|---|---|---|---|"]
    for model in exported:
        held_out = model.entry()["heldOut"]
        cells = [
            f"{model.name}: {model.description}",
            model.table.data_type,
            f"`{model.file}`",
            f"{size(MODELS / model.file) / 1000:.0f}",
            f"{held_out['accuracy']:.2f}",
            f"{held_out['r2']:.2f}" if "r2" in held_out else "–",
        ]
        rows.append(f"| {' | '.join(cells)} |")
    before, rest = README.read_text().split(TABLE_START)
    after = rest.split(TABLE_END)[1]
    README.write_text("\n".join([before + TABLE_START, "", *rows, "", TABLE_END + after]))


def size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


if __name__ == "__main__":
    main()
