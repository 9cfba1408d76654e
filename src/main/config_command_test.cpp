// Goal: settings are printed with their origin, as text and JSON. Method: the command, run on strings.
#include <gtest/gtest.h>

#include "tests/support/command_said.hpp"

namespace bailiwick {
namespace {

using Said = testing::CommandSaid;
using testing::command_said;

TEST(ConfigCommand, SettingsArePrintedWithTheirOrigin) {
  const Said answer = command_said({"config", "--set", "server.port=9000", "--set", "mail.user=u",
                                    "--set", "mail.password=hunter2"});
  EXPECT_EQ(answer.code, 0) << answer.err;
  EXPECT_NE(answer.out.find("9000"), std::string::npos);
  EXPECT_NE(answer.out.find("# --set"), std::string::npos);
  EXPECT_EQ(answer.out.find("hunter2"), std::string::npos);
  EXPECT_NE(command_said({"config", "--json"}).out.find("\"server.port\""), std::string::npos);
}

TEST(ConfigCommand, AWrongSettingIsBadInput) {
  const Said answer = command_said({"config", "--set", "server.prot=9000"});
  EXPECT_EQ(answer.code, 3);
  EXPECT_NE(answer.err.find("server.port"), std::string::npos);
}

}  // namespace
}  // namespace bailiwick
