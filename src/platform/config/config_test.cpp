// Goal: the strongest source wins, every mistake is told, and no secret is shown. Method: sources made in the test.
#include "platform/config/config.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace bailiwick::platform::config {
namespace {

std::string file_of(const std::string& name, std::string_view text) {
  const std::string path = ::testing::TempDir() + "/bailiwick_config_" + name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

std::string rules_of(const Checked<Loaded>& loaded) {
  std::string rules;
  if (!loaded) {
    for (const Error& error : loaded.error()) rules += (rules.empty() ? "" : " ") + error.rule;
  }
  return rules;
}

TEST(Config, TheStrongestSourceWins) {
  const std::string file =
      file_of("a.toml",
              "[server]\nport = 1\naddress = \"::1\"\nstop_seconds = \"2m\"\n[log]\nlevel = "
              "\"debug\"\n");
  const auto loaded = load_config({.file = file,
                                   .environment = {{"BAILIWICK_SERVER_PORT", "2"},
                                                   {"BAILIWICK_SERVER_ADDRESS", "::2"},
                                                   {"HOME", "/"}},
                                   .flags = {{"server.port", "3"}}});
  ASSERT_TRUE(loaded) << rules_of(loaded);
  EXPECT_EQ(loaded->config.server_port, 3);
  EXPECT_EQ(loaded->config.server_address, "::2");
  EXPECT_EQ(loaded->config.server_stop_seconds, 120);
  EXPECT_EQ(loaded->config.log_level, "debug");
  EXPECT_EQ(loaded->config.jobs_threads, 2);
}

TEST(Config, AllMistakesAreToldAtOnceWithTheNearestKey) {
  const std::string file =
      file_of("b.toml",
              "top = 1\n[server]\nprot = 1\nport = true\n[log]\nlevel = \"loud\"\n[deep.er]\nx = "
              "1\n");
  const auto loaded = load_config({.file = file,
                                   .environment = {{"BAILIWICK_SERVER_PROT", "2"}},
                                   .flags = {{"server.adress", "x"}}});
  ASSERT_FALSE(loaded);
  std::string text;
  for (const Error& error : loaded.error()) text += error.rule + " " + error.message + "\n";
  EXPECT_EQ(loaded.error().size(), 7U) << text;
  EXPECT_NE(
      text.find("server.prot (bailiwick_config_b.toml, line 3). Did you mean \"server.port\"?"),
      std::string::npos)
      << text;
  EXPECT_NE(text.find("Did you mean \"BAILIWICK_SERVER_PORT\"?"), std::string::npos) << text;
  EXPECT_NE(text.find("Did you mean \"server.address\"?"), std::string::npos) << text;
}

TEST(Config, ASecretMayStandInAFileAndIsNeverShown) {
  const std::string secret = file_of("secret", "hunter2\r\nsecond line\n");
  const auto loaded = load_config({.file = "",
                                   .environment = {{"BAILIWICK_MAIL_PASSWORD_FILE", secret}},
                                   .flags = {{"mail.user", "bailiwick"}}});
  ASSERT_TRUE(loaded) << rules_of(loaded);
  EXPECT_EQ(loaded->config.mail_password, "hunter2");
  EXPECT_EQ(settings_text(*loaded).find("hunter2"), std::string::npos);
  EXPECT_NE(settings_text(*loaded).find("(hidden)"), std::string::npos);
}

TEST(Config, ASecretsFileThatCannotBeUsedIsRefused) {
  EXPECT_EQ(
      rules_of(load_config(
          {.file = "", .environment = {}, .flags = {{"oidc.client_secret_file", "/nonexistent"}}})),
      "C006");
  EXPECT_EQ(rules_of(load_config({.file = "",
                                  .environment = {},
                                  .flags = {{"oidc.client_secret_file", file_of("empty", "\n")}}})),
            "C006");
}

TEST(Config, ContradictionsAreRefused) {
  const auto rules = [](NamedTexts flags) {
    return rules_of(load_config({.file = "", .environment = {}, .flags = std::move(flags)}));
  };
  EXPECT_EQ(rules({{"server.tls_key", "k.pem"}}), "C007");
  EXPECT_EQ(rules({{"mail.host", "h"}}), "C007");
  EXPECT_EQ(rules({{"mail.user", "u"}}), "C007");
  EXPECT_EQ(rules({{"oidc.issuer", "https://id.example.com"}}), "C007");
  EXPECT_EQ(rules({{"server.public_url", "example.com"}}), "C005");
  EXPECT_EQ(rules({{"server.port", "1"}, {"server.port", "2"}}), "C008");
  const std::string secret = file_of("secret2", "x");
  EXPECT_EQ(rules({{"oidc.client_secret", "a"}, {"oidc.client_secret_file", secret}}), "C007");
}

TEST(Config, AnEnvironmentsSecretReplacesTheFilesFileOfIt) {
  const std::string file =
      file_of("c.toml", "[mail]\nuser = \"u\"\npassword_file = \"/nonexistent\"\n");
  const auto loaded =
      load_config({.file = file, .environment = {{"BAILIWICK_MAIL_PASSWORD", "x"}}, .flags = {}});
  ASSERT_TRUE(loaded) << rules_of(loaded);
  EXPECT_EQ(loaded->config.mail_password, "x");
}

}  // namespace
}  // namespace bailiwick::platform::config
