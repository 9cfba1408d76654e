// Goal: a row that is refused is undone alone, what is not a row's fault is an error, and who may not manage territories writes none.
#include "crm/alignment_writer.hpp"

#include "crm/alignment_rows.hpp"
#include "tests/support/alignment_import_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::on_both;

class AlignmentWriterTest : public bailiwick::testing::AlignmentImportTest {};
INSTANTIATE_TEST_SUITE_P(Both, AlignmentWriterTest, on_both(), dialect_name);

TEST_P(AlignmentWriterTest, ARefusedRowIsUndoneAndTheOthersStay) {
  const auto work = [&](bool is_refused) {
    return write_row(parts(), [&](db::Connection&) -> Result<Written> {
      EXPECT_TRUE(parts().alignment.add_territory(admin, is_refused ? "Gone" : "Kept", std::nullopt,
                                                  day("2020-01-01")));
      return is_refused ? row_without("name") : Written{};
    });
  };
  const auto done = world->database().write([&](db::Connection&) -> Result<void> {
    EXPECT_EQ(work(true)->refusal->rule, "K041");
    EXPECT_EQ(work(false)->what, Written::What::kAdded);
    return {};
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(tree_on("2020-01-01"), std::vector<std::string>{"Kept"});
}

TEST_P(AlignmentWriterTest, OnlyWhatTheAlignmentRefusesIsTheRowsFault) {
  EXPECT_EQ(refused_by_alignment({ErrorCode::kInvalidInput, "L006", "circle"}, "parent")->field,
            "parent");
  EXPECT_EQ(refused_by_alignment({ErrorCode::kUnavailable, "D002", "gone"}, "parent").error().rule,
            "D002");
}

TEST_P(AlignmentWriterTest, WhoMayNotManageTerritoriesWritesNone) {
  const auto rep = world->add_person(admin, platform::identity::Role::kRep, "rep@acme.example");
  const std::vector<Record> rows = {row_of(ObjectKind::kTerritory, {{"name", "North"}})};
  const std::vector<std::size_t> fields = {0};
  const auto written = world->database().write([&](db::Connection& connection) {
    return AlignmentWriter(parts()).write(connection,
                                          {.actor = {admin.tenant, rep.principal.person},
                                           .object = ObjectKind::kTerritory,
                                           .fields = fields,
                                           .custom_keys = {},
                                           .records = rows});
  });
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().rule, "I001");
}

}  // namespace
}  // namespace bailiwick::crm
