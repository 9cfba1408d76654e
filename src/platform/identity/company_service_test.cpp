// Goal: a company is set up once, and changed by who may. Method: every rule once, on both databases.
#include "platform/identity/company_service.hpp"

#include <gtest/gtest.h>

#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

NewCompany request() {
  NewCompany request;
  request.company.name = "Acme";
  request.admin.name = "Ada";
  request.admin.email = "ada@acme.example";
  request.password = bailiwick::testing::kGoodPassword;
  return request;
}

class CompanyTest : public bailiwick::testing::IdentityTest {};

class SetupTest : public ::testing::TestWithParam<db::Dialect> {};

TEST_P(SetupTest, IsDoneOnce) {
  if (const auto why = bailiwick::testing::why_not(GetParam())) GTEST_SKIP() << *why;
  bailiwick::testing::IdentityWorld world(GetParam(), {});
  ASSERT_EQ(world.fault(), "");
  EXPECT_TRUE(*world.services().companies.needs_setup());
  NewCompany bad = request();
  bad.password = "short";
  bad.company.currency = "?";
  const auto refused = world.services().companies.set_up(bad);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().at(0).pointer, "/company/currency");
  EXPECT_EQ(refused.error().at(1).pointer, "/admin/password");
  const auto signed_in = world.services().companies.set_up(request());
  ASSERT_TRUE(signed_in) << signed_in.error().front().message;
  EXPECT_TRUE(world.services().authentication.by_session(signed_in->cookie));
  EXPECT_FALSE(*world.services().companies.needs_setup());
  const auto again = world.services().companies.set_up(bad);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().front().rule, "I005");
}

INSTANTIATE_TEST_SUITE_P(Both, SetupTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

TEST_P(CompanyTest, IsChangedByWhoMayAtTheVersionTheyRead) {
  Company company = *services().companies.get(admin);
  company.name = "<b>Acme</b>; DROP TABLE company;--";
  company.fiscal_year_start_month = 4;
  company.holidays = {{.date = *parse_date("2026-12-25"), .name = "Christmas"}};
  company.sign_in_domains = {"acme.example"};
  const auto changed = services().companies.update(admin, company);
  ASSERT_TRUE(changed) << changed.error().front().message;
  const auto read = services().companies.get(admin);
  EXPECT_EQ(read->name, company.name);
  EXPECT_EQ(read->holidays, company.holidays);
  EXPECT_EQ(read->sign_in_domains, company.sign_in_domains);
  EXPECT_EQ(read->version, changed->version);
  EXPECT_EQ(rule_of(services().companies.update(admin, company)), "I023");
  company.version = changed->version;
  company.time_zone = "Mars";
  EXPECT_EQ(rule_of(services().companies.update(admin, company)), "I010");
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  EXPECT_EQ(rule_of(services().companies.get(rep)), "none");
  EXPECT_EQ(rule_of(services().companies.update(rep, *read)), "I001");
}

TEST_P(CompanyTest, WhatSomeoneTypedIsNotInTheLog) {
  Company company = *services().companies.get(admin);
  company.name = "Zephyrine's";
  ASSERT_TRUE(services().companies.update(admin, company));
  const auto entries = world->database().read([&](db::Connection& connection) {
    return audit::list(connection, admin.tenant, {.limit = 1});
  });
  EXPECT_EQ(entries->at(0).action, "company.changed");
  EXPECT_EQ(entries->at(0).details, R"({"name":true})");
}

TEST_P(CompanyTest, WithoutARowThereIsNoCompany) {
  Principal nowhere = admin;
  nowhere.tenant = TenantId();
  EXPECT_EQ(rule_of(services().companies.get(nowhere)), "I006");
}

INSTANTIATE_TEST_SUITE_P(Both, CompanyTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::identity
