// Goal: every likely pair is told once, with reasons, to whoever sees both, until it is said to be two. Method: small worlds; pages of every size.
#include "crm/duplicate_service.hpp"

#include <set>

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using bailiwick::testing::Principal;

class DuplicateServiceTest : public bailiwick::testing::CrmTest {
 protected:
  DuplicateService duplicates() { return DuplicateService(parts()); }
  Json add_account(const std::string& name, const std::string& city,
                   const std::string& phone = "") {
    Json body = {{"name", name}, {"city", city}};
    if (!phone.empty()) body["phone"] = phone;
    return add(admin, ObjectKind::kAccount, body);
  }
  // All pairs, by pages of that size: "Acme|ACME".
  std::multiset<std::string> all_pairs(const Principal& principal, std::int64_t limit) {
    std::multiset<std::string> all;
    std::string after;
    do {
      const auto page = duplicates().pairs(principal, ObjectKind::kAccount, after, limit);
      EXPECT_TRUE(page) << page.error().message;
      if (!page) break;
      for (const LikelyPair& pair : page->items)
        all.insert(std::min(pair.a_title, pair.b_title) + "|" +
                   std::max(pair.a_title, pair.b_title));
      after = page->next.value_or("");
    } while (!after.empty());
    return all;
  }
};

INSTANTIATE_TEST_SUITE_P(Both, DuplicateServiceTest, on_both(), dialect_name);

TEST_P(DuplicateServiceTest, TellsEachLikelyPairOnceByPagesOfEverySize) {
  add_account("Acme Foods Inc", "Leeds", "0113 496 0101");
  add_account("ACME FOODS", "Leeds", "+44 113 496 0101");
  add_account("Acme Food", "Leeds");
  add_account("Bolt Works", "York");
  add_account("Bolt Works Ltd", "York");
  add_account("Bolt Works", "Madrid", "91 411 11 11");
  const std::multiset<std::string> expected = {"ACME FOODS|Acme Foods Inc", "ACME FOODS|Acme Food",
                                               "Acme Food|Acme Foods Inc",
                                               "Bolt Works|Bolt Works Ltd"};
  for (std::int64_t limit = 1; limit <= 5; ++limit) EXPECT_EQ(all_pairs(admin, limit), expected);
}

TEST_P(DuplicateServiceTest, PassesOverMarksThatManyShare) {
  for (int n = 0; n < 21; ++n) add_account("Chain Store", "Town " + std::to_string(n));
  EXPECT_TRUE(all_pairs(admin, 50).empty());
}

TEST_P(DuplicateServiceTest, TellsAnAccountsOwnPairsTheMostLikelyFirst) {
  const Json acme = add_account("Acme Foods Inc", "Leeds", "0113 496 0101");
  add_account("Acme Food", "Leeds");
  add_account("ACME FOODS", "Leeds", "+44 113 496 0101");
  const auto pairs = duplicates().pairs_of(admin, id_of(acme));
  ASSERT_TRUE(pairs) << pairs.error().message;
  ASSERT_EQ(pairs->size(), 2U);
  EXPECT_EQ(pairs->front().b_title, "ACME FOODS");
  EXPECT_EQ(pairs->front().a, id_of(acme));
  EXPECT_GT(pairs->front().likeness.probability, pairs->back().likeness.probability);
}

TEST_P(DuplicateServiceTest, TellsNothingOfWhatIsNotSeenOrHidden) {
  const Region north = add_region("north");
  const Region south = add_region("south");
  const auto in = [&](const Region& region, const std::string& name) {
    return add(admin, ObjectKind::kAccount,
               {{"name", name}, {"city", "Leeds"}, {"territory", region.territory.text()}});
  };
  const Json own = in(north, "Acme Foods");
  const Json twin = in(north, "Acme Foods Inc");
  const Json foreign = in(south, "ACME FOODS");
  EXPECT_EQ(all_pairs(north.rep.principal, 10),
            std::multiset<std::string>{"Acme Foods|Acme Foods Inc"});
  EXPECT_EQ(duplicates().pairs_of(north.rep.principal, id_of(own))->size(), 1U);
  EXPECT_EQ(duplicates().pairs_of(north.rep.principal, id_of(foreign)).error().rule, "R001");
  EXPECT_EQ(
      duplicates().different(north.rep.principal, id_of(own), id_of(foreign).uuid).error().rule,
      "R001");
  ASSERT_TRUE(records().hide(admin, id_of(twin), std::nullopt));
  EXPECT_TRUE(all_pairs(north.rep.principal, 10).empty());
}

TEST_P(DuplicateServiceTest, NamesNobodyElsesRecordsWhereAPageEnds) {
  const Region north = add_region("north");
  const Region south = add_region("south");
  for (const Region* region : {&north, &south})
    for (const char* suffix : {"", " Inc"})
      add(admin, ObjectKind::kAccount,
          {{"name", (region == &north ? "Own Works" : "Hidden Works") + std::string(suffix)},
           {"territory", region->territory.text()}});
  for (std::int64_t limit = 1; limit <= 3; ++limit) {
    std::string after;
    do {
      const auto page = duplicates().pairs(north.rep.principal, ObjectKind::kAccount, after, limit);
      ASSERT_TRUE(page) << page.error().message;
      after = page->next.value_or("");
      EXPECT_EQ(after.find("hidden"), std::string::npos) << after;
    } while (!after.empty());
  }
  EXPECT_EQ(all_pairs(north.rep.principal, 1).size(), 1U);
}

TEST_P(DuplicateServiceTest, KeepsQuietOfWhatIsSaidToBeTwo) {
  const Json a = add_account("Acme Foods", "Leeds");
  const Json b = add_account("Acme Foods Inc", "Leeds");
  ASSERT_TRUE(duplicates().different(admin, id_of(b), id_of(a).uuid));
  ASSERT_TRUE(duplicates().different(admin, id_of(a), id_of(b).uuid)) << "twice is no mistake";
  EXPECT_TRUE(all_pairs(admin, 10).empty());
  EXPECT_TRUE(duplicates().pairs_of(admin, id_of(a))->empty());
}

TEST_P(DuplicateServiceTest, FollowsChangesOfARecord) {
  const Json a = add_account("Acme Foods", "Leeds");
  const Json b = add_account("Something Else", "Leeds");
  EXPECT_TRUE(all_pairs(admin, 10).empty());
  ASSERT_TRUE(records().change(admin, id_of(b), std::nullopt, {{"name", "Acme Foods Ltd"}}));
  EXPECT_EQ(all_pairs(admin, 10).size(), 1U);
}

TEST_P(DuplicateServiceTest, RefusesWhatHasNoDuplicates) {
  EXPECT_EQ(duplicates().pairs(admin, ObjectKind::kOrder, "", 10).error().rule, "R029");
  const Json a = add_account("Acme", "Leeds");
  EXPECT_EQ(duplicates().different(admin, id_of(a), id_of(a).uuid).error().rule, "R029");
  Principal nobody = admin;
  nobody.permissions = {};
  EXPECT_EQ(duplicates().pairs(nobody, ObjectKind::kAccount, "", 10).error().rule, "I001");
  EXPECT_EQ(duplicates().pairs_of(nobody, id_of(a)).error().rule, "I001");
  EXPECT_EQ(duplicates().different(nobody, id_of(a), id_of(a).uuid).error().rule, "I001");
}

}  // namespace
}  // namespace bailiwick::crm
