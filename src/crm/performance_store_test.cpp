// Goal: facts come in their order and a page after the other, values as the account has them. Method: a few records on both databases; a page's limit and one beyond.
#include "crm/performance_store.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;

class PerformanceStoreTest : public bailiwick::testing::CrmTest {
 protected:
  Viewer viewer() { return {.principal = admin, .day = utc_date(world->now)}; }
  std::string values(GroupBy by, const CustomField* custom = nullptr) {
    std::string all;
    const auto read = world->database().read([&](db::Connection& connection) {
      return each_account_value(connection, viewer(), {.by = by, .custom = custom},
                                [&](const Uuid&, std::optional<std::string_view> value) {
                                  all += std::string(value.value_or("-")) + " ";
                                });
    });
    EXPECT_TRUE(read) << read.error().message;
    return all;
  }
  // Orders of one account, straight into the table.
  void add_orders(const RecordId& account, std::int64_t count) {
    std::vector<Record> records;
    for (std::int64_t i = 0; i < count; ++i) {
      Record record = blank_record(ObjectKind::kOrder);
      record.id.uuid = world->ids().next();
      const ObjectSpec& object = record.object();
      record.values[object.at("account")] = account.uuid;
      record.values[object.at("kind")] = std::string("order");
      record.values[object.at("day")] = LocalDate(20'000 - static_cast<std::int32_t>(i % 7));
      record.values[object.at("amount")] = Money{i, *Currency::parse("EUR")};
      records.push_back(std::move(record));
    }
    ASSERT_TRUE(world->database().write([&](db::Connection& connection) {
      return insert_records(connection, admin.tenant, records);
    }));
  }
};

INSTANTIATE_TEST_SUITE_P(Both, PerformanceStoreTest, on_both(), dialect_name);

TEST_P(PerformanceStoreTest, ValuesAreTextsAsTheAccountHasThem) {
  const CustomField vip{
      .object = ObjectKind::kAccount, .key = "vip", .label = "VIP", .type = FieldType::kTruth};
  ASSERT_TRUE(settings().add_field(admin, vip));
  add(admin, ObjectKind::kAccount,
      {{"name", "One"},
       {"industry", "Food"},
       {"country", "NL"},
       {"employees", 12},
       {"growth", "-0.5"},
       {"custom", {{"vip", true}}}});
  add(admin, ObjectKind::kAccount, {{"name", "Two"}, {"custom", {{"vip", false}}}});
  add(admin, ObjectKind::kAccount, {{"name", "Three"}});
  EXPECT_EQ(values(GroupBy::kIndustry), "Food - - ");
  EXPECT_EQ(values(GroupBy::kCountry), "NL - - ");
  EXPECT_EQ(values(GroupBy::kSize), "12 - - ");
  EXPECT_EQ(values(GroupBy::kGrowth), "-500000 - - ");
  EXPECT_EQ(values(GroupBy::kCustom, &vip), "true false - ");
  EXPECT_EQ(values(GroupBy::kNone), "- - - ");
}

TEST_P(PerformanceStoreTest, SalesComeByAccountAndDayWhateverThePages) {
  const Json one = add(admin, ObjectKind::kAccount, {{"name", "One"}});
  const Json two = add(admin, ObjectKind::kAccount, {{"name", "Two"}});
  add_orders(id_of(two), 20);
  add_orders(id_of(one), kSalesPage);
  std::int64_t count = 0;
  Int128 sum = 0;
  std::pair<Uuid, LocalDate> last;
  const auto read = world->database().read([&](db::Connection& connection) {
    return each_sale(connection, viewer(), "order", LocalDate(20'000), [&](const Sale& sale) {
      ++count;
      sum += sale.minor;
      EXPECT_FALSE(std::pair(sale.account, sale.day) < last);
      last = {sale.account, sale.day};
    });
  });
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(count, kSalesPage + 20);
  EXPECT_EQ(static_cast<std::int64_t>(sum), kSalesPage * (kSalesPage - 1) / 2 + 190);
}

TEST_P(PerformanceStoreTest, DealsAreThoseOfTheStagesAndDays) {
  const Json account = add(admin, ObjectKind::kAccount, {{"name", "One"}});
  for (const char* close : {"2025-01-01", "2025-02-01", ""}) {
    Json body = {{"name", "Deal"}, {"account", account["id"]}, {"stage", "standard.won"}};
    if (*close != 0) body["close_date"] = close;
    add(admin, ObjectKind::kOpportunity, body);
  }
  std::int64_t count = 0;
  const Days january{*parse_date("2025-01-01"), *parse_date("2025-01-31")};
  const auto read = world->database().read([&](db::Connection& connection) -> Result<std::int64_t> {
    const auto deals = each_deal(
        connection, viewer(), {.stages = {"standard.won"}, .span = january}, [&](const Deal& deal) {
          ++count;
          EXPECT_EQ(deal.close, january.first);
          EXPECT_FALSE(deal.minor);
        });
    if (!deals) return tl::unexpected(deals.error());
    return count_undated(connection, viewer(), {"standard.won", "standard.lost"});
  });
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(count, 1);
  EXPECT_EQ(*read, 1);
}

}  // namespace
}  // namespace bailiwick::crm
