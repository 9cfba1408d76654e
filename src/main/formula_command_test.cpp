// Goal: a formula is tried on a file, and mistakes are told. Method: the command on small files; tests/cli/cases/formula.case has its words.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "main/command_line.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;

struct Said {
  command::ExitCode code;
  std::string out;
  std::string err;
};

Said say(const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream err;
  const command::Console console{.out = out, .err = err, .progress = {}, .listen = {}};
  const auto code = command::run(command_line(), words, console);
  return {code, out.str(), err.str()};
}

TEST(FormulaCommand, a_formula_by_itself_is_printed_with_its_value) {
  const Said said = say({"formula", "2*3.5"});
  EXPECT_EQ(said.code, command::ExitCode::kOk);
  EXPECT_EQ(said.out, "2 * 3.5 -> 7.0 (decimal)\n");
}

TEST(FormulaCommand, a_formula_that_begins_with_a_dash_stands_behind_two) {
  EXPECT_EQ(say({"formula", "--", "-2 * 3"}).out, "-2 * 3 -> -6 (int)\n");
  const Said said = say({"formula", "-2 * 3"});
  EXPECT_EQ(said.code, command::ExitCode::kUsage);
  EXPECT_NE(said.err.find("write -- before it"), std::string::npos) << said.err;
}

TEST(FormulaCommand, what_can_never_have_an_answer_is_a_mistake) {
  const Said said = say({"formula", "date(\"2026-02-30\") > date(\"2026-01-01\")"});
  EXPECT_EQ(said.code, command::ExitCode::kBadInput);
  EXPECT_NE(said.err.find("Q060"), std::string::npos);
  EXPECT_NE(said.err.find("There is no day 2026-02-30."), std::string::npos) << said.err;
}

TEST(FormulaCommand, rows_are_counted_listed_and_explained) {
  const auto path = std::filesystem::temp_directory_path() / "bailiwick_formula_command.csv";
  std::ofstream(path) << "zip,people\n00501,7\n10001,\n";
  const std::string file = path.string();
  EXPECT_EQ(
      say({"formula", "people > 5", "--data", file}).out,
      "         2  rows\n         1  true\n         1  without an answer: a value is missing\n");
  EXPECT_EQ(say({"formula", "people > 5", "--data", file, "--answers"}).out,
            "line,answer,why_none\n2,true,\n3,,a value is missing\n");
  EXPECT_EQ(say({"formula", "people > 5", "--data", file, "--explain", "2"}).out,
            "* people > 5 -> true\n    people -> 7\n");
  EXPECT_NE(say({"formula", "people > 5", "--data", file, "--explain", "9"}).err.find("X070"),
            std::string::npos);
  EXPECT_EQ(say({"formula", "peopel > 5", "--data", file}).code, command::ExitCode::kBadInput);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace bailiwick
