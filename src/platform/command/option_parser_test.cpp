// Goal: what is meant is taken, everything else is refused with a way out. Method: a small command of our own.
#include "platform/command/option_parser.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::command {
namespace {

CommandSpec sample() {
  CommandSpec spec;
  spec.name = "sample";
  spec.usage = "[OPTIONS] FILE";
  spec.options = {
      {.name = "units", .argument = "FILE", .group = "", .help = ""},
      {.name = "lock", .argument = "UNIT=T", .group = "", .help = "", .is_repeatable = true},
      {.name = "force", .argument = "", .group = "", .help = ""}};
  spec.operands_max = 1;
  return spec;
}

std::string rules_of(const std::vector<std::string>& words) {
  const Checked<ParsedOptions> parsed = parse_options(sample(), words);
  std::string rules;
  if (!parsed) {
    for (const Error& error : parsed.error()) rules += error.rule + " ";
  }
  return rules;
}

TEST(OptionParser, ValuesStandAfterASpaceOrAnEqualsSign) {
  const auto parsed = parse_options(
      sample(),
      std::vector<std::string>{"--units", "u.csv", "--lock=1=a", "--lock", "2=b", "--force", "x"});
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->value("units"), "u.csv");
  EXPECT_EQ(parsed->all("lock"), (std::vector<std::string>{"1=a", "2=b"}));
  EXPECT_TRUE(parsed->has("force"));
  EXPECT_EQ(parsed->operands, std::vector<std::string>{"x"});
}

TEST(OptionParser, EveryMistakeHasItsRuleAndAllAreTold) {
  EXPECT_EQ(rules_of({"--unit", "u.csv"}), "U001 ");
  EXPECT_EQ(rules_of({"--units"}), "U002 ");
  EXPECT_EQ(rules_of({"--units", "--force"}), "U002 ");
  EXPECT_EQ(rules_of({"--units="}), "U002 ");
  EXPECT_EQ(rules_of({"--units", "a", "--units", "b"}), "U003 ");
  EXPECT_EQ(rules_of({"--force=yes"}), "U004 ");
  EXPECT_EQ(rules_of({"a", "b"}), "U005 ");
  EXPECT_EQ(rules_of({"--unit", "a", "--units", "--force=1"}), "U001 U002 U004 ");
}

TEST(OptionParser, AnUnknownOptionNamesTheNearest) {
  const auto parsed = parse_options(sample(), std::vector<std::string>{"--unitz", "u.csv"});
  ASSERT_FALSE(parsed);
  EXPECT_NE(parsed.error()[0].message.find("Did you mean \"--units\"?"), std::string::npos);
}

TEST(OptionParser, WhatMayBeNoOptionIsToldHowToStand) {
  CommandSpec spec = sample();
  spec.operands_min = 1;
  const auto parsed = parse_options(spec, std::vector<std::string>{"-a == 3"});
  ASSERT_FALSE(parsed);
  ASSERT_EQ(parsed.error().size(), 1U) << "the missing operand is not told besides";
  EXPECT_EQ(parsed.error()[0].message,
            "bailiwick sample has no option -a == 3. If it is not meant as one, write -- before "
            "it. See bailiwick sample --help.");
  EXPECT_EQ(parse_options(spec, std::vector<std::string>{"--force", "--", "-a == 3"})->operands,
            std::vector<std::string>{"-a == 3"});
}

TEST(OptionParser, TwoDashesEndTheOptions) {
  const auto parsed = parse_options(sample(), std::vector<std::string>{"--", "--units"});
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->operands, std::vector<std::string>{"--units"});
}

}  // namespace
}  // namespace bailiwick::platform::command
