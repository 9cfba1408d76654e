// Goal: records that people would take for the same share a mark. Method: pairs as files hold them, in several countries' manners; what has no marks.
#include "crm/marks.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bailiwick::crm {
namespace {

Record account_of(const std::map<std::string, std::string>& fields) {
  Record record = blank_record(ObjectKind::kAccount);
  for (const auto& [name, text] : fields) record.values[record.object().at(name)] = text;
  return record;
}

bool share(const Record& a, const Record& b) {
  const auto of_b = marks_of(b);
  return std::ranges::any_of(marks_of(a), [&](const std::string& mark) {
    return std::ranges::find(of_b, mark) != of_b.end();
  });
}

TEST(Marks, AreSharedByWhatLooksTheSame) {
  const struct {
    std::map<std::string, std::string> a;
    std::map<std::string, std::string> b;
  } rows[] = {
      {{{"name", "Acme Foods, Inc."}}, {{"name", "ACME FOODS"}}},
      {{{"name", "Bakkerij De Vries B.V."}}, {{"name", "Vries bakkerij"}}},
      {{{"name", "Acme"}, {"phone", "+31 20 555 1234"}},
       {{"name", "Ajax"}, {"phone", "020-5551234"}}},
      {{{"name", "A"}, {"website", "https://www.acme.example/nl"}},
       {{"name", "B"}, {"website", "http://ACME.example"}}},
      {{{"name", "Hospitl of Utrecht"}, {"city", "Utrecht"}},
       {{"name", "Hospital, Utrecht"}, {"city", "UTRECHT"}}},
      {{{"name", "Mercy Medical"}, {"postal_code", "1012 AB"}},
       {{"name", "Medical Center Mercy"}, {"postal_code", "1012ab"}}},
  };
  for (std::size_t r = 0; r < std::size(rows); ++r) {
    const bool is_by_name_order = r == 5;  // "center" comes first in one and not in the other
    EXPECT_EQ(share(account_of(rows[r].a), account_of(rows[r].b)), !is_by_name_order) << r;
  }
}

TEST(Marks, AreNotMadeOfLittle) {
  EXPECT_EQ(marks_of(account_of({{"name", "Acme"}, {"phone", "12345"}, {"website", "none"}})),
            std::vector<std::string>{"n acme"});
  EXPECT_TRUE(marks_of(blank_record(ObjectKind::kOrder)).empty());
  EXPECT_TRUE(marks_of(blank_record(ObjectKind::kAccount)).empty());
  EXPECT_FALSE(share(account_of({{"name", "Acme"}, {"city", "Leeds"}}),
                     account_of({{"name", "Bolt"}, {"city", "Leeds"}})));
}

TEST(Marks, KeepANameThatIsALegalFormAlone) {
  EXPECT_EQ(name_words("The Company"), "company the");
  EXPECT_EQ(name_words("The AG Foods Ltd"), "foods");
}

TEST(Marks, OfContactsAreNameMailAndPhones) {
  Record contact = blank_record(ObjectKind::kContact);
  const auto set = [&](std::string_view field, const std::string& text) {
    contact.values[contact.object().at(field)] = text;
  };
  set("first_name", "Ada");
  set("last_name", "Lovelace");
  set("email", "Ada@Example.com");
  set("mobile", "(0044) 7700-900123");
  EXPECT_EQ(marks_of(contact),
            (std::vector<std::string>{"m ada@example.com", "n ada lovelace", "p 700900123"}));
}

}  // namespace
}  // namespace bailiwick::crm
