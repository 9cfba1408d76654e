// Goal: settings are printed with their origin, as text and JSON. Method: the command, run on strings.
#include <gtest/gtest.h>

#include <sstream>

#include "main/command_line.hpp"

namespace bailiwick {
namespace {

struct Said {
  int code = 0;
  std::string out;
  std::string err;
};

Said said(const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream err;
  const platform::command::Console console{
      .out = out, .err = err, .is_terminal = false, .progress = {}, .listen = {}};
  const auto code = platform::command::run(command_line(), words, console);
  return {static_cast<int>(code), out.str(), err.str()};
}

TEST(ConfigCommand, SettingsArePrintedWithTheirOrigin) {
  const Said answer = said({"config", "--set", "server.port=9000", "--set", "mail.user=u", "--set",
                            "mail.password=hunter2"});
  EXPECT_EQ(answer.code, 0) << answer.err;
  EXPECT_NE(answer.out.find("9000"), std::string::npos);
  EXPECT_NE(answer.out.find("# --set"), std::string::npos);
  EXPECT_EQ(answer.out.find("hunter2"), std::string::npos);
  EXPECT_NE(said({"config", "--json"}).out.find("\"server.port\""), std::string::npos);
}

TEST(ConfigCommand, AWrongSettingIsBadInput) {
  const Said answer = said({"config", "--set", "server.prot=9000"});
  EXPECT_EQ(answer.code, 3);
  EXPECT_NE(answer.err.find("server.port"), std::string::npos);
}

}  // namespace
}  // namespace bailiwick
