// Goal: the demonstration company has one person a role who can sign in, and is never put beside a real one.
#include "main/demo.hpp"

#include <gtest/gtest.h>

#include "main/operator.hpp"
#include "tests/support/installed.hpp"

namespace bailiwick {
namespace {

TEST(Demo, HasAPersonForEveryRoleAndIsMadeOnce) {
  const testing::Installed installed;
  ASSERT_TRUE(installed) << installed.fault();
  DemoRequest request;
  request.password = testing::kDemoPassword;
  const auto people = make_demo(*installed, request);
  ASSERT_TRUE(people) << people.error().front().message;
  EXPECT_EQ(people->size(), static_cast<std::size_t>(platform::identity::kRoleCount));
  for (const DemoPerson& person : *people) {
    EXPECT_TRUE(installed->identity().sign_in.with_password({.email = person.email,
                                                             .password = request.password,
                                                             .peer = "test",
                                                             .previous_cookie = {}}))
        << person.email;
  }
  const auto again = make_demo(*installed, request);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().front().rule, "X030");
}

TEST(Demo, AWeakPasswordIsRefusedBeforeAnythingIsMade) {
  const testing::Installed installed;
  ASSERT_TRUE(installed) << installed.fault();
  DemoRequest request;
  request.password = "short";
  EXPECT_FALSE(make_demo(*installed, request));
  EXPECT_TRUE(companies_of(*installed)->empty());
}

}  // namespace
}  // namespace bailiwick
