"""Configuring and building with the presets of CMakePresets.json."""
import os
import subprocess


def environment(root, preset):
    """What scripts under tests/ may rely on: where the repository and its build are."""
    build = root / "build" / preset
    return {
        **os.environ,
        "BAILIWICK_ROOT": str(root),
        "BAILIWICK_BUILD": str(build),
        "BAILIWICK_BIN": str(build / "src" / "main" / "bailiwick"),
    }


def configure(root, preset):
    """Configures once; afterwards the build itself notices what changed."""
    if (root / "build" / preset / "build.ninja").exists():
        return
    subprocess.run(["cmake", "--preset", preset, "--log-level=WARNING"], cwd=root, check=True)


def build(root, preset, target=None):
    configure(root, preset)
    command = ["cmake", "--build", str(root / "build" / preset)]
    if target:
        command += ["--target", target]
    subprocess.run(command, cwd=root, check=True)
