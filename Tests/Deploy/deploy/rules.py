"""deploy/prometheus, by promtool."""

import shutil
import tempfile
from pathlib import Path

import yaml

from deploy.tool import complaints

TESTS = "rules.test.yml"


def problems(deploy: Path, tests: Path) -> list[str]:
    """`tests` is the file with the rules' unit tests."""
    with tempfile.TemporaryDirectory(prefix="lector-rules-") as name:
        folder = Path(name)
        for file in ("prometheus.yml", "lector.rules.yml"):
            shutil.copy2(deploy / "prometheus" / file, folder)
        shutil.copy2(tests, folder / TESTS)
        # The example names it, and it is nobody's business what is in it.
        (folder / "lector.token").touch()
        found = complaints("promtool", "check", "config", folder / "prometheus.yml")
        found += complaints("promtool", "check", "rules", "--lint=all", "--lint-fatal", folder / "lector.rules.yml")
        found += complaints("promtool", "test", "rules", TESTS, folder=folder)
    return found + _untested(deploy / "prometheus" / "lector.rules.yml", tests)


def _untested(rules: Path, tests: Path) -> list[str]:
    """An alert needs a test in which it fires, and one in which it does not."""
    fires: set[str] = set()
    rests: set[str] = set()
    for test in yaml.safe_load(tests.read_text())["tests"]:
        for one in test["alert_rule_test"]:
            (fires if one.get("exp_alerts") else rests).add(one["alertname"])
    names = {rule["alert"] for group in yaml.safe_load(rules.read_text())["groups"] for rule in group["rules"]}
    silent = [f"{name}: no test has it fire" for name in sorted(names - fires)]
    return silent + [f"{name}: no test has it rest" for name in sorted(names - rests)]
