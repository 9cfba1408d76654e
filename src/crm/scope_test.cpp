// Goal: a list of another capability shows the leads that its reader sees and no others. Method: two reps, and whoever sees everything.
#include "crm/scope.hpp"

#include <gtest/gtest.h>

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

class ScopeTest : public bailiwick::testing::CrmTest {
 protected:
  std::vector<std::string> companies(const platform::identity::Principal& who) {
    const Viewer viewer{.principal = who, .day = parts().alignment.today()};
    std::vector<std::string> all;
    const auto read = world->database().read([&](db::Connection& connection) {
      db::ListQuery query("SELECT v.company FROM (");
      add_visible_leads(query, viewer);
      query.add(") v ORDER BY v.company");
      return query.run(connection, [&](const db::Row& row) { all.emplace_back(row.text(0)); });
    });
    EXPECT_TRUE(read) << read.error().message;
    return all;
  }
};

TEST_P(ScopeTest, LeadsAreSeenByTerritoryAndByOwner) {
  const Region north = add_region("north");
  const Region south = add_region("south");
  add(admin, ObjectKind::kLead, {{"company", "a"}, {"territory", north.territory.text()}});
  add(admin, ObjectKind::kLead, {{"company", "b"}, {"territory", south.territory.text()}});
  add(north.rep.principal, ObjectKind::kLead, {{"company", "c"}});
  const auto hidden = add(admin, ObjectKind::kLead, {{"company", "d"}});
  ASSERT_TRUE(records().hide(admin, id_of(hidden), std::nullopt));
  EXPECT_EQ(companies(admin), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(companies(north.rep.principal), (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(companies(south.rep.principal), (std::vector<std::string>{"b"}));
  EXPECT_TRUE(companies(world->add_company("other")).empty());
}

INSTANTIATE_TEST_SUITE_P(Both, ScopeTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::crm
