// Goal: a company is read back as it was written, and its epoch grows. Method: round trips on both databases.
#include "platform/identity/company_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

class CompanyStoreTest : public bailiwick::testing::IdentityTest {};

TEST_P(CompanyStoreTest, RoundTrip) {
  const auto done = world->database().write([&](db::Connection& connection) -> Result<void> {
    EXPECT_TRUE(*is_any_company(connection));
    EXPECT_EQ(all_companies(connection)->size(), 1U);
    Company company = **find_company(connection, admin.tenant);
    company.week_start = "sunday";
    company.retention_days = 0;
    EXPECT_TRUE(*update_company(connection, company));
    EXPECT_FALSE(*update_company(connection, company));  // the version has grown
    const auto read = find_company(connection, admin.tenant);
    EXPECT_EQ((*read)->week_start, "sunday");
    EXPECT_EQ((*read)->retention_days, 0);
    EXPECT_FALSE(find_company(connection, TenantId())->has_value());
    return {};
  });
  EXPECT_TRUE(done) << done.error().message;
}

TEST_P(CompanyStoreTest, TheEpochGrows) {
  const auto done = world->database().write([&](db::Connection& connection) -> Result<void> {
    const std::int64_t before = *epoch_of(connection, admin.tenant);
    EXPECT_TRUE(bump_epoch(connection, admin.tenant));
    EXPECT_EQ(*epoch_of(connection, admin.tenant), before + 1);
    EXPECT_EQ(*epoch_of(connection, TenantId()), 0);
    return {};
  });
  EXPECT_TRUE(done) << done.error().message;
}

INSTANTIATE_TEST_SUITE_P(Both, CompanyStoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::identity
