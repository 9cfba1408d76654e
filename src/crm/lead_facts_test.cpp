// Goal: a lead is read as the account that it would be, finds the account that it comes from, and open leads are counted. Method: records on both databases.
#include "crm/lead_facts.hpp"

#include <gtest/gtest.h>

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::Json;

class LeadFactsTest : public bailiwick::testing::CrmTest {
 protected:
  template <class Work>
  auto in(Work&& work) {
    auto done =
        world->database().read([&](db::Connection& connection) { return work(connection); });
    EXPECT_TRUE(done) << done.error().message;
    return *done;
  }
  AccountFields fields() {
    return in([&](auto& c) { return account_fields(c, admin.tenant); });
  }
  Record lead(const Json& body) {
    Json whole = body;
    if (!whole.contains("company")) whole["company"] = "Some lead";
    Record made = blank_record(ObjectKind::kLead);
    const auto read = world->database().read([&](db::Connection& c) -> Result<void> {
      const auto from = lead_from(c, admin.tenant, whole);
      EXPECT_TRUE(from) << from.error().front().message;
      if (from) made = *from;
      return {};
    });
    EXPECT_TRUE(read);
    return made;
  }
  // "HOW id" of each match.
  std::vector<std::string> matches(const Json& body) {
    const Record record = lead(body);
    std::vector<std::string> all;
    for (const AccountMatch& match :
         in([&](auto& c) { return matching_accounts(c, admin.tenant, record, fields()); }))
      all.push_back(std::string(name_of(match.by)) + " " + match.account.text());
    return all;
  }
};

TEST_P(LeadFactsTest, ALeadIsReadAsTheAccountThatItWouldBe) {
  ASSERT_TRUE(settings().add_field(admin, {.object = ObjectKind::kAccount,
                                           .key = "segment",
                                           .label = "Segment",
                                           .type = FieldType::kText}));
  ASSERT_TRUE(settings().add_field(admin, {.object = ObjectKind::kLead,
                                           .key = "segment",
                                           .label = "Segment",
                                           .type = FieldType::kText}));
  const AccountFields all = fields();
  const auto row = as_account(lead({{"company", "Acme"},
                                    {"employees", 40},
                                    {"country", "NL"},
                                    {"custom", {{"segment", "A"}}}}),
                              all);
  ASSERT_EQ(row.size(), all.schema.fields.size());
  std::map<std::string, std::string> shown;
  for (std::size_t f = 0; f < row.size(); ++f)
    if (row[f].is_value()) shown[all.schema.fields[f].name] = formula::to_literal(row[f]);
  EXPECT_EQ(shown, (std::map<std::string, std::string>{{"name", "\"Acme\""},
                                                       {"employees", "40"},
                                                       {"country", "\"NL\""},
                                                       {"custom.segment", "\"A\""}}));
}

TEST_P(LeadFactsTest, AnAccountIsFoundBySurerWaysFirst) {
  const std::string acme = add(admin, ObjectKind::kAccount,
                               {{"name", "Acme B.V."},
                                {"website", "https://www.acme.example/about"},
                                {"postal_code", "1012 AB"}})["id"];
  const std::string other =
      add(admin, ObjectKind::kAccount, {{"name", "Other"}, {"postal_code", "2000"}})["id"];
  add(admin, ObjectKind::kContact,
      {{"account", other}, {"last_name", "Jansen"}, {"email", "jansen@acme.example"}});
  EXPECT_EQ(matches({{"email", "Jansen@Acme.example"}}),
            (std::vector<std::string>{"contact " + other, "domain " + acme}));
  EXPECT_EQ(matches({{"email", "new@acme.example"}}), (std::vector<std::string>{"domain " + acme}));
  EXPECT_EQ(matches({{"company", "ACME"}, {"postal_code", "1012ab"}}),
            (std::vector<std::string>{"name " + acme}));
  EXPECT_TRUE(matches({{"company", "ACME"}, {"postal_code", "9999"}}).empty());
  EXPECT_TRUE(matches({{"company", "ACME"}}).empty());
  EXPECT_EQ(matches({{"account", other}, {"email", "new@acme.example"}}),
            (std::vector<std::string>{"given " + other}));
  ASSERT_TRUE(records().hide(admin, *RecordId::parse(ObjectKind::kAccount, acme), std::nullopt));
  EXPECT_TRUE(matches({{"email", "new@acme.example"}}).empty());
}

TEST_P(LeadFactsTest, AMarkThatManyShareTellsNothing) {
  for (std::size_t i = 0; i <= kAccountMatchesMax; ++i)
    add(admin, ObjectKind::kAccount,
        {{"name", "Branch " + std::to_string(i)}, {"website", "chain.example"}});
  EXPECT_TRUE(matches({{"email", "a@chain.example"}}).empty());
}

TEST_P(LeadFactsTest, OpenLeadsAreThoseThatAreNewOrBeingWorked) {
  const auto count = [&] {
    return in([&](auto& c) { return open_leads(c, admin.tenant, admin.person); });
  };
  EXPECT_EQ(count(), 0);
  std::vector<Json> all;
  for (const char* status : {"new", "working", "qualified", "disqualified", "converted"})
    all.push_back(add(admin, ObjectKind::kLead, {{"company", "x"}, {"status", status}}));
  EXPECT_EQ(count(), 2);
  std::vector<Uuid> ids;
  for (const Json& one : all) ids.push_back(id_of(one).uuid);
  const auto found = in([&](auto& c) { return leads_by_ids(c, admin.tenant, ids); });
  ASSERT_EQ(found.size(), 5U);
  EXPECT_EQ(std::ranges::count_if(found, is_open_lead), 2);
  ASSERT_TRUE(records().hide(admin, id_of(all[0]), std::nullopt));
  EXPECT_EQ(count(), 1);
}

TEST_P(LeadFactsTest, WhatIsWrongWithALeadIsTold) {
  const auto read = world->database().read([&](db::Connection& c) -> Result<void> {
    const auto refused = lead_from(c, admin.tenant, {{"countri", "NL"}});
    EXPECT_FALSE(refused);
    EXPECT_EQ(refused.error().front().rule, "R008");
    EXPECT_EQ(refused.error().back().rule, "R002");
    return {};
  });
  EXPECT_TRUE(read);
}

TEST(LeadFacts, ADomainIsOfACompanyUnlessAnybodyCanHaveAnAddressThere) {
  EXPECT_EQ(company_domain("Ann@Example.com"), "example.com");
  EXPECT_EQ(company_domain("a@b@www.example.com"), "example.com");
  for (const char* email :
       {"ann@gmail.com", "ann@ZIGGO.nl", "ann", "@example.com", "ann@local", ""})
    EXPECT_EQ(company_domain(email), "") << email;
}

INSTANTIATE_TEST_SUITE_P(Both, LeadFactsTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::crm
