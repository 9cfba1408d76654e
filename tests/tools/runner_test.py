"""Goal: a test run never claims more than it saw. Method: a repository of small scripts, and reports by hand."""
import contextlib
import io
import json
import pathlib
import unittest.mock

import test_runner
from support import TreeCase


class Runner(TreeCase):
    def run_scripts(self, scripts, only=()):
        """(exit code, last line, everything printed) of a run over these bash scripts."""
        files = {f"tests/{name}": f"#!/bin/bash\n{text}\n" for name, text in scripts.items()}
        files["tests/manifest"] = "# a comment\n" + "".join(f"{path}\n" for path in files)
        files["build/release/tests.list"] = "\n"
        tree = self.draw(files)
        for path in files:
            (tree.root / path).chmod(0o755)
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            code = test_runner.run(tree.root, tree.root / "build" / "release", only)
        return code, printed.getvalue().splitlines()[-1], printed.getvalue()

    def test_totals_add_up(self):
        code, last, _ = self.run_scripts({"a": "echo 2 passed, 0 failed, 1 skipped", "b": "echo 3 passed, 0 failed"})
        self.assertEqual((code, last), (0, "5 passed, 0 failed, 1 skipped"))

    def test_a_failure_is_shown_and_fails_the_run(self):
        code, last, printed = self.run_scripts({"a": "echo why; echo 1 passed, 1 failed; exit 1"})
        self.assertEqual((code, last), (1, "1 passed, 1 failed, 0 skipped"))
        self.assertIn("why", printed)

    def test_a_failing_exit_code_outweighs_a_good_last_line(self):
        code, last, _ = self.run_scripts({"a": "echo 4 passed, 0 failed; exit 3"})
        self.assertEqual((code, last), (1, "4 passed, 1 failed, 0 skipped"))

    def test_silence_and_absence_are_failures(self):
        code, last, _ = self.run_scripts({"a": "true"})
        self.assertEqual((code, last), (1, "0 passed, 1 failed, 0 skipped"))
        code, last, _ = self.run_scripts({"a": "kill -9 $$"})
        self.assertEqual((code, last), (1, "0 passed, 1 failed, 0 skipped"))

    def test_a_hang_is_a_failure(self):
        with unittest.mock.patch.object(test_runner, "SECONDS_MAX", 0.2):
            code, last, _ = self.run_scripts({"a": "exec sleep 5"})
        self.assertEqual((code, last), (1, "0 passed, 1 failed, 0 skipped"))

    def test_the_reason_of_a_skip_is_shown(self):
        _, _, printed = self.run_scripts({"a": "echo 'skipped: no ../shared'; echo 0 passed, 0 failed, 1 skipped"})
        self.assertIn("skipped: no ../shared", printed)

    def test_words_select_and_no_match_fails(self):
        scripts = {"a": "echo 1 passed, 0 failed", "b": "echo 1 passed, 0 failed"}
        self.assertEqual(self.run_scripts(scripts, ["tests/b"])[:2], (0, "1 passed, 0 failed, 0 skipped"))
        self.assertEqual(self.run_scripts(scripts, ["nothing"])[0], 1)

    def test_programs_run_beside_each_other_and_are_added_up(self):
        text = ("#!/bin/bash\ntouch \"$0.here\"\nfor i in {1..100}; do [[ $(ls \"${0%/*}\"/*.here | wc -l) == 2 ]] && break; sleep 0.1; done\n"
                "(( i < 100 )) || exit 1\n"
                "echo '{\"testsuites\": [{\"testsuite\": [{\"status\": \"RUN\", \"result\": \"COMPLETED\"}]}]}' > \"${2#*json:}\"\n")
        tree = self.draw({"build/release/one": text, "build/release/two": text, "tests/manifest": "", "build/release/tests.list": ""})
        programs = [tree.root / "build" / "release" / name for name in ("one", "two")]
        for program in programs:
            program.chmod(0o755)
        (tree.root / "build" / "release" / "tests.list").write_text("\n".join(map(str, programs)), encoding="utf-8")
        with contextlib.redirect_stdout(io.StringIO()) as printed, unittest.mock.patch("os.cpu_count", return_value=2):
            code = test_runner.run(tree.root, tree.root / "build" / "release")
        self.assertEqual((code, printed.getvalue().splitlines()[-1]), (0, "2 passed, 0 failed, 0 skipped"))


class Report(TreeCase):
    def test_a_googletest_report_is_counted_by_case(self):
        cases = [
            {"name": "a", "status": "RUN", "result": "COMPLETED"},
            {"name": "b", "status": "RUN", "result": "COMPLETED", "failures": [{"failure": "x"}]},
            {"name": "c", "status": "RUN", "result": "SKIPPED"},
            {"name": "d", "status": "NOTRUN", "result": "SUPPRESSED"},
        ]
        tree = self.draw({"r.json": json.dumps({"testsuites": [{"testsuite": cases}]})})
        self.assertEqual(test_runner.count_report(pathlib.Path(tree.root) / "r.json"), (1, 1, 2))
