"""Goal: each rule of tidy fires on what it forbids and on nothing else. Method: one bad and one good tree a rule."""
import contextlib
import io

import rules_calls
import rules_shape
import rules_words
import source
from support import TIDY, TreeCase

PAGE = "# Errors\n\n## T014 - too many\n\nText.\n\n```\nbailiwick design\n```\n"


class Shape(TreeCase):
    def test_file_length(self):
        self.assert_clean(rules_shape.file_length, {"src/a.cpp": "\n" * 500})
        self.assert_fires(rules_shape.file_length, {"src/a.cpp": "\n" * 501, "b.md": "\n" * 900}, "src/a.cpp:501")

    def test_function_length(self):
        def function(lines):
            return "int f() {\n" + "  g();\n" * (lines - 2) + "}\n"
        self.assert_clean(rules_shape.function_length, {"src/a.cpp": function(70)})
        self.assert_fires(rules_shape.function_length, {"src/a.cpp": "\n" + function(71)}, "src/a.cpp:2 f has 71 lines")
        for path, text in [
            ("a.py", "def f():\n" + "    g()\n" * 70),
            ("a.ts", "function f() {\n" + "g();\n" * 69 + "}\n"),
            ("a.sh", "f() {\n" + "  g\n" * 69 + "}\n"),
        ]:
            self.assert_fires(rules_shape.function_length, {path: text}, f"{path}:1 f has 71 lines")

    def test_sibling_test(self):
        self.assert_clean(rules_shape.sibling_test, {
            "src/base/a.cpp": "", "src/base/a_test.cpp": "", "src/base/b_fuzz.cpp": "", "tests/fuzz/replay.cpp": ""})
        self.assert_fires(rules_shape.sibling_test, {"src/base/a.cpp": ""}, "src/base/a.cpp:0 has no a_test.cpp")

    def test_dead_header(self):
        files = {"src/base/a.hpp": "", "src/base/a.cpp": '#include "base/a.hpp"\n'}
        self.assert_fires(rules_shape.dead_header, files, "src/base/a.hpp:0")
        self.assert_clean(rules_shape.dead_header, {**files, "src/geo/b.cpp": '#include "base/a.hpp"\n'})


# Where, what is banned there, and nearly the same that is not.
CALLS = [
    ("src/geo/a.cpp", "int x = rand();", "int x = rng.rand_below();"),
    ("src/geo/a.cpp", "std::random_device d;", "int random_devices;"),
    ("src/geo/a_test.cpp", "std::shuffle(a, b, c);", "shuffle(a, rng);"),
    ("src/geo/a.cpp", "std::uniform_int_distribution<int> d;", "int distribution;"),
    ("src/geo/a.cpp", "std::mt19937 g;", "Rng g;"),
    ("src/engine/territory/a.cpp", "#include <unordered_map>", "#include <map>"),
    ("src/engine/territory/a.cpp", "long double x;", "double x;"),
    ("src/engine/territory/a.cpp", "x = std::fma(a, b, c);", "x = a * b + c;"),
    ("src/engine/territory/a.cpp", "auto t = std::chrono::steady_clock::now();", "auto t = budget.elapsed();"),
    ("src/base/a.cpp", "auto t = time(nullptr);", "auto t = at.time(0);"),
    ("src/planning/a.cpp", "std::exit(1);", "on_exit(1);"),
    ("src/planning/a.cpp", "std::cout << x;", "out << x;"),
    ("src/planning/a.cpp", 'auto x = std::getenv("HOME");', "auto x = config.home();"),
    ("src/planning/a.cpp", "std::system(x);", "file_system(x);"),
    ("src/planning/a.cpp", "strcpy(a, b);", "my_strcpy(a, b);"),
    ("src/planning/a.cpp", "int x = atoi(s);", "int x = parse(s);"),
    ("src/planning/a.cpp", "int x = std::stoi(s);", "int x = to_int(s);"),
    ("src/planning/a.cpp", "auto x = strtod(s, e);", "auto x = from_chars(s, e);"),
    ("src/planning/a.cpp", "std::regex r;", "int regex;"),
    ("src/planning/a_test.cpp", "using namespace std;", "using std::vector;"),
    ("src/planning/a.cpp", "goto end;", "int goto_end;"),
    ("src/planning/a.cpp", "p = malloc(4);", "p = pool.malloc(4);"),
    ("src/planning/a.cpp", "throw 1;", "// throw 1;"),
]


class Calls(TreeCase):
    def test_each_ban_fires_on_its_example_and_not_on_what_looks_like_it(self):
        fired = set()
        for path, bad, good in CALLS:
            with self.subTest(bad=bad):
                self.assert_fires(rules_calls.banned_calls, {path: "\n" + bad}, f"{path}:2")
                self.assert_clean(rules_calls.banned_calls, {path: good})
                fired.update(ban.reason for ban in rules_calls.BANS if self.matches(ban, path, bad))
        self.assertEqual({ban.reason for ban in rules_calls.BANS} - fired, set(), "bans without an example")

    @staticmethod
    def matches(ban, path, text):
        return rules_calls.applies(ban, path, source.is_test_name(path)) and rules_calls.re.search(ban.pattern, text)

    def test_adapters_tests_and_main_have_their_freedoms(self):
        self.assert_clean(rules_calls.banned_calls, {
            "src/platform/files/a.cpp": "throw 1;",
            "src/geo/a_test.cpp": "throw std::stoi(s);",
            "src/base/budget.cpp": "std::chrono::steady_clock::now();",
            "src/main/main.cpp": "std::cout << std::getenv(x);",
        })

    def test_text_is_no_call(self):
        self.assert_clean(rules_calls.banned_calls, {"src/geo/a.cpp": 'f("rand()"); /* strcpy( */'})


class ErrorPages(TreeCase):
    USE = 'fail(ErrorCode::kLimit, "T014", x);\n'

    def test_a_documented_rule_passes(self):
        self.assert_clean(rules_words.error_pages, {"src/a/a.cpp": self.USE, "docs/errors/a.md": PAGE})

    def test_a_rule_without_a_page_fires(self):
        files = {"src/a/a.cpp": "\n" + self.USE}
        self.assert_fires(rules_words.error_pages, files, "src/a/a.cpp:2 T014 has no section")

    def test_a_page_without_a_rule_fires(self):
        files = {"docs/errors/a.md": PAGE}
        self.assert_fires(rules_words.error_pages, files, "docs/errors/a.md:3 T014 is raised nowhere")

    def test_only_the_product_counts_and_no_comment(self):
        self.assert_clean(rules_words.error_pages, {"src/a/a_test.cpp": self.USE, "src/a/a.cpp": '// "T014"\n'})

    def test_one_rule_is_raised_in_one_folder(self):
        self.assert_clean(rules_words.error_pages, {
            "src/a/a.cpp": self.USE, "src/a/b.cpp": self.USE, "docs/errors/a.md": PAGE,
        })
        self.assert_fires(rules_words.error_pages, {
            "src/a/a.cpp": self.USE, "src/b/b.cpp": self.USE, "docs/errors/a.md": PAGE,
        }, "src/b:0 T014 is raised in src/a too")

    def test_two_sections_fire(self):
        self.assert_fires(rules_words.error_pages, {
            "src/a/a.cpp": self.USE, "docs/errors/a.md": PAGE, "docs/errors/b.md": PAGE,
        }, "docs/errors/b.md:3 T014 has a section already, at docs/errors/a.md:3")

    def test_a_section_without_a_reproducer_fires(self):
        self.assert_fires(rules_words.error_pages, {
            "src/a/a.cpp": self.USE, "docs/errors/a.md": "## T014\n\nText.\n",
        }, "docs/errors/a.md:1 T014 has no reproducer")


class Words(TreeCase):
    def test_links(self):
        self.assert_clean(rules_words.links, {
            "a.md": "[b](docs/b.md#two-words) [web](https://example.org) `[x](y)` <!-- ![p](p.png) -->\n"
                    "# Top\n[t](#top)",
            "docs/b.md": "# Two words\n[up](../a.md)",
        })
        self.assert_fires(rules_words.links, {"a.md": "\n[b](gone.md) ![p](p.png)"},
                          "a.md:2 gone.md does not exist", "a.md:2 p.png does not exist")
        files = {"a.md": "[b](b.md#gone)", "b.md": "# Here"}
        self.assert_fires(rules_words.links, files, "a.md:1 b.md has no heading #gone")

    def test_leftovers(self):
        self.assert_clean(rules_words.leftovers, {"a.cpp": "// what is to do next, in todos"})
        for word in ("TO" + "DO", "FIX" + "ME", "XX" + "X", "Coming " + "soon"):
            self.assert_fires(rules_words.leftovers, {"a.cpp": f"\n// {word} x"}, "a.cpp:2")

    def test_machine_paths(self):
        self.assert_clean(rules_words.machine_paths, {"a.md": "src/work/a, $x/root, /workload, https://example.org"})
        for text in ("/wo" + "rk/main", "/ro" + "ot", "/ho" + "me/ann/a", "https://regi" + "stry.example/x"):
            self.assert_fires(rules_words.machine_paths, {"a.md": f"\nsee {text} there"}, "a.md:2")


class Whole(TreeCase):
    def run_tidy(self, files, allowed):
        tree = self.draw(files)
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            counts = TIDY.run(tree, TIDY.RULES, allowed)
        return counts, printed.getvalue()

    def test_a_breach_is_counted_and_printed(self):
        (_, failed, _), printed = self.run_tidy({"src/base/a.cpp": ""}, {})
        self.assertEqual(failed, 1)
        self.assertIn("src/base/a.cpp:0: sibling-test: has no a_test.cpp beside it", printed)

    def test_an_allowance_excuses_and_a_stale_one_fails(self):
        allowed = {("sibling-test", "src/base/a.cpp"): "a reason"}
        (_, failed, _), _ = self.run_tidy({"src/base/a.cpp": ""}, allowed)
        self.assertEqual(failed, 0)
        (_, failed, _), printed = self.run_tidy({}, allowed)
        self.assertEqual(failed, 1)
        self.assertIn("excuses nothing", printed)

    def test_formatting_is_judged_where_the_formatter_is(self):
        if not TIDY.shutil.which(TIDY.CLANG_FORMAT):
            self.skipTest("no clang-format")
        style = {".clang-format": "BasedOnStyle: Google\n"}
        self.assert_clean(TIDY.formatting, {**style, "a.cpp": "int a;\n"})
        self.assert_fires(TIDY.formatting, {**style, "a.cpp": "int   a;\n"}, "a.cpp:0 run tools/dev fmt")

    def test_build_folders_and_binaries_are_not_read(self):
        tree = self.draw({"build/a.cpp": "x", "node_modules/b.js": "x", "c.bin": "\0", "d.md": ""})
        self.assertEqual(tree.paths, ["d.md"])
        self.assertEqual(source.Tree(tree.root).kind("d.md"), "markdown")
