"""Goal: functions are found, and comments and literals are not taken for code. Method: short texts."""
import textwrap
import unittest

import scan


def lengths(text, kind="cpp"):
    return [(name, last - first + 1) for name, first, last in scan.functions(textwrap.dedent(text), kind)]


class Blank(unittest.TestCase):
    def test_comments_and_literals_vanish_and_lines_stay(self):
        code = scan.blank('a("x{"); // {\n/* {\n */ b(\'{\');\nc(R"q({)" {)q");')
        self.assertNotIn("{", code)
        self.assertEqual(code.count("\n"), 3)
        for name in "abc":
            self.assertIn(name + "(", code)

    def test_a_digit_separator_opens_no_literal(self):
        self.assertIn("end", scan.blank("x = 1'000'000; end"))

    def test_an_escaped_quote_closes_nothing(self):
        self.assertNotIn("throw", scan.blank(r'f("a \" throw");'))

    def test_javascript_has_templates_and_regular_expressions(self):
        code = scan.blank("a(/['{]/g); b(`{\n${x}`); c = d / e; f('{');", "script")
        self.assertNotIn("{", code)
        self.assertIn("d / e", code)


class Functions(unittest.TestCase):
    def test_plain_functions_and_methods(self):
        self.assertEqual(lengths("""\
            namespace a {
            struct S {
              int one() const { return 1; }
              int x = 0;
            };
            int two(int a,
                    int b) {
              if (a) { return b; }
              return a;
            }
            }
            """), [("one", 1), ("two", 5)])

    def test_a_constructor_with_braced_members_is_one_function(self):
        self.assertEqual(lengths("""\
            S::S(int a)
                : a_{a}, b_{1, 2},
                  c_(3) {
              go();
            }
            """), [("S::S", 5)])

    def test_a_lambda_counts_with_its_function(self):
        self.assertEqual(lengths("""\
            int f() {
              g([](int x) {
                return x;
              });
              return 1;
            }
            """), [("f", 6)])

    def test_tables_and_types_are_no_functions(self):
        self.assertEqual(lengths("""\
            constexpr int k[] = {f(1), 2};
            const auto x = make({1, 2});
            enum class E : int { a, b };
            template <class T> concept C = requires(T t) { t.x(); };
            struct alignas(8) P { int a; };
            """), [])

    def test_operators_and_trailing_returns(self):
        self.assertEqual([size for _, size in lengths("""\
            bool operator==(A a, A b) {
              return true;
            }
            auto f(int a) -> std::vector<int> {
              return {};
            }
            auto g = [](int a) {
              return a;
            };
            """)], [3, 3, 3])

    def test_preprocessor_braces_do_not_count(self):
        self.assertEqual(lengths("#define M(x) do { \\\n x; } while (0) {\nint f() {\n}\n"), [("f", 2)])

    def test_other_languages(self):
        self.assertEqual(lengths("def f():\n    return 1\n", "python"), [("f", 2)])
        self.assertEqual(lengths("f() {\n  a\n}\n", "shell"), [("f", 3)])
        self.assertEqual(lengths("const f = (a) => {\n  if (a) {\n  }\n};\nfunction g() {\n}\n", "script"),
                         [("f", 4), ("g", 2)])
