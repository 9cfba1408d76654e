"""Configuring and building with the presets of CMakePresets.json."""
import os
import subprocess
import sys


def environment(root, preset):
    """What scripts under tests/ may rely on: where the repository and its build are."""
    build = root / "build" / preset
    return {
        **os.environ,
        "BAILIWICK_ROOT": str(root),
        "BAILIWICK_BUILD": str(build),
        "BAILIWICK_BIN": str(build / "src" / "main" / "bailiwick"),
    }


def configure(root, preset, again=False):
    """Configures once, or `again` after packages were installed; otherwise the build notices what changed."""
    if not again and (root / "build" / preset / "build.ninja").exists():
        return
    result = subprocess.run(["cmake", "--preset", preset], cwd=root, capture_output=True, text=True, check=False)
    print(result.stderr, end="", file=sys.stderr)
    if result.returncode:
        print(result.stdout, end="")
        result.check_returncode()


def build(root, preset, target=None, again=False):
    configure(root, preset, again)
    command = ["cmake", "--build", str(root / "build" / preset)]
    if target:
        command += ["--target", target]
    subprocess.run(command, cwd=root, check=True)
