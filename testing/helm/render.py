"""Lets Helm merge values files over a chart's own, one after the other, and render the chart with the outcome.

Standard input: {"chart": "folder", "values": ["a file's text", ...]}
Standard output: {"values": {...}, "manifests": {"path": "text"}}
"""

import json
import sys
import tempfile
from pathlib import Path

from helm_python import Chart
from helm_python.chart import values_from_yaml

asked = json.load(sys.stdin)
folder = Path(asked["chart"])
merged = {}
for text in asked["values"]:
    # A later file is merged over the earlier ones as a release's values are over its chart's.
    with tempfile.TemporaryDirectory() as place:
        base = Path(place) / "base"
        base.mkdir()
        (base / "Chart.yaml").write_text("apiVersion: v2\nname: base\nversion: 1.0.0\n", encoding="utf-8")
        (base / "values.yaml").write_text(json.dumps(merged), encoding="utf-8")
        with Chart.load(base) as chart:
            merged = chart.merge_values(values_from_yaml(text))

with Chart.load(folder) as chart:
    json.dump(
        {"values": chart.merge_values(merged), "manifests": chart.render(values=merged, name="retool")},
        sys.stdout,
        ensure_ascii=True,
    )
