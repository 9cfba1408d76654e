// Goal: the fields that are asked for are read as a whole record's are, and no others need be. Method: accounts with all kinds of fields, on both databases.
#include "crm/account_fields.hpp"

#include "crm/record_formula.hpp"
#include "crm/settings_store.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::Json;

class AccountFieldsTest : public bailiwick::testing::CrmTest {
 protected:
  // "name=value|..." of each account, in the order of their ids.
  std::vector<std::string> told(const std::vector<std::string>& names, const RunOfIds& run = {}) {
    std::vector<std::string> rows;
    const auto done = world->database().read([&](db::Connection& connection) -> Result<void> {
      const auto custom = custom_fields(connection, admin.tenant, ObjectKind::kAccount);
      if (!custom) return tl::unexpected(custom.error());
      const formula::Schema all = formula_schema(object_of(ObjectKind::kAccount), *custom);
      formula::Schema some;
      for (const std::string& name : names)
        some.fields.push_back(*std::ranges::find(all.fields, name, &formula::Field::name));
      return each_account_fields(connection, {admin.tenant, utc_date(world->now)}, *custom, some,
                                 run, [&](Uuid, std::span<const formula::Value> values) {
                                   std::string row;
                                   for (const formula::Value& value : values)
                                     row += (value.is_value() ? to_literal(value) : "-") + "|";
                                   rows.push_back(row);
                                 });
    });
    EXPECT_TRUE(done);
    return rows;
  }
};

TEST_P(AccountFieldsTest, AreThoseThatAreAskedForInTheirOrder) {
  const Region west = add_region("west");
  const RecordId first = id_of(add(admin, ObjectKind::kAccount,
                                   {{"name", "Acme"},
                                    {"territory", west.territory.text()},
                                    {"external_id", "X-1"},
                                    {"country", "NL"},
                                    {"employees", 12}}));
  const RecordId second = id_of(add(admin, ObjectKind::kAccount, {{"name", "Beta"}}));
  const RecordId gone = id_of(add(admin, ObjectKind::kAccount, {{"name", "Gone"}}));
  ASSERT_TRUE(records().hide(admin, gone, std::nullopt));
  const std::vector<std::string> names = {"territory", "employees", "name", "external_id"};
  EXPECT_EQ(told(names),
            (std::vector<std::string>{"\"" + west.territory.text() + "\"|12|\"Acme\"|\"X-1\"|",
                                      "-|-|\"Beta\"|-|"}));
  EXPECT_EQ(told({"country"}), (std::vector<std::string>{"\"NL\"|", "-|"}));
  EXPECT_EQ(told({}).size(), 2U) << "ids alone";
  EXPECT_EQ(told({"name"}, {.after = first.uuid}), (std::vector<std::string>{"\"Beta\"|"}));
  const std::vector<Uuid> wanted = {second.uuid, gone.uuid};
  EXPECT_EQ(told({"name"}, {.after = {}, .ids = wanted}), (std::vector<std::string>{"\"Beta\"|"}));
}

TEST_P(AccountFieldsTest, NewcomersAreThoseOfWhomNothingWasSaidYet) {
  const Region west = add_region("west");
  add(admin, ObjectKind::kAccount, {{"name", "Acme"}, {"territory", west.territory.text()}});
  const RecordId fresh = id_of(add(admin, ObjectKind::kAccount, {{"name", "Beta"}}));
  const RecordId gone = id_of(add(admin, ObjectKind::kAccount, {{"name", "Gone"}}));
  ASSERT_TRUE(records().hide(admin, gone, std::nullopt));
  const auto since = [&](Instant instant) {
    return world->database().read([&](db::Connection& connection) {
      return newcomers(connection, {admin.tenant, utc_date(world->now)}, instant);
    });
  };
  const std::vector<NewAccount> found = {{fresh.uuid, world->now}};
  EXPECT_EQ(since(Instant()).value(), found);
  EXPECT_EQ(since(world->now).value(), found);
  EXPECT_TRUE(since(world->now.plus_seconds(1)).value().empty());
}

INSTANTIATE_TEST_SUITE_P(Both, AccountFieldsTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::crm
