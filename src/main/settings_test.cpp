// Goal: options become settings, and what is no setting is refused. Method: words parsed by a command's own specification.
#include "main/settings.hpp"

#include <gtest/gtest.h>

namespace bailiwick {
namespace {

Checked<platform::config::Loaded> load(const std::vector<std::string>& words) {
  const auto spec = server_command("sample", "a sample", "[OPTIONS]", "Examples");
  return load_settings(platform::command::parse_options(spec, words).value());
}

TEST(Settings, FlagsReachTheConfiguration) {
  const auto loaded = load({"--set", "server.port=9", "--data", "/tmp/x"});
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->config.server_port, 9);
  EXPECT_EQ(loaded->config.data_folder, "/tmp/x");
}

TEST(Settings, AllMistakesAreToldTogether) {
  const auto loaded = load({"--set", "server.port", "--set", "server.prt=1"});
  ASSERT_FALSE(loaded);
  ASSERT_EQ(loaded.error().size(), 2U);
  EXPECT_EQ(loaded.error()[0].rule, "X001");
  EXPECT_EQ(loaded.error()[1].rule, "C003");
}

}  // namespace
}  // namespace bailiwick
