// Goal: the operator may do everything in a company, and finds people by their address.
#include "main/operator.hpp"

#include <gtest/gtest.h>

#include "main/demo.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

TEST(Operator, FindsCompaniesAndPeople) {
  const testing::DatabaseFolder folder;
  platform::config::Config config;
  config.data_folder = folder.file("data");
  const auto application = Application::open(config, {});
  ASSERT_TRUE(application);
  EXPECT_TRUE(companies_of(**application)->empty());
  DemoRequest demo;
  demo.password = "territory-map-42-green";
  ASSERT_TRUE(make_demo(**application, demo));
  const auto companies = companies_of(**application);
  ASSERT_EQ(companies->size(), 1U);
  const auto found = person_by_email(**application, " Rep@Demo.Example ");
  ASSERT_TRUE(found) << "addresses are compared without case and blanks";
  EXPECT_EQ(found->tenant, companies->front().id);
  EXPECT_EQ(person_by_email(**application, "x@demo.example").error().rule, "X050");
  const auto principal = operator_of(found->tenant);
  for (const auto permission : platform::identity::all_permissions())
    EXPECT_TRUE(principal.may(permission));
  EXPECT_EQ(principal.channel, platform::identity::Channel::kSystem);
}

}  // namespace
}  // namespace bailiwick
