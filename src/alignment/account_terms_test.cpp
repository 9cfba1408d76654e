// Goal: the territories of accounts over time are those that hold now, to whoever may see the account. Method: moves in time on both databases.
#include "alignment/account_terms.hpp"

#include "tests/support/alignment_world.hpp"

namespace bailiwick::alignment {
namespace {

namespace db = platform::db;

class AccountTermsTest : public bailiwick::testing::AlignmentTest {
 protected:
  void move(AccountId account, std::optional<TerritoryId> territory, std::string_view from,
            std::string_view to = "") {
    const AccountMove move{.account = account, .territory = territory};
    const Period period{.from = *parse_date(from), .to = parse_date(to)};
    EXPECT_TRUE(service().align_accounts(admin, {&move, 1}, {.period = period}));
  }
  std::string terms(const platform::identity::Principal& principal) {
    std::string all;
    const auto read = world->database().read([&](db::Connection& connection) {
      return each_account_term(
          connection, principal, service().today(), [&](const AccountTerm& term) {
            all += to_text(term.from) + ".." + (term.to ? to_text(*term.to) : "") + " " +
                   (term.territory == west ? "west" : "east") + "; ";
          });
    });
    EXPECT_TRUE(read);
    return all;
  }

  TerritoryId west;
  TerritoryId east;
};

INSTANTIATE_TEST_SUITE_P(Both, AccountTermsTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

TEST_P(AccountTermsTest, AreBelievedAndInTheirOrder) {
  west = service().add_territory(admin, "West", std::nullopt, service().today())->id;
  east = service().add_territory(admin, "East", std::nullopt, service().today())->id;
  const AccountId account(world->ids().next());
  move(account, west, "2024-01-01");
  move(account, east, "2025-01-01", "2025-03-01");
  move(account, std::nullopt, "2025-06-01", "2025-07-01");
  const std::string all =
      "2024-01-01..2025-01-01 west; 2025-01-01..2025-03-01 east; 2025-03-01..2025-06-01 west; "
      "2025-07-01.. west; ";
  EXPECT_EQ(terms(admin), all);
  // A rep of the east, where the account was once, does not see it.
  const auto rep = world->add_person(admin, bailiwick::testing::Role::kRep, "rep@acme.example");
  const Period always{.from = service().today(), .to = std::nullopt};
  const auto seat = service().add_position(admin, {.id = {}, .title = "Seat"})->id;
  ASSERT_TRUE(
      service().hold(admin, {.position = seat, .period = always, .person = rep.principal.person}));
  ASSERT_TRUE(service().assign(admin, {.territory = east, .position = seat, .period = always}));
  EXPECT_EQ(terms(rep.principal), "");
  ASSERT_TRUE(service().assign(admin, {.territory = west, .position = seat, .period = always}));
  EXPECT_EQ(terms(rep.principal), all);
  EXPECT_EQ(terms(world->add_company("other")), "");
}

TEST_P(AccountTermsTest, ADaysTerritoryIsFoundInSql) {
  west = service().add_territory(admin, "West", std::nullopt, service().today())->id;
  const AccountId account(world->ids().next());
  move(account, west, "2024-01-01", "2024-02-01");
  const auto found = [&](std::string_view day) {
    db::ListQuery query("SELECT ");
    add_territory_then(query, admin.tenant, "x.account", "x.day");
    query.add(" FROM (SELECT account_id AS account, ").add("valid_from AS day FROM ");
    query.add("account_alignment WHERE tenant_id = ", admin.tenant);
    query.add(" AND valid_from <= ", *parse_date(day)).add(") x");
    std::string text = "none";
    const auto read = world->database().read([&](db::Connection& connection) {
      return query.run(connection, [&](const db::Row& row) {
        text = row.is_null(0) ? "null" : row.id<TerritoryTag>(0).text();
      });
    });
    EXPECT_TRUE(read) << read.error().message;
    return text;
  };
  EXPECT_EQ(found("2023-12-31"), "none");
  EXPECT_EQ(found("2024-01-01"), west.text());
}

}  // namespace
}  // namespace bailiwick::alignment
