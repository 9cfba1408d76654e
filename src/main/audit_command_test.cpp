// Goal: an altered log is found from the command line, a whole one is said to be whole. Method: one row is changed behind the program's back.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "main/application.hpp"
#include "main/demo.hpp"
#include "tests/support/command_said.hpp"
#include "tests/support/installed.hpp"

namespace bailiwick {
namespace {

using testing::command_said;

TEST(AuditCommand, FindsWhatWasAltered) {
  testing::Installed installed;
  ASSERT_TRUE(installed) << installed.fault();
  DemoRequest demo;
  demo.password = testing::kDemoPassword;
  ASSERT_TRUE(make_demo(*installed, demo));
  installed.close();
  const auto whole = command_said({"audit", "verify", "--data", installed.data(), "--json"});
  EXPECT_EQ(whole.code, 0) << whole.out;
  const auto report = nlohmann::json::parse(whole.out);
  const auto anchor = report[0]["head"].get<std::string>();
  EXPECT_EQ(command_said({"audit", "verify", "--data", installed.data(), "--anchor", anchor}).code,
            0);
  {
    const auto database =
        platform::db::open_database({.location = installed.data() + "/bailiwick.db"});
    ASSERT_TRUE(database);
    // Who can write to the file can remove the trigger that guards the table.
    ASSERT_TRUE((*database)->write([](platform::db::Connection& connection) {
      const auto opened = connection.execute("DROP TRIGGER audit_entry_no_update");
      if (!opened) return opened;
      return connection.execute(
          "UPDATE audit_entry SET action = 'nothing.happened' WHERE number = 3");
    }));
  }
  const auto altered = command_said({"audit", "verify", "--data", installed.data()});
  EXPECT_EQ(altered.code, 1);
  EXPECT_NE(altered.out.find("at entry 3: A002"), std::string::npos) << altered.out;
}

TEST(AuditCommand, WhatIsNoAnchorIsRefused) {
  const testing::DatabaseFolder folder;
  const auto wrong =
      command_said({"audit", "verify", "--anchor", "12", "--data", folder.file("data")});
  EXPECT_NE(wrong.code, 0);
  EXPECT_NE(wrong.err.find("A009"), std::string::npos) << wrong.err;
}

}  // namespace
}  // namespace bailiwick
