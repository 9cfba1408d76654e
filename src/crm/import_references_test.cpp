// Goal: each text is looked up once, many at a time, and what is not one thing is told. Method: a finder that counts.
#include "crm/import_references.hpp"

#include <gtest/gtest.h>

#include <functional>

#include <fmt/format.h>

#include "crm/import_salesforce.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick::crm {
namespace {

class CountingFinder final : public ReferenceFinder {
 public:
  Result<std::vector<ReferenceAnswer>> find(platform::db::Connection&, const ImportActor&,
                                            const ReferenceTarget&,
                                            std::span<const std::string> texts) const override {
    ++calls;
    asked += texts.size();
    std::vector<ReferenceAnswer> answers;
    for (const std::string& text : texts) {
      if (text == "none")
        answers.push_back({});
      else if (text == "two")
        answers.push_back({ReferenceAnswer::Found::kSeveral, {}});
      else
        answers.push_back(
            {ReferenceAnswer::Found::kOne, {{static_cast<std::uint8_t>(text.size())}}});
    }
    return answers;
  }
  mutable std::size_t calls = 0;
  mutable std::size_t asked = 0;
};

TEST(References, AreLookedUpOnceAndManyAtATime) {
  const auto made = bailiwick::testing::make_database(platform::db::Dialect::kSqlite);
  ASSERT_TRUE(made.database);
  const CountingFinder finder;
  References references(finder, {});
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < kReferencesAtOnce + 1; ++i) texts.push_back(fmt::format("n{}", i));
  texts.push_back("n0");
  std::vector<RowDraft> drafts(texts.size());
  const ReferenceTarget account{};
  for (std::size_t i = 0; i < texts.size(); ++i)
    drafts[i].references.push_back({.target = account, .text = texts[i]});
  const auto find = [&] {
    return made.database->read(
        [&](platform::db::Connection& connection) { return references.find(connection, drafts); });
  };
  ASSERT_TRUE(find());
  ASSERT_TRUE(find());
  EXPECT_EQ(finder.calls, 2U);
  EXPECT_EQ(finder.asked, kReferencesAtOnce + 1);
  EXPECT_EQ(references.answer({.target = account, .text = "n10"}).id, (Uuid{{3}}));
  EXPECT_EQ(references.answer({.target = {FieldType::kPerson}, .text = "n10"}).found,
            ReferenceAnswer::Found::kNone);
  references.forget(account);
  ASSERT_TRUE(find());
  EXPECT_EQ(finder.calls, 4U);
}

// Knows one record, by the short form of its id.
class ShortFinder final : public ReferenceFinder {
 public:
  Result<std::vector<ReferenceAnswer>> find(platform::db::Connection&, const ImportActor&,
                                            const ReferenceTarget&,
                                            std::span<const std::string> texts) const override {
    std::vector<ReferenceAnswer> answers(texts.size());
    for (std::size_t t = 0; t < texts.size(); ++t)
      if (texts[t] == "0015g00000aBcDE") answers[t] = {ReferenceAnswer::Found::kOne, {{7}}};
    return answers;
  }
};

TEST(References, OfSalesforceAreFoundByTheShortFormToo) {
  const auto made = bailiwick::testing::make_database(platform::db::Dialect::kSqlite);
  ASSERT_TRUE(made.database);
  const ShortFinder finder;
  const ReferenceTarget account{FieldType::kRecord, ObjectKind::kAccount};
  const std::string known = long_salesforce_id("0015g00000aBcDE").value();
  const std::string unknown = long_salesforce_id("0015g00000aBcDF").value();
  std::vector<RowDraft> drafts(1);
  for (const std::string& text : {std::cref(known), std::cref(unknown)})
    drafts[0].references.push_back({.target = account, .text = text});
  for (const bool is_salesforce : {true, false}) {
    References references(finder, {}, is_salesforce);
    ASSERT_TRUE(made.database->read(
        [&](platform::db::Connection& connection) { return references.find(connection, drafts); }));
    const ReferenceAnswer answer = references.answer({.target = account, .text = known});
    EXPECT_EQ(answer.found,
              is_salesforce ? ReferenceAnswer::Found::kOne : ReferenceAnswer::Found::kNone);
    EXPECT_EQ(references.answer({.target = account, .text = unknown}).found,
              ReferenceAnswer::Found::kNone);
  }
}

TEST(References, ThatAreNotOneThingAreTold) {
  const RowReference reference{.target = {FieldType::kRecord, ObjectKind::kAccount},
                               .text = "Acme"};
  EXPECT_EQ(reference_error(reference, ReferenceAnswer::Found::kNone).rule, "K042");
  EXPECT_EQ(reference_error(reference, ReferenceAnswer::Found::kSeveral).rule, "K043");
  EXPECT_EQ(reference_error({.target = {FieldType::kPerson}, .text = "An"},
                            ReferenceAnswer::Found::kSeveral)
                .message,
            "Several people are called \"An\". Write an id or an external id.");
}

}  // namespace
}  // namespace bailiwick::crm
