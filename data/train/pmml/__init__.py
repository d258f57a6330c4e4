"""Writes fitted scikit-learn models as PMML 4.4 (https://dmg.org/pmml/v4-4-1), one file per kind of model."""
