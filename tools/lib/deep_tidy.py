"""clang-tidy over the product's .cpp files, with the checks of .clang-tidy. Minutes, so on request only."""
import concurrent.futures
import os
import subprocess

from source import is_test_name

CLANG_TIDY = "clang-tidy-14"


def is_product(path):
    return path.startswith("src/") and not is_test_name(path)


def check(path, build):
    # g++ is the judge of warnings: those that only clang knows, or does not know, must not fail this pass.
    command = [CLANG_TIDY, "--quiet", "-p", str(build), "--extra-arg=-Wno-error",
               "--extra-arg=-Wno-unknown-warning-option", path]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return path, result.returncode, result.stdout


def run(root, build, words):
    # Files that are compiled several at a time have no command of their own: clang-tidy takes their neighbours'.
    paths = sorted(str(path) for path in (root / "src").rglob("*.cpp") if is_product(os.path.relpath(path, root)))
    paths = [path for path in paths if not words or any(word in path for word in words)]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, code, output in pool.map(lambda path: check(path, build), paths):
            print(f"{'FAILED' if code else 'ok':7}{os.path.relpath(path, root)}", flush=True)
            if code:
                failed += 1
                print(output)
    print(f"clang-tidy: {len(paths) - failed} passed, {failed} failed")
    return 1 if failed else 0
