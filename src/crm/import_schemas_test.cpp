// Goal: files are read with the company's own fields and stages. Method: both databases.
#include "crm/import_schemas.hpp"

#include <gtest/gtest.h>

#include "crm/import_choices.hpp"
#include "crm/migrations.hpp"
#include "crm/settings_store.hpp"
#include "platform/identity/company_store.hpp"
#include "platform/identity/migrations.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::crm {
namespace {

namespace identity = platform::identity;
namespace support = bailiwick::testing;
using platform::db::Connection;

class ImportSchemasTest : public support::PlatformTest {
 protected:
  ImportSchemasTest() : PlatformTest({identity::identity_migrations(), crm_migrations()}) {}
  ImportSchema schema(ObjectKind object) {
    return read([&](Connection& connection) {
             return company_import_schema(connection, tenant_, object);
           })
        .value();
  }
};
INSTANTIATE_TEST_SUITE_P(Both, ImportSchemasTest, support::on_both(), support::dialect_name);

TEST_P(ImportSchemasTest, HaveTheCompanysOwnFieldsThatAreOpen) {
  ASSERT_TRUE(write([&](Connection& connection) -> Result<void> {
    CustomField field{.key = "holder", .label = "Budget holder"};
    if (auto added = insert_custom_field(connection, tenant_, field); !added) return added;
    field.key = "hidden";
    field.is_open = false;
    return insert_custom_field(connection, tenant_, field);
  }));
  const ImportSchema accounts = schema(ObjectKind::kAccount);
  ASSERT_NE(accounts.find("custom.holder"), nullptr);
  EXPECT_EQ(accounts.find("custom.holder")->label, "Budget holder");
  EXPECT_EQ(accounts.find("custom.hidden"), nullptr);
  EXPECT_EQ(schema(ObjectKind::kContact).find("custom.holder"), nullptr);
}

TEST_P(ImportSchemasTest, HaveTheCurrencyThatTheCompanyReportsIn) {
  EXPECT_EQ(schema(ObjectKind::kAccount).reporting, std::nullopt);
  ASSERT_TRUE(write([&](Connection& connection) {
    identity::Company company;
    company.id = tenant_;
    company.name = "Acme";
    company.currency = "DKK";
    return identity::insert_company(connection, company, clock_.wall()());
  }));
  EXPECT_EQ(schema(ObjectKind::kAccount).reporting, Currency::parse("DKK"));
}

TEST_P(ImportSchemasTest, HaveTheStagesOfThePipelines) {
  const ImportSchema deals = schema(ObjectKind::kOpportunity);
  ASSERT_FALSE(deals.stages.empty());
  for (const ImportStage& stage : deals.stages)
    EXPECT_NE(stage_of(stage.key, deals.stages).stage, nullptr);
  EXPECT_TRUE(schema(ObjectKind::kAccount).stages.empty());
}

}  // namespace
}  // namespace bailiwick::crm
