"""Lets Helm merge values files, one after the other, over a chart's own, and render the chart with the outcome.

Standard input: {"chart": "folder", "values": ["a file's text", ...]}
Standard output: {"values": {...}, "manifests": {"path": {...}}}, manifests as a cluster would read them
"""

import json
import sys
from pathlib import Path

from helm_python import Chart
from helm_python.chart import values_from_yaml


def over(base, later):
    """As a release's values files are merged before its chart sees them: a null stays, to delete the chart's own."""
    if not (isinstance(base, dict) and isinstance(later, dict)):
        return later
    return {**base, **{key: over(base.get(key), value) for key, value in later.items()}}


asked = json.load(sys.stdin)
folder = Path(asked["chart"])
merged = {}
for text in asked["values"]:
    merged = over(merged, values_from_yaml(text))

with Chart.load(folder) as chart:
    manifests = chart.render(values=merged, name="retool")
    json.dump(
        {
            "values": chart.merge_values(merged),
            "manifests": {path: values_from_yaml(text) for path, text in manifests.items()},
        },
        sys.stdout,
        ensure_ascii=True,
    )
