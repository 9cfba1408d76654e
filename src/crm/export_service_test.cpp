// Goal: an export has every record that one sees, and an import reads it back without changing anything.
#include "crm/export_service.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;

class ExportServiceTest : public bailiwick::testing::CrmTest {
 protected:
  std::string csv(const platform::identity::Principal& who, const ListAsk& ask) {
    const RecordService service = records();
    const ExportService exports(service);
    const auto pieces = exports.rows(who, ask);
    EXPECT_TRUE(pieces);
    std::string all;
    std::string piece;
    while ((*pieces)(piece)) all += piece;
    return all;
  }
};

INSTANTIATE_TEST_SUITE_P(Both, ExportServiceTest, on_both(), dialect_name);

TEST_P(ExportServiceTest, HasWhatOneSees) {
  const auto west = add_region("west");
  ASSERT_TRUE(
      settings().add_field(admin, {.key = "size", .label = "Size", .type = FieldType::kWhole}));
  const Json acme = add(admin, ObjectKind::kAccount,
                        {{"name", "Acme, \"the\" one"},
                         {"external_id", "A1"},
                         {"annual_revenue", {{"amount", "12.50"}, {"currency", "EUR"}}},
                         {"is_key_account", true},
                         {"growth", "0.5"},
                         {"custom", {{"size", 3}}}});
  add(admin, ObjectKind::kAccount, {{"name", "West"}, {"territory", west.territory.text()}});
  const std::string all = csv(admin, {});
  EXPECT_TRUE(all.starts_with(
      "id,external_id,name,kind,parent,industry,employees,annual_revenue,annual_revenue.currency,"))
      << all;
  EXPECT_NE(all.find(acme.at("id").get<std::string>() +
                     ",A1,\"Acme, \"\"the\"\" one\",,,,,12.50,EUR,0.5,,true,"),
            std::string::npos)
      << all;
  EXPECT_NE(all.find(",3,\n"), std::string::npos) << all;
  EXPECT_EQ(std::ranges::count(all, '\n'), 3);
  const std::string own = csv(west.rep.principal, {});
  EXPECT_EQ(std::ranges::count(own, '\n'), 2);
  EXPECT_NE(own.find(west.territory.text()), std::string::npos);
  EXPECT_EQ(std::ranges::count(csv(admin, {.words = "acme"}), '\n'), 2);
}

TEST_P(ExportServiceTest, TellsAMistakeBeforeItBegins) {
  const RecordService service = records();
  EXPECT_FALSE(ExportService(service).rows(admin, {.where = "x"}));
}

TEST_P(ExportServiceTest, GoesOverManyPages) {
  const auto done = world->database().write([&](platform::db::Connection& connection) {
    std::vector<Record> many;
    for (int r = 0; r < 2'500; ++r) {
      many.push_back(blank_record(ObjectKind::kAccount));
      many.back().id.uuid = world->ids().next();
      many.back().values[0] = "A" + std::to_string(r);
    }
    return insert_records(connection, admin.tenant, many);
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(std::ranges::count(csv(admin, {}), '\n'), 2'501);
}

}  // namespace
}  // namespace bailiwick::crm
