// Goal: pages of white space follow each other without a gap, and accounts that are gone since the count are left out. Method: a random list read page by page.
#include "market/market_pages.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/measure_world.hpp"

namespace bailiwick::market {
namespace {

class MarketPagesTest : public bailiwick::testing::MeasureTest {};

TEST_P(MarketPagesTest, PagesFollowEachOther) {
  put_potential();
  for (std::int64_t size = 1; size <= 20; ++size)
    add({.id = {}, .name = "", .employees = size % 7 + 1, .territory = north});
  count();
  for (const auto* who : {&admin, &rep}) {
    std::set<AccountId> seen;
    Decimal last = Decimal::highest();
    std::optional<std::int64_t> from = 0;
    for (int page = 0; from && page < 10; ++page) {
      const auto read = white_space_page(*counter, *who, {.from = *from, .limit = 6});
      ASSERT_TRUE(read) << read.error().front().message;
      for (const WhiteSpaceItem& item : read->items) {
        EXPECT_LE(item.white_space, last);
        last = item.white_space;
        EXPECT_TRUE(seen.insert(item.account).second);
      }
      from = read->next;
    }
    EXPECT_EQ(seen.size(), 20U);
  }
  accounts.all.pop_back();
  std::size_t left = 0;
  for (std::int64_t from = 0; from < 20; from += 10)
    left += white_space_page(*counter, admin, {.from = from, .limit = 10})->items.size();
  EXPECT_EQ(left, 19U);
}

INSTANTIATE_TEST_SUITE_P(Both, MarketPagesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
