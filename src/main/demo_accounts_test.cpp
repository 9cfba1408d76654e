// Goal: accounts are believable: unique names, sizes and revenue as their trade has them, an address, contacts with names; some are there twice, and some came from
// another territory. Method: the demonstration without units.
#include "main/demo_accounts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "main/demo.hpp"
#include "main/operator.hpp"
#include "tests/support/installed.hpp"

namespace bailiwick {
namespace {

class DemoAccounts : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(installed_) << installed_.fault();
    DemoRequest request;
    request.password = testing::kDemoPassword;
    const auto made = make_demo(*installed_, request);
    ASSERT_TRUE(made) << made.error().front().message;
    all_ = operator_of(person_by_email(*installed_, "planner@demo.example")->tenant);
  }

  std::vector<crm::Record> every(crm::ObjectKind object) {
    std::vector<crm::Record> records;
    crm::ListAsk ask{.object = object, .limit = 200};
    do {
      auto page = installed_->crm().records.list(all_, ask);
      EXPECT_TRUE(page);
      if (!page) break;
      for (auto& item : page->items) records.push_back(std::move(item.record));
      ask.cursor = page->next.value_or("");
    } while (!ask.cursor.empty());
    return records;
  }

  static std::string text(const crm::Record& record, std::string_view field) {
    const auto* value = std::get_if<std::string>(&record.value(field));
    return value == nullptr ? "" : *value;
  }

  // Whether its size and revenue are those of a trade of its industry.
  static bool is_as_a_trade(const crm::Record& account) {
    const auto employees = std::get<std::int64_t>(account.value("employees"));
    const std::int64_t dollars = std::get<Money>(account.value("annual_revenue")).minor / 100;
    return std::ranges::any_of(demo_trades(), [&](const DemoTrade& trade) {
      return trade.industry == text(account, "industry") && employees >= trade.employees_least &&
             employees < trade.employees_least << trade.doublings &&
             dollars >= employees * trade.revenue_least &&
             dollars <= employees * trade.revenue_most;
    });
  }

  testing::Installed installed_;
  platform::identity::Principal all_;
};

TEST_F(DemoAccounts, AreUniqueAndAsTheirTradeHasThem) {
  const auto accounts = every(crm::ObjectKind::kAccount);
  ASSERT_EQ(accounts.size(), kDemoAccounts);
  std::set<std::string> names;
  std::set<std::string> hosts;
  std::size_t twins = 0;
  for (const crm::Record& account : accounts) {
    const std::string name = text(account, "name");
    EXPECT_TRUE(names.insert(name).second) << name;
    EXPECT_EQ(name.find_first_of("0123456789"), std::string::npos) << name;
    for (const char* field : {"street", "city", "region", "postal_code", "industry"})
      EXPECT_NE(text(account, field), "") << name << " has no " << field;
    if (account.external_id.empty()) {
      ++twins;
      continue;
    }
    const std::string website = text(account, "website");
    EXPECT_TRUE(hosts.insert(website).second) << website;
    EXPECT_TRUE(website.ends_with(".example")) << website;
    EXPECT_NE(text(account, "phone").find(") 555-01"), std::string::npos) << name;
    EXPECT_TRUE(is_as_a_trade(account)) << name;
    const bool is_large = std::get<std::int64_t>(account.value("employees")) > kDemoKeyEmployees;
    EXPECT_TRUE(is_large || !std::get<bool>(account.value("is_key_account"))) << name;
  }
  EXPECT_EQ(twins, kDemoAccounts / kDemoTwinEvery);
}

TEST_F(DemoAccounts, HaveContactsWithNamesAtTheirDomain) {
  std::map<Uuid, std::size_t> contacts;
  for (const crm::Record& contact : every(crm::ObjectKind::kContact)) {
    EXPECT_NE(text(contact, "first_name"), "");
    EXPECT_NE(text(contact, "last_name"), text(contact, "job_title"));
    EXPECT_TRUE(text(contact, "email").ends_with(".example"));
    ++contacts[std::get<Uuid>(contact.value("account"))];
  }
  EXPECT_EQ(contacts.size(), kDemoAccounts);
  EXPECT_TRUE(std::ranges::any_of(contacts, [](const auto& of) { return of.second == 3; }));
}

TEST_F(DemoAccounts, ThatAreThereTwiceAreFoundAndNoOthers) {
  for (const auto object : {crm::ObjectKind::kAccount, crm::ObjectKind::kContact}) {
    std::set<std::pair<std::string, std::string>> pairs;
    std::string cursor;
    do {
      const auto page = installed_->crm().duplicates.pairs(all_, object, cursor, 50);
      ASSERT_TRUE(page) << page.error().message;
      for (const auto& pair : page->items) pairs.emplace(pair.a_title, pair.b_title);
      cursor = page->next.value_or("");
    } while (!cursor.empty());
    EXPECT_EQ(pairs.size(), kDemoAccounts / kDemoTwinEvery) << ::testing::PrintToString(pairs);
  }
}

TEST_F(DemoAccounts, CameFromAnotherTerritoryNowAndThen) {
  std::size_t moved = 0;
  const LocalDate today = installed_->alignment().today();
  for (const crm::Record& account : every(crm::ObjectKind::kAccount)) {
    const alignment::AccountId id(account.id.uuid);
    const auto on = [&](std::int32_t ago) {
      const auto there =
          installed_->alignment().account_territory(all_, id, {.day = today.plus_days(-ago)});
      EXPECT_TRUE(there && there->size() == 1);
      return there && !there->empty() ? there->front().territory : std::nullopt;
    };
    EXPECT_EQ(on(0), on(kDemoMovedDays));
    EXPECT_EQ(on(kDemoMovedDays + 1), on(kDemoDays));
    moved += on(0) == on(kDemoDays) ? 0 : 1;
  }
  EXPECT_GT(moved, kDemoAccounts / 12);
  EXPECT_LT(moved, kDemoAccounts / 3);
}

}  // namespace
}  // namespace bailiwick
