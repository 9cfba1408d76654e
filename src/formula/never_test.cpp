// Goal: conditions that no row meets are found and told with what is against what, nothing that some row meets is told, and what is said to follow from a condition does.
// Method: a table of conditions; random conditions against every row of a small world, asked of a tree walker that shares no code with the evaluator.
#include "formula/never.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/rng.hpp"
#include "formula/advice.hpp"
#include "formula/parser.hpp"
#include "tests/support/formula_walker.hpp"

namespace bailiwick::formula {
namespace {

const Schema kAccounts{
    {{"employees", {Kind::kInt, true}, {}, Range{Decimal(), Decimal::whole(1'000'000'000)}},
     {"complexity", {Kind::kInt, true}, {}, Range{Decimal::whole(1), Decimal::whole(5)}},
     {"lat", {Kind::kDecimal, true}, {}, Range{Decimal::whole(-90), Decimal::whole(90)}},
     {"name", {Kind::kString, false}},
     {"country", {Kind::kString, true}},
     {"since", {Kind::kDate, true}},
     {"is_key", {Kind::kBool, true}},
     {"revenue", {Kind::kDecimal, true}}}};

std::vector<std::string> never(const std::string& text) {
  const auto program = compile(kAccounts, {{"f", text, Kind::kBool}});
  EXPECT_TRUE(program) << text << ": " << program.error().front().message;
  std::vector<std::string> told;
  if (!program) return told;
  for (const Fault& fault : never_true(*program, 0)) {
    EXPECT_EQ(fault.rule, "Q062");
    told.push_back(text.substr(fault.at.offset, fault.at.size));
  }
  return told;
}

TEST(Never, conditions_that_no_row_meets_are_told_where_they_stand) {
  const std::vector<std::pair<const char*, std::vector<std::string>>> rows = {
      {"employees < 0", {"employees < 0"}},
      {"complexity > 9", {"complexity > 9"}},
      {"lat > 100.0", {"lat > 100.0"}},
      {"size(name) < 0", {"size(name) < 0"}},
      {"has(employees) == false && employees > 3", {"employees > 3"}},
      {"!has(employees) && employees > 3", {"employees > 3"}},
      {"name == \"x\" && name.startsWith(\"y\")", {"name.startsWith(\"y\")"}},
      {"name.startsWith(\"y\") && name in [\"x\", \"z\"]", {"name in [\"x\", \"z\"]"}},
      {"employees > 500 && employees < 100", {"employees < 100"}},
      {"employees > 500 && false", {"false"}},
      {"1 > 2", {"1 > 2"}},
      {"country == \"US\" && country == \"NL\"", {"country == \"NL\""}},
      {"country in [\"US\"] && !(country in [\"US\", \"NL\"])", {"!(country in [\"US\", \"NL\"])"}},
      {"employees > 5 && employees < 6", {"employees < 6"}},
      {"complexity * 2 > 10", {"complexity * 2 > 10"}},
      {"name == null", {"name == null"}},
      {"month(since) > 12", {"month(since) > 12"}},
      {"size(name) > 5 && size(name) == 3", {"size(name) == 3"}},
      {"is_key && !is_key", {"!is_key"}},
      {"employees == -5", {"employees == -5"}},
      {"employees == 5 && employees / 2 > 10", {"employees / 2 > 10"}},
      {"(employees < 0 || employees > 2000000000) && country == \"NL\"",
       {"employees < 0 || employees > 2000000000"}},
      // An alternative alone.
      {"employees < 0 || country == \"NL\"", {"employees < 0"}},
      {"country == \"NL\" && (country == \"US\" || employees > 5)", {"country == \"US\""}},
      {"(is_key && (lat > 91 || employees > 5)) || country == \"NL\"", {"lat > 91"}},
      {"(employees > 5 && employees < 5) || complexity == 7 || is_key",
       {"employees < 5", "complexity == 7"}}};
  for (const auto& [text, told] : rows) EXPECT_EQ(never(text), told) << text;
}

TEST(Never, what_some_row_meets_is_left_alone) {
  for (const char* sound :
       {"employees >= 0", "complexity == 5", "lat == 90", "size(name) == 0", "!has(employees)",
        "name == \"xy\" && name.startsWith(\"x\")", "employees > 5 && employees < 7", "true",
        "lat > 89.999999999 && lat < 90", "country != \"US\" && !(country in [\"NL\"])",
        "employees > complexity && complexity > employees", "revenue < 0", "is_key || !is_key",
        "coalesce(employees, 0) < 1", "country == null || country == \"US\"",
        "name < \"a\" && name > \"b\"", "employees > 5 ? is_key : country == \"NL\""})
    EXPECT_EQ(never(sound), std::vector<std::string>()) << sound;
}

TEST(Never, a_message_names_what_is_against_what_and_where) {
  const auto message = [](const std::string& text) {
    return never_true(*compile(kAccounts, {{"f", text, Kind::kBool}}), 0).at(0).message;
  };
  EXPECT_EQ(
      message("employees > 500 && employees < 100"),
      "\"employees > 500\" (characters 1 to 15) and \"employees < 100\" (characters 20 to 34) "
      "are never true together, whatever employees (0 to 1000000000) is.");
  EXPECT_EQ(message("complexity > 9"), "This is never true, whatever complexity (1 to 5) is.");
  EXPECT_EQ(message("size(name) < 0"), "This is never true, whatever size(name) (0 or more) is.");
  EXPECT_EQ(message("false"), "This is the same for all, and not true.");
  EXPECT_EQ(
      message("is_key &&\n!(is_key)"),
      "\"is_key\" (line 1, characters 1 to 6) and \"!(is_key)\" (line 2, characters 1 to 9) are "
      "never true together, whatever is_key is.");
  EXPECT_EQ(
      message("lat > 91 || is_key"),
      "This is never true, whatever lat (-90 to 90) is. The other side of the || decides alone: "
      "take this part away, or correct it.");
  EXPECT_EQ(message("employees > 1 && employees != 2 && employees < 3"),
            "What is asked of employees (0 to 1000000000) here is never true together.");
}

TEST(Never, it_is_asked_of_conditions_where_advice_is_and_after_other_advice) {
  const auto rules = [](const std::string& text, std::optional<Kind> wanted) {
    const auto program = compile(kAccounts, {{"f", text, wanted}}, Advice::kAsked);
    std::vector<std::string> told;
    if (!program)
      for (const Fault& fault : program.error()) told.push_back(fault.rule);
    return told;
  };
  EXPECT_EQ(rules("employees < 0", Kind::kBool), std::vector<std::string>{"Q062"});
  EXPECT_EQ(rules("employees < 0", std::nullopt), std::vector<std::string>());
  EXPECT_EQ(rules("employees < 0 && employees / 0 > 1", Kind::kBool),
            std::vector<std::string>{"Q060"});
}

TEST(Never, a_condition_follows_from_one_that_asks_more) {
  const auto follows = [](const std::string& strong, const std::string& weak) {
    const auto program = compile(kAccounts, {{"a", strong, Kind::kBool}, {"b", weak, Kind::kBool}});
    EXPECT_TRUE(program);
    return program && is_implied(*program, 0, 1);
  };
  EXPECT_TRUE(follows("employees > 500", "employees > 100"));
  EXPECT_TRUE(follows("employees > 500 && is_key", "is_key && has(employees)"));
  EXPECT_TRUE(follows("country == \"NL\"", "country in [\"NL\", \"BE\"]"));
  EXPECT_TRUE(follows("name == \"St. Jude\"", "name.startsWith(\"St. \")"));
  EXPECT_TRUE(follows("is_key", "true"));
  EXPECT_TRUE(follows("revenue > employees", "revenue > employees"));
  EXPECT_TRUE(follows("has(complexity)", "complexity >= 1"));
  EXPECT_FALSE(follows("employees > 100", "employees > 500"));
  EXPECT_FALSE(follows("is_key", "complexity >= 1"));  // it may be empty
  EXPECT_FALSE(follows("country in [\"NL\", \"BE\"]", "country == \"NL\""));
  EXPECT_FALSE(follows("true", "is_key"));
}

// A world so small that every row of it is asked.
const Schema kSmall{{{"x", {Kind::kInt, true}, {}, Range{Decimal(), Decimal::whole(4)}},
                     {"y", {Kind::kInt, false}, {}, Range{Decimal::whole(1), Decimal::whole(3)}},
                     {"t", {Kind::kString, true}},
                     {"b", {Kind::kBool, true}}}};

std::vector<std::vector<Value>> small_rows() {
  std::vector<std::vector<Value>> rows;
  std::vector<Value> xs = {Value()};
  for (std::int64_t x = 0; x <= 4; ++x) xs.emplace_back(x);
  const std::vector<Value> ts = {Value(),
                                 Value(std::string()),
                                 Value(std::string("p")),
                                 Value(std::string("q")),
                                 Value(std::string("pq")),
                                 Value(std::string("other"))};
  const std::vector<Value> bs = {Value(), Value(true), Value(false)};
  for (const Value& x : xs)
    for (std::int64_t y = 1; y <= 3; ++y)
      for (const Value& t : ts)
        for (const Value& b : bs) rows.push_back({x, Value(y), t, b});
  return rows;
}

template <std::size_t N>
std::string one_of(Rng& rng, const char* const (&texts)[N]) {
  return texts[rng.below(N)];
}

std::string small_clause(Rng& rng) {
  constexpr const char* kCompared[] = {" < ", " <= ", " > ", " >= ", " == ", " != "};
  constexpr const char* kNumbers[] = {"-1", "0", "1", "2", "3", "4", "5", "1.5", "2.0"};
  constexpr const char* kWords[] = {"\"\"", "\"p\"", "\"q\"", "\"pq\"", "null"};
  constexpr const char* kOthers[] = {
      "has(x)", "has(t)", "b",     "b == false", "x == null",
      "true",   "false",  "x > y", "t < \"p\"",  "coalesce(x, 2) > 3"};
  switch (rng.below(8)) {
    case 0:
    case 1:
      return "x" + one_of(rng, kCompared) + one_of(rng, kNumbers);
    case 2:
      return "y" + one_of(rng, kCompared) + one_of(rng, kNumbers);
    case 3:
      return "t in [" + one_of(rng, kWords) + ", " + one_of(rng, kWords) + "]";
    case 4:
      return "t" + std::string(rng.below(2) == 0 ? " == " : " != ") + one_of(rng, kWords);
    case 5:
      return "t.size()" + one_of(rng, kCompared) + std::to_string(rng.below(4));
    case 6:
      return std::string(rng.below(2) == 0 ? "t.startsWith(" : "t.endsWith(") + "\"p\")";
    default:
      return one_of(rng, kOthers);
  }
}

std::string small_condition(Rng& rng, int depth) {
  if (depth == 0 || rng.below(4) == 0) return small_clause(rng);
  const std::string a = small_condition(rng, depth - 1);
  switch (rng.below(6)) {
    case 0:
      return "!(" + a + ")";
    case 1:
      return "(" + a + " || " + small_condition(rng, depth - 1) + ")";
    case 2:
      return "(" + a + " ? " + small_condition(rng, depth - 1) + " : " +
             small_condition(rng, depth - 1) + ")";
    default:
      return a + " && " + small_condition(rng, depth - 1);
  }
}

std::vector<bool> truths_in(const std::string& text, const std::vector<std::vector<Value>>& rows) {
  const auto tree = parse(text);
  std::vector<bool> truths;
  for (const auto& row : rows)
    truths.push_back(walker::Walker(*tree, kSmall, row).run() == Value(true));
  return truths;
}

TEST(Never, what_is_told_of_random_conditions_is_so_in_every_row) {
  const auto rows = small_rows();
  int told = 0;
  int untold = 0;
  for (int round = 0; round < 1'500; ++round) {
    Rng rng = Rng::stream(20'261'128, 7, static_cast<std::uint64_t>(round));
    const std::string text = small_condition(rng, 3);
    const auto program = compile(kSmall, {{"f", text, Kind::kBool}});
    if (!program) continue;
    const Faults faults = never_true(*program, 0);
    const std::vector<bool> truths = truths_in(text, rows);
    const bool is_met = std::find(truths.begin(), truths.end(), true) != truths.end();
    const bool is_whole =
        !faults.empty() && faults.front().message.find("decides alone") == std::string::npos;
    if (is_whole) {
      ASSERT_FALSE(is_met) << text << "\n" << faults.front().message;
    }
    told += is_whole ? 1 : 0;
    untold += !is_met && !is_whole ? 1 : 0;
    // Without an alternative that is never true (or, behind a !, never false) the whole says the same.
    for (const Fault& fault : faults) {
      if (is_whole) break;
      std::string without = text;
      without.replace(fault.at.offset, fault.at.size, "(false)");
      std::string with = text;
      with.replace(fault.at.offset, fault.at.size, "(true)");
      ASSERT_TRUE(truths_in(without, rows) == truths || truths_in(with, rows) == truths)
          << text << "\n"
          << fault.message;
    }
  }
  EXPECT_GT(told, 200);
  EXPECT_GT(told, 2 * untold);
}

TEST(Never, what_is_said_to_follow_does_in_every_row) {
  const auto rows = small_rows();
  int followed = 0;
  for (int round = 0; round < 2'000; ++round) {
    Rng rng = Rng::stream(20'261'128, 8, static_cast<std::uint64_t>(round));
    const std::string strong = small_condition(rng, 2);
    const std::string weak = small_condition(rng, 1);
    const auto program =
        compile(kSmall, {{"strong", strong, Kind::kBool}, {"weak", weak, Kind::kBool}});
    if (!program || !is_implied(*program, 0, 1)) continue;
    ++followed;
    const std::vector<bool> of_strong = truths_in(strong, rows);
    const std::vector<bool> of_weak = truths_in(weak, rows);
    for (std::size_t row = 0; row < rows.size(); ++row)
      ASSERT_FALSE(of_strong[row] && !of_weak[row]) << strong << "\n" << weak;
  }
  EXPECT_GT(followed, 50);
}

}  // namespace
}  // namespace bailiwick::formula
