// Goal: the options of `bailiwick demo` are checked, all at once, and it says how to sign in.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

using testing::command_said;

TEST(DemoCommand, SaysHowToSignIn) {
  const testing::DatabaseFolder folder;
  folder.write("units.csv", "unit,lon,lat,population\na,5,52,1\nb,5.1,52,1\n");
  const auto made = command_said({"demo", "--data", folder.file("data"), "--units",
                                  folder.file("units.csv"), "--territories", "2", "--json"});
  ASSERT_EQ(made.code, 0) << made.err;
  const auto answer = nlohmann::json::parse(made.out);
  EXPECT_EQ(answer["people"].size(), 7U);
  EXPECT_GE(answer["password"].get<std::string>().size(), 16U);
  EXPECT_NE(command_said({"demo", "--data", folder.file("data")}).err.find("X030"),
            std::string::npos);
}

TEST(DemoCommand, EveryWrongOptionIsNamed) {
  const testing::DatabaseFolder folder;
  const auto wrong =
      command_said({"demo", "--data", folder.file("data"), "--units", folder.file("none.csv"),
                    "--balance", "population=2", "--territories", "many", "--seconds", "0"});
  EXPECT_NE(wrong.code, 0);
  for (const char* option : {"--units", "--balance", "--territories", "--seconds"})
    EXPECT_NE(wrong.err.find(option), std::string::npos) << option << "\n" << wrong.err;
}

}  // namespace
}  // namespace bailiwick
