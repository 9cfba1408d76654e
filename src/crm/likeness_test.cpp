// Goal: pairs that are the same are told from pairs that are not, with the reasons. Method: published values of the similarity; pairs whose answer people know.
#include "crm/likeness.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace bailiwick::crm {
namespace {

Record account(const std::map<std::string, std::string>& fields) {
  Record record = blank_record(ObjectKind::kAccount);
  for (const auto& [name, text] : fields) record.values[record.object().at(name)] = text;
  return record;
}

TEST(JaroWinkler, IsWhatWinklerPublished) {
  const struct {
    const char* a;
    const char* b;
    double similarity;
  } rows[] = {{"MARTHA", "MARHTA", 0.9611},
              {"DWAYNE", "DUANE", 0.84},
              {"DIXON", "DICKSONX", 0.8133},
              {"SHACKLEFORD", "SHACKELFORD", 0.9818},
              {"JONES", "JOHNSON", 0.8324},
              {"A", "A", 1},
              {"A", "B", 0},
              {"", "A", 0}};
  for (const auto& row : rows) {
    EXPECT_NEAR(jaro_winkler(row.a, row.b), row.similarity, 5e-5) << row.a << ' ' << row.b;
    EXPECT_EQ(jaro_winkler(row.a, row.b), jaro_winkler(row.b, row.a));
  }
}

TEST(Likeness, TellsTheSameFromOthers) {
  const Record acme = account({{"name", "Acme Foods Inc"},
                               {"phone", "+1 212 555 0101"},
                               {"street", "12 Main Street"},
                               {"city", "Springfield"},
                               {"postal_code", "62701"},
                               {"country", "US"}});
  const struct {
    std::map<std::string, std::string> other;
    bool is_same;
  } rows[] = {
      {{{"name", "ACME FOODS"}, {"phone", "212-555-0101"}}, true},
      {{{"name", "Acme Foods"}, {"city", "Springfeild"}, {"postal_code", "62701"}}, true},
      {{{"name", "Acme Fods Inc."}, {"street", "12 Main Str"}, {"postal_code", "62701"}}, true},
      {{{"name", "Acme Foods"},
        {"phone", "512 555 0199"},
        {"street", "1 Elm Road"},
        {"city", "Austin"},
        {"postal_code", "73301"},
        {"country", "US"}},
       false},
      {{{"name", "Springfield Dairy"}, {"city", "Springfield"}, {"postal_code", "62701"}}, false},
      {{{"name", "Acme"}}, false},
  };
  for (const auto& row : rows) {
    const Likeness likeness = likeness_of(acme, account(row.other));
    EXPECT_EQ(likeness.probability >= 0.5, row.is_same)
        << row.other.at("name") << ' ' << likeness.probability;
    EXPECT_EQ(likeness.probability, likeness_of(account(row.other), acme).probability);
  }
}

TEST(Likeness, SaysWhatEachFieldSaid) {
  const Likeness likeness =
      likeness_of(account({{"name", "Acme Foods"}, {"city", "Leeds"}, {"phone", "5550101"}}),
                  account({{"name", "Acme Foods"}, {"city", "York"}, {"website", "acme.example"}}));
  ASSERT_EQ(likeness.evidence.size(), 2U) << "the phone and the website are of one alone";
  EXPECT_EQ(likeness.evidence[0].field, "name");
  EXPECT_EQ(likeness.evidence[0].similarity, 1);
  EXPECT_NEAR(likeness.evidence[0].weight, 8.892, 1e-3);
  EXPECT_EQ(likeness.evidence[1].field, "city");
  EXPECT_NEAR(likeness.evidence[1].weight, -3.248, 1e-3);
}

TEST(Likeness, CountsWhoContactsWorkFor) {
  Record a = blank_record(ObjectKind::kContact);
  a.values[a.object().at("last_name")] = std::string("Lovelace");
  a.values[a.object().at("first_name")] = std::string("Ada");
  Record b = a;
  Uuid one;
  one.bytes[0] = 1;
  a.values[a.object().at("account")] = b.values[b.object().at("account")] = one;
  const double same = likeness_of(a, b).probability;
  one.bytes[0] = 2;
  b.values[b.object().at("account")] = one;
  EXPECT_GT(same, likeness_of(a, b).probability);
}

}  // namespace
}  // namespace bailiwick::crm
