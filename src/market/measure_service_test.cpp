// Goal: measures are joined, derived, read and removed by those who may; live ones are of the accounts that the asker sees. Method: a layer of three postal codes,
// small files, on both databases.
#include "market/measure_service.hpp"

#include <gtest/gtest.h>

#include "platform/files/scratch_folder.hpp"
#include "tests/support/measure_world.hpp"

namespace bailiwick::market {
namespace {

using bailiwick::testing::Role;

class MeasureServiceTest : public bailiwick::testing::MeasureTest {
 protected:
  void SetUp() override {
    MeasureTest::SetUp();
    if (IsSkipped()) return;
    layer = add_layer({"00501", "10001", "10002"});
  }
  Checked<JoinReport> join(const std::string& text, JoinOrder order = {}) {
    order.file = folder.write("measures.csv", text).string();
    return measures->join(admin, layer, order);
  }
  std::string values(const platform::identity::Principal& principal, const std::string& key) {
    const auto read = measures->values(principal, layer, {key});
    if (!read) return read.error().front().rule;
    std::string text = text_of(read->measures.at(key));
    std::ranges::replace(text, '\n', '|');
    return text;
  }
  std::string put(const std::string& key, const char* formula,
                  std::optional<std::int64_t> version = {}) {
    return first_rule(measures->put(admin, layer, key, {.name = key, .formula = formula}, version));
  }

  platform::files::testing::ScratchFolder folder;
  LayerId layer;
};

TEST_P(MeasureServiceTest, AFileIsCheckedThenJoined) {
  const std::string file = "zip,People,Beds\n501,10,1\n10001,20,2\n";
  const auto checked = join(file, {.is_check = true});
  ASSERT_TRUE(checked) << checked.error().front().message;
  EXPECT_FALSE(checked->is_stored);
  EXPECT_EQ(checked->join.mended.count, 1);
  EXPECT_EQ(values(admin, "people"), "M085") << "a check stores nothing";
  const auto stored = join(file, {.as_of = parse_date("2020-04-01"), .source = "Census"});
  ASSERT_TRUE(stored) << stored.error().front().message;
  EXPECT_TRUE(stored->is_stored);
  EXPECT_FALSE(stored->replaces[0]);
  EXPECT_EQ(values(rep, "people"), "10|20|");
  const auto listed = measures->measures(rep, layer);
  ASSERT_TRUE(listed) << listed.error().front().message;
  EXPECT_EQ(listed->at(1).measure.key, "people");
  EXPECT_EQ(listed->at(1).measure.source, "Census");
  EXPECT_EQ(to_text(listed->at(1).summary.sum), "30");
  EXPECT_EQ(measures->values(rep, layer, {"people"})->as_of.at("people"), "2020-04-01");
  const auto again = join("zip,People\n10002,5\n");
  EXPECT_TRUE(again->replaces[0]);
  EXPECT_EQ(values(rep, "people"), "||5");
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

TEST_P(MeasureServiceTest, FilesThatCannotBeJoinedAreRefusedWhole) {
  EXPECT_EQ(first_rule(join("zip,n\n501,1\n00501,2\n")), "M083");
  EXPECT_EQ(values(admin, "n"), "M085");
  EXPECT_TRUE(join("zip,n\n501,1\n00501,2\n", {.is_check = true})) << "a check tells them";
  EXPECT_EQ(first_rule(join("a,b\nx,1\n")), "M080");
  EXPECT_EQ(first_rule(join("")).front(), 'F');
  std::string wide = "zip";
  for (int c = 0; c < 10'000; ++c) wide += ",c";
  EXPECT_EQ(first_rule(join(wide + "\n00501\n")).front(), 'F');
  EXPECT_EQ(put("n", "area_km2 * 2"), "none");
  EXPECT_EQ(first_rule(join("zip,n\n501,1\n")), "M089");
  EXPECT_EQ(first_rule(join("zip,m\n501,1\n", {.source = std::string(501, 'x')})), "M086");
}

TEST_P(MeasureServiceTest, OldEncodingsAreRead) {
  const auto joined = join("zip;Einwohner f\xFCr\n00501;1.234,5\n");
  ASSERT_TRUE(joined) << joined.error().front().message;
  EXPECT_FALSE(joined->notes.empty());
  EXPECT_EQ(values(admin, "einwohner_f_r"), "1234.5||");
}

TEST_P(MeasureServiceTest, DerivedMeasuresAreReckonedWhenTheyAreRead) {
  ASSERT_TRUE(join("zip,people\n00501,10\n10001,20\n"));
  EXPECT_EQ(put("density", "people / area_km2"), "none");
  EXPECT_EQ(values(rep, "density"), "0.1|0.2|");
  ASSERT_TRUE(join("zip,people\n00501,50\n"));
  EXPECT_EQ(values(rep, "density"), "0.5||");
  EXPECT_EQ(put("density", "people * 2", 7), "M034");
  EXPECT_EQ(put("density", "people * 2", 1), "none");
  EXPECT_EQ(values(rep, "density"), "100||");
  EXPECT_EQ(put("density", "double_density / 2"), "Q011");
  EXPECT_EQ(put("double_density", "density * 2"), "none");
  EXPECT_EQ(put("density", "double_density / 2"), "Q044");
  EXPECT_EQ(put("density", "people > 2"), "Q021");
  EXPECT_EQ(put("density", "people / 0"), "Q060");
}

TEST_P(MeasureServiceTest, WhatIsNeededStays) {
  ASSERT_TRUE(join("zip,people,income\n00501,10,3\n"));
  EXPECT_EQ(put("half", "people / 2"), "none");
  EXPECT_EQ(rule_of(measures->remove(admin, layer, "people", std::nullopt)), "M087");
  EXPECT_EQ(rule_of(measures->remove(admin, layer, "half", 2)), "M034");
  EXPECT_TRUE(measures->remove(admin, layer, "half", 1));
  const auto weighed = measures->put(
      admin, layer, "income",
      {.name = "Income", .adds = MeasureAdds::kMean, .weighed_by = "people"}, std::nullopt);
  ASSERT_TRUE(weighed) << weighed.error().front().message;
  EXPECT_EQ(weighed->adds, MeasureAdds::kMean);
  EXPECT_EQ(values(rep, "income"), "3||") << "its values stay";
  EXPECT_EQ(rule_of(measures->remove(admin, layer, "people", std::nullopt)), "M087");
  EXPECT_TRUE(measures->remove(admin, layer, "income", std::nullopt));
  EXPECT_TRUE(measures->remove(admin, layer, "people", std::nullopt));
  EXPECT_EQ(rule_of(measures->remove(admin, layer, "people", std::nullopt)), "M085");
}

TEST_P(MeasureServiceTest, WhatIsWrittenOfAMeasureIsChecked) {
  for (const char* key : {"", "People", "1a", "accounts", "area_km2", "in"})
    EXPECT_EQ(put(key, "1.0"), "M086") << key;
  EXPECT_EQ(first_rule(measures->put(admin, layer, "a", {.name = " ", .formula = "1.0"}, {})),
            "M086");
  EXPECT_EQ(first_rule(measures->put(admin, layer, "a",
                                     {.name = "A", .weighed_by = "b", .formula = "1.0"}, {})),
            "M086");
  EXPECT_EQ(first_rule(measures->put(admin, layer, "a", {.name = "A"}, {})), "M085");
  EXPECT_EQ(put("a", std::string(kFormulaBytesMax + 1, ' ').c_str()), "M094");
  EXPECT_EQ(put("a", "1.0"), "none");
  EXPECT_EQ(first_rule(measures->put(admin, layer, "a", {.name = "A"}, {})), "M089");
  const std::vector<std::string> many(kMeasuresAskedMax + 1, "a");
  EXPECT_EQ(first_rule(measures->values(admin, layer, many)), "M088");
}

TEST_P(MeasureServiceTest, ALayerHasALimitOfMeasures) {
  std::string head = "zip";
  std::string row = "00501";
  for (std::size_t m = 0; m < kMeasuresMax; ++m) {
    head += ",m" + std::to_string(m);
    row += ",1";
  }
  ASSERT_TRUE(join(head + "\n" + row + "\n"));
  EXPECT_EQ(first_rule(join("zip,other\n00501,1\n")), "M088");
  EXPECT_EQ(put("other", "1.0"), "M088");
}

TEST_P(MeasureServiceTest, LiveMeasuresAreOfTheAccountsThatOneSees) {
  put_potential();
  add({.id = {},
       .name = "Near",
       .employees = 5,
       .territory = north,
       .postal_code = "10001",
       .revenue = {sold(10'000)}});
  add({.id = {}, .name = "Far", .employees = 7, .territory = south, .postal_code = "10001"});
  EXPECT_EQ(values(admin, "accounts"), "||") << "not counted yet";
  EXPECT_EQ(values(rep, "accounts"), "0|1|0") << "counted for them";
  count();
  EXPECT_EQ(values(admin, "accounts"), "0|2|0");
  EXPECT_EQ(values(admin, "customers"), "0|1|0");
  EXPECT_EQ(values(admin, "potential"), "|1200|");
  EXPECT_EQ(values(rep, "potential"), "|500|");
  EXPECT_EQ(values(rep, "white_space"), "|400|");
  EXPECT_EQ(put("penetration", "revenue / potential"), "none");
  EXPECT_EQ(values(rep, "penetration"), "|0.2|");
  EXPECT_EQ(values(admin, "penetration"), "|0.083333333333333333|");
  EXPECT_TRUE(measures->values(admin, layer, {"accounts"})->as_of.contains("accounts"));
  EXPECT_FALSE(measures->values(rep, layer, {"accounts"})->as_of.contains("accounts"));
  territories.said = {.ids = {north}, .names = {"North"}, .of = {-1, 0, -1}};
  EXPECT_EQ(measures->values(rep, layer, {})->territories.of,
            (std::vector<std::int32_t>{-1, 0, -1}));
}

TEST_P(MeasureServiceTest, WhatIsReckonedOfAccountsComesAsColumns) {
  put_potential();
  add({.id = {}, .name = "Near", .employees = 5, .territory = north, .postal_code = "10001"});
  ASSERT_TRUE(join("zip,people\n00501,10\n10001,20\n"));
  ASSERT_EQ(put("a_head", "potential / people"), "none");
  count();
  const auto columns = measures->columns(admin, layer, {});
  ASSERT_TRUE(columns) << columns.error().message;
  std::vector<std::string> keys;
  for (const UnitColumn& column : *columns) keys.push_back(column.key);
  EXPECT_EQ(keys,
            (std::vector<std::string>{"a_head", "accounts", "customers", "open_pipeline",
                                      "potential", "revenue", "white_space", "workload_hours"}));
  EXPECT_EQ(columns->at(0).values,
            (std::vector<std::optional<double>>{std::nullopt, 25.0, std::nullopt}));
  EXPECT_EQ(columns->at(1).values, (std::vector<std::optional<double>>{0.0, 1.0, 0.0}));
  platform::identity::Principal reader = admin;
  reader.permissions.erase(platform::identity::Permission::kCrmRead);
  EXPECT_TRUE(measures->columns(reader, layer, {})->empty());
  reader.permissions.clear();
  EXPECT_EQ(rule_of(measures->columns(reader, layer, {})), "I001");
}

TEST_P(MeasureServiceTest, WhereAnUploadLiesIsNotTold) {
  const auto refused = join("PK\x03\x04");
  ASSERT_FALSE(refused);
  EXPECT_TRUE(refused.error().front().message.starts_with("The file is a workbook"))
      << refused.error().front().message;
  const auto latin = join("zip,n\xE9\n00501,1\n");
  ASSERT_TRUE(latin) << latin.error().front().message;
  ASSERT_FALSE(latin->notes.empty());
  EXPECT_TRUE(latin->notes.front().starts_with("The file is not UTF-8")) << latin->notes.front();
}

TEST_P(MeasureServiceTest, OnlyWhoMayReadsAndChanges) {
  JoinOrder order;
  order.file = folder.write("measures.csv", "zip,n\n00501,1\n").string();
  EXPECT_EQ(first_rule(measures->join(rep, layer, order)), "I001");
  EXPECT_EQ(first_rule(measures->put(rep, layer, "a", {.name = "A", .formula = "1.0"}, {})),
            "I001");
  EXPECT_EQ(rule_of(measures->remove(rep, layer, "a", {})), "I001");
  const auto people = world->add_person(admin, Role::kPeopleOps, "people@acme.example").principal;
  EXPECT_EQ(first_rule(measures->measures(people, layer)), "I001");
  EXPECT_EQ(first_rule(measures->values(people, layer, {})), "I001");
  const auto other = world->add_company("other");
  EXPECT_EQ(first_rule(measures->measures(other, layer)), "M060");
  EXPECT_EQ(first_rule(measures->values(other, layer, {})), "M060");
  EXPECT_EQ(first_rule(measures->join(other, layer, order)), "M060");
  EXPECT_EQ(first_rule(measures->put(other, layer, "a", {.name = "A", .formula = "1.0"}, {})),
            "M060");
  EXPECT_EQ(rule_of(measures->remove(other, layer, "a", {})), "M085");
  // Somebody who may read the market but no accounts.
  platform::identity::Principal reader = admin;
  reader.permissions.erase(platform::identity::Permission::kCrmRead);
  EXPECT_EQ(first_rule(measures->values(reader, layer, {"accounts"})), "I001");
  ASSERT_EQ(put("a", "accounts * 2"), "none");
  ASSERT_EQ(put("b", "area_km2 * 2"), "none");
  const auto listed = measures->measures(reader, layer);
  ASSERT_TRUE(listed) << listed.error().front().message;
  ASSERT_EQ(listed->size(), 1U);
  EXPECT_EQ(listed->at(0).measure.key, "b");
}

INSTANTIATE_TEST_SUITE_P(Both, MeasureServiceTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
