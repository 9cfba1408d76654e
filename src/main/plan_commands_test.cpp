// Goal: a plan is written as text, changed in it and brought back at the command line; texts are compared and merged without a server. Method: a plan of
// six units designed in place; every mistake once.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "main/demo.hpp"
#include "main/operator.hpp"
#include "tests/support/command_said.hpp"
#include "tests/support/installed.hpp"

namespace bailiwick {
namespace {

using testing::command_said;

constexpr const char* kPlanner = "planner@demo.example";

// With a plan "Spring" of six units in a row, in two territories.
class PlanCommands : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(installed_) << installed_.fault();
    DemoRequest request;
    request.password = testing::kDemoPassword;
    ASSERT_TRUE(make_demo(*installed_, request));
    const auto principal = operator_of(companies_of(*installed_)->front().id);
    const auto dataset = installed_->plans().add_dataset(
        principal, "Six",
        "unit,lon,lat,people\na,5.0,52\nb,5.1,52\nc,5.2,52\nd,5.3,52\ne,5.4,52\nf,5.5,52\n");
    ASSERT_FALSE(dataset) << "a row is short, and told";
    const auto whole = installed_->plans().add_dataset(
        principal, "Six",
        "unit,lon,lat,people\na,5.0,52,1\nb,5.1,52,1\nc,5.2,52,1\nd,5.3,52,1\ne,5.4,52,1\n"
        "f,5.5,52,1\n");
    ASSERT_TRUE(whole) << whole.error().front().message;
    const auto made = installed_->plans().create(principal, {.name = "Spring",
                                                             .dataset = whole->id,
                                                             .territories = 2,
                                                             .balance = {{"people", 0.4}},
                                                             .seconds = 1.0});
    ASSERT_TRUE(made) << made.error().front().message;
    installed_->start_work(1);
    while (installed_->plans().plan(principal, made->plan.id)->territory_count == 0)
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    installed_->stop_work();
    installed_.close();
  }

  testing::CommandSaid plan(std::vector<std::string> words) {
    words.insert(words.begin(), "plan");
    words.insert(words.end(), {"--as", kPlanner, "--data", installed_.data()});
    return command_said(words);
  }
  testing::Installed installed_;
  testing::DatabaseFolder folder_;
};

TEST_F(PlanCommands, APlanIsWrittenChangedAndBroughtBack) {
  const auto text = plan({"export", "Spring"});
  ASSERT_EQ(text.code, 0) << text.err;
  EXPECT_TRUE(text.out.starts_with("bailiwick plan 1\nname \"Spring\"\n")) << text.out;
  ASSERT_NE(text.out.find("unit c T1\n"), std::string::npos) << text.out;
  std::string changed = text.out;
  changed.replace(changed.find("unit c T1"), 9, "unit c T2");
  folder_.write("spring.plan", changed);
  const auto looked = plan({"import", folder_.file("spring.plan"), "--preview"});
  EXPECT_EQ(looked.out, "Spring: 1 unit(s) would move, revision 0\n") << looked.err;
  const auto made =
      plan({"import", folder_.file("spring.plan"), "--into", "Spring", "--reason", "agreed"});
  EXPECT_EQ(made.out, "Spring: 1 unit(s) moved, revision 1\n") << made.err;
  EXPECT_EQ(plan({"export", "Spring"}).out, changed);
  folder_.write("before.plan", text.out);
  const auto diff =
      command_said({"plan", "diff", folder_.file("before.plan"), folder_.file("spring.plan")});
  EXPECT_EQ(diff.code, 0);
  EXPECT_NE(diff.out.find("1 unit(s) change hands"), std::string::npos) << diff.out;
}

TEST_F(PlanCommands, TextsAreMergedOrTheirConflictsTold) {
  const std::string base = plan({"export", "Spring"}).out;
  folder_.write("base.plan", base);
  const auto with = [&](std::string from, std::string to) {
    std::string text = base;
    text.replace(text.find(from), from.size(), to);
    return text;
  };
  folder_.write("ours.plan", with("unit c T1", "unit c T2"));
  folder_.write("theirs.plan", with("unit a T1", "unit a T2"));
  const auto merge = [&](const char* theirs, std::vector<std::string> more) {
    std::vector<std::string> words = {"plan", "merge", folder_.file("base.plan"),
                                      folder_.file("ours.plan"), folder_.file(theirs)};
    words.insert(words.end(), more.begin(), more.end());
    return command_said(words);
  };
  const auto merged = merge("theirs.plan", {});
  EXPECT_EQ(merged.code, 0) << merged.err;
  EXPECT_NE(merged.out.find("unit a T2\n"), std::string::npos);
  EXPECT_NE(merged.out.find("unit c T2\n"), std::string::npos);
  std::string third = with("unit c T1", "unit c T3");
  third.insert(third.find("unit "), "territory T3 territory_00000000000000000000000001 \"New\"\n");
  folder_.write("third.plan", third);
  const auto open = merge("third.plan", {});
  EXPECT_NE(open.code, 0);
  EXPECT_NE(open.err.find("X067"), std::string::npos) << open.err;
  EXPECT_NE(merge("third.plan", {"--take", "theirs"}).out.find("unit c T3"), std::string::npos);
  EXPECT_NE(merge("third.plan", {"--take", "both"}).err.find("X066"), std::string::npos);
}

TEST_F(PlanCommands, WhatIsWrongIsTold) {
  EXPECT_NE(plan({"export", "Summer"}).err.find("X065"), std::string::npos);
  folder_.write("bad.plan", "unit,territory\na,1\n");
  EXPECT_NE(plan({"import", folder_.file("bad.plan")}).err.find("P122"), std::string::npos);
  EXPECT_NE(command_said({"plan", "diff", folder_.file("bad.plan"), folder_.file("none.plan")})
                .err.find("P122"),
            std::string::npos);
}

}  // namespace
}  // namespace bailiwick
