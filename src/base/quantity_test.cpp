// Goal: quantities keep their unit through arithmetic, and only a ratio loses it.
#include "base/quantity.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace bailiwick {
namespace {

static_assert(!std::is_convertible_v<double, Metres>);
static_assert(!std::is_convertible_v<Metres, Kilometres>);
static_assert(std::is_same_v<decltype(Metres(6) / Metres(3)), double>);

TEST(Quantity, adds_subtracts_scales_and_compares) {
  EXPECT_EQ(Metres(2) + Metres(3), Metres(5));
  EXPECT_EQ(Metres(2) - Metres(3), Metres(-1));
  EXPECT_EQ(2.0 * Metres(3), Metres(3) * 2.0);
  EXPECT_EQ(Metres(6) / 4.0, Metres(1.5));
  EXPECT_DOUBLE_EQ(Metres(6) / Metres(3), 2.0);
  EXPECT_LT(Seconds(1), Seconds(2));
}

TEST(Quantity, metres_and_kilometres_convert_by_name) {
  EXPECT_EQ(to_kilometres(Metres(1500)), Kilometres(1.5));
  EXPECT_EQ(to_metres(Kilometres(1.5)), Metres(1500));
}

}  // namespace
}  // namespace bailiwick
