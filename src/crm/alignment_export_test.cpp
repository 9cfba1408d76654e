// Goal: what is exported of the alignment is what one sees of it, and an import reads it back without changing anything.
#include "crm/alignment_export.hpp"

#include "tests/support/alignment_import_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::on_both;
using enum ObjectKind;

class AlignmentExportTest : public bailiwick::testing::AlignmentImportTest {
 protected:
  void SetUp() override {
    AlignmentImportTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    const auto lee = world->add_person(admin, platform::identity::Role::kRep, "lee@acme.example");
    write_rows(kTerritory, {{{"external_id", "10"}, {"name", "North"}, {"from", "2010-01-01"}}});
    write_rows(kTerritory, {{{"external_id", "11"},
                             {"name", "Fjord"},
                             {"parent", territory("North").text()},
                             {"from", "2012-01-01"}}});
    write_rows(kTerritoryAssignment, {{{"territory", territory("North").text()},
                                       {"position", "275"},
                                       {"position_name", "Chief"},
                                       {"person", "lee@acme.example"},
                                       {"from", "2011-01-01"},
                                       {"until", "2011-12-31"}},
                                      {{"territory", territory("North").text()},
                                       {"position", "276"},
                                       {"role", "overlay"},
                                       {"from", "2012-01-01"}}});
  }
  std::string csv(const platform::identity::Principal& who, ObjectKind object) {
    const auto pieces = AlignmentExport(parts()).rows(who, object);
    EXPECT_TRUE(pieces) << pieces.error().message;
    std::string all;
    std::string piece;
    while (pieces && (*pieces)(piece)) all += piece;
    return all;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, AlignmentExportTest, on_both(), dialect_name);

TEST_P(AlignmentExportTest, HasTerritoriesWhereTheyStandInTheEnd) {
  EXPECT_EQ(csv(admin, kTerritory), std::string(kTerritoriesHeader) + territory("North").text() +
                                        ",10,North,,2010-01-01\n" + territory("Fjord").text() +
                                        ",11,Fjord,North,2012-01-01\n")
      << "parents before their children";
}

TEST_P(AlignmentExportTest, HasWhoServedThemFromWhenUntilWhen) {
  const std::string all = csv(admin, kTerritoryAssignment);
  EXPECT_TRUE(all.starts_with(kAssignmentsHeader)) << all;
  EXPECT_NE(all.find("North,Chief,lee@acme.example,owner,2011-01-01,2011-12-31\n"),
            std::string::npos)
      << all;
  EXPECT_NE(all.find("North,276,,overlay,2012-01-01,\n"), std::string::npos) << all;
}

TEST_P(AlignmentExportTest, TellsByItsIdWhatHasANameOfSeveral) {
  write_rows(kTerritoryAssignment, {{{"territory", territory("Fjord").text()},
                                     {"position", "277"},
                                     {"position_name", "Chief"},
                                     {"from", "2013-01-01"}}});
  const std::string all = csv(admin, kTerritoryAssignment);
  EXPECT_EQ(all.find(",Chief,"), std::string::npos) << all;
  EXPECT_NE(all.find("North,position_"), std::string::npos) << all;
}

TEST_P(AlignmentExportTest, OfWhoMayNotReadTerritoriesIsRefused) {
  auto nobody = admin;
  nobody.permissions.clear();
  EXPECT_EQ(AlignmentExport(parts()).rows(nobody, kTerritory).error().rule, "I001");
}

}  // namespace
}  // namespace bailiwick::crm
