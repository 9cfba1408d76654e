// Goal: ids of different kinds do not mix, and an unset id is known as such.
#include "base/id.hpp"

#include <gtest/gtest.h>

#include <type_traits>
#include <unordered_set>

namespace bailiwick {
namespace {

using UnitId = Id<struct UnitTag>;
using TerritoryId = Id<struct TerritoryTag>;

static_assert(!std::is_convertible_v<UnitId, TerritoryId>);
static_assert(!std::is_constructible_v<UnitId, TerritoryId>);
static_assert(!std::is_convertible_v<int, UnitId>);

TEST(Id, names_nothing_until_it_is_given_a_number) {
  EXPECT_FALSE(UnitId().is_set());
  EXPECT_TRUE(UnitId(0).is_set());
}

TEST(Id, compares_and_hashes_by_its_number) {
  EXPECT_LT(UnitId(1), UnitId(2));
  const std::unordered_set<UnitId> ids = {UnitId(1), UnitId(1), UnitId(2)};
  EXPECT_EQ(ids.size(), 2U);
}

}  // namespace
}  // namespace bailiwick
