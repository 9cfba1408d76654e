// Goal: the table is sound: names are unique, defaults are valid, descriptions are sentences. Method: every key.
#include "platform/config/keys.hpp"

#include <gtest/gtest.h>

#include <set>

#include "platform/config/values.hpp"

namespace bailiwick::platform::config {
namespace {

TEST(Keys, NamesAndVariablesAreUnique) {
  std::set<std::string> names;
  for (const Key& key : all_keys()) {
    EXPECT_EQ(std::count(key.name.begin(), key.name.end(), '.'), 1) << key.name;
    EXPECT_TRUE(names.insert(variable_of(key.name)).second) << key.name;
  }
  EXPECT_EQ(variable_of("server.trusted_proxies"), "BAILIWICK_SERVER_TRUSTED_PROXIES");
}

TEST(Keys, EveryDefaultIsAllowed) {
  for (const Key& key : all_keys()) {
    Config config;
    EXPECT_TRUE(set_value(key, key.standard, "default", config)) << key.name;
    EXPECT_TRUE(key.description.ends_with(".")) << key.name;
  }
}

TEST(Keys, WordsAreSplitAndTheFirstIsTheDefault) {
  for (const Key& key : all_keys()) {
    if (key.kind != Kind::kWord) continue;
    ASSERT_GE(words_of(key).size(), 2U);
    EXPECT_EQ(words_of(key).front(), key.standard);
  }
}

}  // namespace
}  // namespace bailiwick::platform::config
