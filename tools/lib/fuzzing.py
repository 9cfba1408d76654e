"""libFuzzer over one fuzz target, for a given time, starting from and adding to its corpus under build/."""
import subprocess
import sys

import builds


def run(root, name, seconds):
    builds.build(root, "fuzz")
    programs = {path.name: path for path in (root / "build" / "fuzz").rglob("*_fuzz") if path.is_file()}
    program = programs.get(f"{name}_fuzz")
    if program is None:
        known = ", ".join(sorted(key.removesuffix("_fuzz") for key in programs)) or "none"
        print(f"There is no fuzz target {name}. Known: {known}", file=sys.stderr)
        return 1
    seeds = root / "tests" / "fuzz" / "corpus" / name
    grown = root / "build" / "corpus" / name
    grown.mkdir(parents=True, exist_ok=True)
    command = [str(program), f"-max_total_time={seconds}", f"-artifact_prefix={grown.parent}/{name}-", str(grown)]
    if seeds.is_dir():
        command.append(str(seeds))
    code = subprocess.run(command, cwd=root, check=False).returncode
    if code:
        print(f"The input that failed is build/corpus/{name}-*: make it a file of tests/fuzz/corpus/{name} and a test.",
              file=sys.stderr)
    return code
