// Goal: the demonstration company has one person a role who can sign in, and is never put beside a real one.
#include "main/demo.hpp"

#include <gtest/gtest.h>

#include "main/operator.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

TEST(Demo, HasAPersonForEveryRoleAndIsMadeOnce) {
  const testing::DatabaseFolder folder;
  platform::config::Config config;
  config.data_folder = folder.file("data");
  const auto application = Application::open(config, {});
  ASSERT_TRUE(application);
  DemoRequest request;
  request.password = "territory-map-42-green";
  const auto people = make_demo(**application, request);
  ASSERT_TRUE(people) << people.error().front().message;
  EXPECT_EQ(people->size(), static_cast<std::size_t>(platform::identity::kRoleCount));
  for (const DemoPerson& person : *people) {
    EXPECT_TRUE((*application)
                    ->identity()
                    .sign_in.with_password({.email = person.email,
                                            .password = request.password,
                                            .peer = "test",
                                            .previous_cookie = {}}))
        << person.email;
  }
  const auto again = make_demo(**application, request);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().front().rule, "X030");
}

TEST(Demo, AWeakPasswordIsRefusedBeforeAnythingIsMade) {
  const testing::DatabaseFolder folder;
  platform::config::Config config;
  config.data_folder = folder.file("data");
  const auto application = Application::open(config, {});
  ASSERT_TRUE(application);
  DemoRequest request;
  request.password = "short";
  EXPECT_FALSE(make_demo(**application, request));
  EXPECT_TRUE(companies_of(**application)->empty());
}

}  // namespace
}  // namespace bailiwick
