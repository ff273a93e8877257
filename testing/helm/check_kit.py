"""Renders the published chart with a kit's values and says what every pod would get, before the cutover and after it.

    python check_kit.py CHART KIT [LEDGER]

CHART is the folder charts/retool of tryretool/retool-helm, KIT the kit's folder, LEDGER its ledger.json. It prints one row
a phase and pod: variables that stand twice (the next upgrade fails), that the chart sets over the secret's, and that are
to be carried and reach the pod in no way. It ends with 1 where there is any. It needs `helm`, or the Python package of
requirements.txt beside it, and nothing of Landfall.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# As the module retool-helm gives the chart its values before the kit's, where it is told no domain.
MODULE = """
postgresql: {enabled: false}
env: {IGNORE_CODE_EXECUTOR_STARTUP_CHECK: "true"}
config:
  encryptionKeySecretName: encryption-key
  jwtSecretSecretName: jwt-secret
  licenseKeySecretName: license-key
  postgresql: {host: target-db, port: 5432, db: retool, user: retool, ssl_enabled: true, passwordSecretName: db-credentials, passwordSecretKey: password}
externalSecrets: {enabled: true, includeConfigSecrets: true, name: extra-env-vars}
workflows: {enabled: %s}
dbconnector: {enabled: true}
"""

PHASES = {"before": ("CARRY",), "after": ("CARRY", "HOLD", "LATER")}

# Set by the chart for workers alone, and rightly so: they never migrate.
OF_THE_CHART = {"DISABLE_DATABASE_MIGRATIONS", "SERVICE_TYPE", "NODE_ENV"}

FACTS = Path(__file__).parents[2] / "functions/src/main/resources/dev/landfall/ledger/chart-facts.json"


def documents(text):
    """Each manifest of a rendered chart."""
    if shutil.which("helm"):
        import yaml

        return [each for each in yaml.safe_load_all(text) if each]
    from helm_python.chart import values_from_yaml

    parts = (part for part in re.split(r"(?m)^---\s*$", text) if re.search(r"(?m)^kind:", part))
    return [values_from_yaml(part) for part in parts]


def rendered(chart, values):
    if shutil.which("helm"):
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for index, text in enumerate(values):
                file = Path(folder, f"{index}.yaml")
                file.write_text(text)
                files += ["-f", str(file)]
            command = ["helm", "template", "retool", str(chart), *files]
            return documents(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    from helm_python import Chart
    from helm_python.chart import values_from_yaml

    merged = {}
    for text in values:
        merged = over(merged, values_from_yaml(text))
    with Chart.load(chart) as loaded:
        manifests = loaded.render(values=merged, name="retool")
    return [each for text in manifests.values() for each in documents(text)]


def over(base, later):
    if not (isinstance(base, dict) and isinstance(later, dict)):
        return later
    return {**base, **{key: over(base.get(key), value) for key, value in later.items()}}


def wanted(ledger, phase):
    if not ledger:
        return set()
    lines = json.loads(Path(ledger).read_text())["lines"]
    return {
        line["setting"]
        for line in lines
        if line["settingClass"] in PHASES[phase] and line["lengthBytes"] > 0 and "environmentVariables" not in line["place"]
    }


def own(text):
    """Names that the kit itself gives, and paths of the chart that it gives in place of a name."""
    names = set(re.findall(r"(?m)^\s*- name: \"?([A-Z0-9_]+)\"?$", text))
    facts = json.loads(FACTS.read_text()) if FACTS.exists() else {"ownVariables": {}}
    for name, paths in facts["ownVariables"].items():
        if paths and all(re.search(r"(?m)^\s*" + path.rsplit(".", 1)[-1] + ":", text) for path in paths):
            names.add(name)
    return names


def main(chart, kit, ledger=None):
    bad = 0
    for phase in PHASES:
        text = Path(kit, f"values-{phase}.yaml").read_text()
        live = Path(kit, "live.tfvars").read_text()
        flow = "true" if phase == "after" and re.search(r"workflows_enabled = true", live) else "false"
        expected = wanted(ledger, phase)
        given = own(text) | OF_THE_CHART
        for manifest in rendered(chart, [MODULE % flow, text]):
            if manifest.get("kind") != "Deployment":
                continue
            for container in manifest["spec"]["template"]["spec"]["containers"]:
                names = [each["name"] for each in container.get("env") or []]
                doubled = sorted({name for name in names if names.count(name) > 1})
                reads = bool(container.get("envFrom"))
                shadowed = sorted((set(names) & expected) - given) if reads else []
                lost = sorted(expected - set(names)) if "SERVICE_TYPE" in names and not reads else []
                bad += len(doubled) + len(shadowed) + len(lost)
                memory = (container.get("resources") or {}).get("limits", {}).get("memory", "-")
                print(
                    f"{phase:7} {manifest['metadata']['name']:28} variables {len(names):3}  memory {memory:8}"
                    f" doubled {doubled or '-'} shadowed {shadowed or '-'} lost {lost or '-'}"
                )
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
