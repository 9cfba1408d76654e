// Goal: territories of a file are found again, added below their parents, renamed and moved, and a name stays one territory's. Method: rows by hand on both
// databases; the tree afterwards.
#include "tests/support/alignment_import_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::on_both;
using Answers = std::vector<std::string>;

class TerritoryRowsTest : public bailiwick::testing::AlignmentImportTest {
 protected:
  Answers write(const std::vector<Words>& rows) { return write_rows(ObjectKind::kTerritory, rows); }
};
INSTANTIATE_TEST_SUITE_P(Both, TerritoryRowsTest, on_both(), dialect_name);

TEST_P(TerritoryRowsTest, ComeInOnceAndStandInTheTreeFromTheBeginning) {
  const std::vector<Words> rows = {{{"external_id", "1"}, {"name", "Europe"}},
                                   {{"external_id", "2"}, {"name", "Asia"}}};
  EXPECT_EQ(write(rows), (Answers{"added", "added"}));
  EXPECT_EQ(tree_on("2011-05-31"), (Answers{"Asia", "Europe"}));
  EXPECT_EQ(tree_on("1899-12-31"), Answers());
  const auto before = revision();
  EXPECT_EQ(write(rows), (Answers{"unchanged", "unchanged"}));
  EXPECT_EQ(revision(), before);
}

TEST_P(TerritoryRowsTest, AreRenamedAndMovedByTheirExternalId) {
  write({{{"external_id", "1"}, {"name", "Europe"}}, {{"external_id", "2"}, {"name", "Spain"}}});
  const std::vector<Words> moved = {{{"external_id", "2"},
                                     {"name", "Iberia"},
                                     {"parent", territory("Europe").text()},
                                     {"from", "2020-01-01"}}};
  EXPECT_EQ(write(moved), Answers{"updated"});
  EXPECT_EQ(tree_on("2019-12-31"), (Answers{"Europe", "Iberia"}));
  EXPECT_EQ(tree_on("2020-01-01"), (Answers{"Europe", "Iberia<Europe"}));
  EXPECT_EQ(write(moved), Answers{"unchanged"});
}

TEST_P(TerritoryRowsTest, BelowALaterParentBeginWhenItDoes) {
  ASSERT_TRUE(parts().alignment.add_territory(admin, "World", std::nullopt, day("2015-01-01")));
  const std::string world_id = territory("World").text();
  EXPECT_EQ(write({{{"name", "Europe"}, {"parent", world_id}}}), Answers{"added"});
  EXPECT_EQ(tree_on("2015-01-01"), (Answers{"Europe<World", "World"}));
  EXPECT_EQ(tree_on("2014-12-31"), Answers());
  EXPECT_EQ(write({{{"name", "Asia"}, {"parent", world_id}, {"from", "2014-01-01"}}}),
            Answers{"L009 parent"});
}

TEST_P(TerritoryRowsTest, OneThatWasMadeByHandTakesTheExternalIdOfItsName) {
  ASSERT_TRUE(parts().alignment.add_territory(admin, "Europe", std::nullopt, day("2015-01-01")));
  EXPECT_EQ(write({{{"external_id", "7"}, {"name", "EUROPE"}}}), Answers{"updated"});
  EXPECT_EQ(write({{{"external_id", "7"}, {"name", "Europa"}}}), Answers{"updated"});
  EXPECT_EQ(tree_on("2015-01-01"), Answers{"Europa"});
}

TEST_P(TerritoryRowsTest, ANameIsOneTerritorysAndARefusedRowLeavesNothing) {
  write({{{"external_id", "1"}, {"name", "Europe"}}, {{"external_id", "2"}, {"name", "Asia"}}});
  const auto before = revision();
  EXPECT_EQ(
      write({{{"external_id", "3"}, {"name", "europe"}},
             {{"external_id", "2"}, {"name", "Europe"}},
             {{"id", alignment::TerritoryId(world->ids().next()).text()}, {"name", "Nowhere"}},
             {{"external_id", "4"}}}),
      (Answers{"K061 name", "K061 name", "K066 id", "K041 name"}));
  EXPECT_EQ(revision(), before);
  EXPECT_EQ(write({{{"id", territory("Asia").text()}, {"name", "Far East"}}}), Answers{"updated"});
}

TEST_P(TerritoryRowsTest, NothingStandsBelowItself) {
  write({{{"external_id", "1"}, {"name", "Europe"}}});
  write({{{"external_id", "2"}, {"name", "Spain"}, {"parent", territory("Europe").text()}}});
  EXPECT_EQ(write({{{"external_id", "1"}, {"parent", territory("Spain").text()}}}),
            Answers{"L006 parent"});
}

}  // namespace
}  // namespace bailiwick::crm
