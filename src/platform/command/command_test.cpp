// Goal: words find their command, slips find help. Method: a small command line of our own, run on strings.
#include "platform/command/command.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace bailiwick::platform::command {
namespace {

struct Said {
  int code = 0;
  std::string out;
  std::string err;
};

CommandLine sample() {
  CommandLine line{.introduction = "A sample.\n", .commands = {}, .topics = {exit_codes_topic()}};
  const auto add = [&](std::string_view name) {
    CommandSpec spec;
    spec.name = name;
    spec.summary = "does it";
    spec.teaching = "Teaches.";
    spec.options = {help_option(), {.name = "json", .argument = "", .group = "", .help = "JSON."}};
    line.commands.push_back({spec, [name](const ParsedOptions&, const Console& console) {
                               console.out << "ran " << name;
                               return ExitCode::kOk;
                             }});
  };
  add("design");
  add("user create");
  add("user list");
  return line;
}

Said said(const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream err;
  const ExitCode code =
      run(sample(), words,
          Console{.out = out, .err = err, .is_terminal = false, .progress = {}, .listen = {}});
  return {static_cast<int>(code), out.str(), err.str()};
}

TEST(Command, HelpAndVersionAreAnswered) {
  EXPECT_EQ(said({"--version"}).code, 0);
  EXPECT_NE(said({"help"}).out.find("design"), std::string::npos);
  EXPECT_EQ(said({"--help"}).out, said({"help"}).out);
  EXPECT_EQ(said({"design", "--help"}).out, said({"help", "design"}).out);
  EXPECT_NE(said({"help", "exit-codes"}).out.find("130"), std::string::npos);
}

TEST(Command, ANameMayBeTwoWords) {
  EXPECT_EQ(said({"user", "create"}).out, "ran user create");
  EXPECT_EQ(said({"design"}).out, "ran design");
  EXPECT_EQ(said({"user", "create", "--help"}).out, said({"help", "user", "create"}).out);
  EXPECT_NE(said({"help", "user"}).out.find("user list"), std::string::npos);
  EXPECT_EQ(said({"user", "--help"}).out, said({"help", "user"}).out);
  EXPECT_EQ(said({"user"}).code, 2);
  EXPECT_NE(said({"user"}).err.find("user create"), std::string::npos);
  EXPECT_NE(said({"user", "lst"}).err.find("Did you mean \"user list\"?"), std::string::npos);
}

TEST(Command, SlipsAreUsageErrorsWithAWayOut) {
  EXPECT_EQ(said({}).code, 2);
  const auto slip = said({"desing"});
  EXPECT_EQ(slip.code, 2);
  EXPECT_NE(slip.err.find("U006"), std::string::npos);
  EXPECT_NE(slip.err.find("Did you mean \"design\"?"), std::string::npos);
  EXPECT_EQ(said({"help", "filez"}).code, 2);
  EXPECT_EQ(said({"design", "--unts", "u.csv"}).code, 2);
}

TEST(Command, WithJsonErrorsAreJsonOnStandardOutput) {
  const auto answer = said({"design", "--json", "--nonsense"});
  EXPECT_EQ(answer.code, 2);
  EXPECT_TRUE(answer.out.starts_with("{\"errors\":["));
  EXPECT_TRUE(answer.err.empty());
}

TEST(Command, ResultsThatCannotBePrintedAreAnError) {
  std::ostringstream out;
  std::ostringstream err;
  out.setstate(std::ios::badbit);
  const std::vector<std::string> words = {"design"};
  const ExitCode code =
      run(sample(), words,
          Console{.out = out, .err = err, .is_terminal = false, .progress = {}, .listen = {}});
  EXPECT_EQ(code, ExitCode::kIo);
  EXPECT_NE(err.str().find("U007"), std::string::npos);
}

}  // namespace
}  // namespace bailiwick::platform::command
