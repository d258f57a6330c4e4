"""What training hands over for each model."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

EXPECTED_ROWS = 20


@dataclass(frozen=True)
class Exported:
    """A model that was written to a file, and what it answers for the held-out rows.

    values has an entry per held-out row; probabilities has a column per class label, or is None.
    """

    name: str
    description: str
    model_type: str
    file: str
    table: object
    values: np.ndarray
    probabilities: pd.DataFrame | None = None

    def entry(self) -> dict:
        """The catalog's entry."""
        return {
            "name": self.name,
            "description": self.description,
            "dataType": self.table.data_type,
            "modeltype": self.model_type,
            "file": self.file,
            "heldOut": self._held_out(),
        }

    def expected(self) -> list[dict]:
        """The first held-out rows' numbers (from 0) in the table's file, and their scores."""
        scores = []
        rows, values = self.table.test_rows[:EXPECTED_ROWS].tolist(), self.values.tolist()
        for index, row in enumerate(rows):
            score = {"row": row, "value": values[index]}
            if self.probabilities is not None:
                of_row = self.probabilities.iloc[index]
                score["probabilities"] = {str(label): float(value) for label, value in of_row.items()}
            scores.append(score)
        return scores

    def _held_out(self) -> dict:
        truth = self.table.test[1].to_numpy()
        if self.probabilities is not None:
            return {"rows": len(truth), "accuracy": round(float(np.mean(self.values == truth)), 4)}
        unexplained = np.sum((truth - self.values) ** 2) / np.sum((truth - truth.mean()) ** 2)
        return {
            "rows": len(truth),
            "accuracy": round(float(np.mean(np.rint(self.values) == truth)), 4),
            "r2": round(float(1 - unexplained), 4),
        }
