// Goal: the operator may do everything in a company, and finds people by their address.
#include "main/operator.hpp"

#include <gtest/gtest.h>

#include "main/demo.hpp"
#include "tests/support/installed.hpp"

namespace bailiwick {
namespace {

TEST(Operator, FindsCompaniesAndPeople) {
  const testing::Installed installed;
  ASSERT_TRUE(installed) << installed.fault();
  EXPECT_TRUE(companies_of(*installed)->empty());
  DemoRequest demo;
  demo.password = testing::kDemoPassword;
  ASSERT_TRUE(make_demo(*installed, demo));
  const auto companies = companies_of(*installed);
  ASSERT_EQ(companies->size(), 1U);
  const auto found = person_by_email(*installed, " Rep@Demo.Example ");
  ASSERT_TRUE(found) << "addresses are compared without case and blanks";
  EXPECT_EQ(found->tenant, companies->front().id);
  EXPECT_EQ(person_by_email(*installed, "x@demo.example").error().rule, "X050");
  const auto principal = operator_of(found->tenant);
  for (const auto permission : platform::identity::all_permissions())
    EXPECT_TRUE(principal.may(permission));
  EXPECT_EQ(principal.channel, platform::identity::Channel::kSystem);
}

}  // namespace
}  // namespace bailiwick
