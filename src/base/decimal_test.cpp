// Goal: decimals are exact, round as they say, and refuse what they cannot hold. Method: known values, the ends of the
// range, and properties over random numbers judged by plain 128-bit arithmetic.
#include "base/decimal.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/rng.hpp"

namespace bailiwick {
namespace {

constexpr const char* kHighest = "170141183460469231731.687303715884105727";

Decimal decimal(std::string_view text) {
  const auto value = parse_decimal(text);
  EXPECT_TRUE(value) << text;
  return value.value_or(Decimal());
}

std::string text_of(std::optional<Decimal> value) { return value ? to_text(*value) : "nothing"; }

TEST(Decimal, text_is_read_and_written_without_loss) {
  for (const auto* text : {"0", "1", "-1", "12.5", "-0.000001", "0.000000000000000001", "100",
                           "9223372036854775807", kHighest}) {
    EXPECT_EQ(to_text(decimal(text)), text);
  }
  EXPECT_EQ(to_text(decimal("1.500")), "1.5");
  EXPECT_EQ(to_text(decimal(".5")), "0.5");
  EXPECT_EQ(to_text(decimal("5.")), "5");
  EXPECT_EQ(to_text(decimal("+007.10")), "7.1");
  EXPECT_EQ(to_text(decimal("-2e3")), "-2000");
  EXPECT_EQ(to_text(decimal("1.5E-3")), "0.0015");
  EXPECT_EQ(to_text(decimal("0e999999999999")), "0");
  EXPECT_EQ(to_text(decimal("1000e-20")), "0.00000000000000001");
  EXPECT_EQ(to_text(decimal("-0")), "0");
}

TEST(Decimal, what_is_no_decimal_or_does_not_fit_is_nothing) {
  for (const auto* text :
       {"", ".", "-", "1,5", "1.2.3", "1e", "1e+", "0x10", " 1", "1 ", "nan", "inf", "1_000",
        "0.0000000000000000001", "1e-19", "1e21", "170141183460469231731.687303715884105728",
        "999999999999999999999999999999999999999999999", "1e99999999999999999999"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

TEST(Decimal, sums_are_exact_and_end_at_the_range) {
  EXPECT_EQ(text_of(sum(decimal("0.1"), decimal("0.2"))), "0.3");
  EXPECT_EQ(text_of(difference(decimal("1"), decimal("0.000000000000000001"))),
            "0.999999999999999999");
  const Decimal most = decimal(kHighest);
  EXPECT_EQ(most, Decimal::highest());
  EXPECT_EQ(text_of(sum(most, decimal("0.000000000000000001"))), "nothing");
  EXPECT_EQ(text_of(difference(-most, decimal("0.000000000000000001"))), "nothing");
  EXPECT_EQ(text_of(sum(most, -most)), "0");
}

TEST(Decimal, products_round_half_to_even_at_the_eighteenth_decimal) {
  EXPECT_EQ(text_of(product(decimal("1.1"), decimal("1.1"))), "1.21");
  EXPECT_EQ(text_of(product(decimal("-3"), decimal("0.5"))), "-1.5");
  const Decimal least = decimal("0.000000000000000001");
  EXPECT_EQ(text_of(product(least, decimal("0.5"))), "0");                        // 0.5 -> 0
  EXPECT_EQ(text_of(product(least, decimal("1.5"))), "0.000000000000000002");     // 1.5 -> 2
  EXPECT_EQ(text_of(product(least, decimal("2.5"))), "0.000000000000000002");     // 2.5 -> 2
  EXPECT_EQ(text_of(product(least, decimal("-0.51"))), "-0.000000000000000001");  // -0.51 -> -1
  EXPECT_EQ(text_of(product(decimal("1e10"), decimal("1e10"))), "100000000000000000000");
  EXPECT_EQ(text_of(product(decimal("1e10"), decimal("2e10"))), "nothing");
  EXPECT_EQ(text_of(product(decimal(kHighest), Decimal::whole(1))), kHighest);
}

TEST(Decimal, quotients_round_half_to_even_and_there_is_none_by_zero) {
  EXPECT_EQ(text_of(quotient(Decimal::whole(1), Decimal::whole(3))), "0.333333333333333333");
  EXPECT_EQ(text_of(quotient(Decimal::whole(-2), Decimal::whole(3))), "-0.666666666666666667");
  EXPECT_EQ(text_of(quotient(decimal("0.000000000000000001"), Decimal::whole(2))), "0");
  EXPECT_EQ(text_of(quotient(decimal("0.000000000000000003"), Decimal::whole(2))),
            "0.000000000000000002");
  EXPECT_EQ(text_of(quotient(Decimal::whole(1), Decimal())), "nothing");
  EXPECT_EQ(text_of(quotient(decimal(kHighest), decimal("0.5"))), "nothing");
  EXPECT_EQ(text_of(quotient(decimal(kHighest), decimal(kHighest))), "1");
  EXPECT_EQ(text_of(quotient(decimal("100000000000000000000"), decimal("30000000000000000000"))),
            "3.333333333333333333");
}

TEST(Decimal, rounding_goes_where_its_name_says) {
  struct Row {
    const char* value;
    const char *even, *away, *cut, *down, *up;
  };
  const Row rows[] = {{"2.5", "2", "3", "2", "2", "3"},       {"3.5", "4", "4", "3", "3", "4"},
                      {"-2.5", "-2", "-3", "-2", "-3", "-2"}, {"2.4", "2", "2", "2", "2", "3"},
                      {"-2.6", "-3", "-3", "-2", "-3", "-2"}, {"7", "7", "7", "7", "7", "7"}};
  for (const Row& row : rows) {
    const Decimal value = decimal(row.value);
    EXPECT_EQ(text_of(rounded(value, 0, Rounding::kHalfEven)), row.even) << row.value;
    EXPECT_EQ(text_of(rounded(value, 0, Rounding::kHalfAwayFromZero)), row.away) << row.value;
    EXPECT_EQ(text_of(rounded(value, 0, Rounding::kTowardsZero)), row.cut) << row.value;
    EXPECT_EQ(text_of(rounded(value, 0, Rounding::kDown)), row.down) << row.value;
    EXPECT_EQ(text_of(rounded(value, 0, Rounding::kUp)), row.up) << row.value;
  }
  EXPECT_EQ(text_of(rounded(decimal("1.005"), 2, Rounding::kHalfEven)), "1");
  EXPECT_EQ(text_of(rounded(decimal("1.015"), 2, Rounding::kHalfEven)), "1.02");
  EXPECT_EQ(text_of(rounded(decimal("1.015"), 18, Rounding::kUp)), "1.015");
  EXPECT_EQ(text_of(rounded(decimal(kHighest), 0, Rounding::kUp)), "nothing");
}

TEST(Decimal, the_whole_part_is_cut_off_at_the_point_and_must_fit) {
  EXPECT_EQ(truncated(decimal("7.9")), 7);
  EXPECT_EQ(truncated(decimal("-7.9")), -7);
  EXPECT_EQ(truncated(Decimal::whole(INT64_MIN)), INT64_MIN);
  EXPECT_EQ(truncated(decimal("9223372036854775807.9")), INT64_MAX);
  EXPECT_FALSE(truncated(decimal("9223372036854775808")));
}

TEST(Decimal, random_products_and_quotients_agree_with_128_bit_arithmetic) {
  Rng rng(7);
  for (int i = 0; i < 20'000; ++i) {
    // Small enough for the plain product to fit: |units| < 2^62 each.
    const auto a = static_cast<std::int64_t>(rng.next()) >> (2 + rng.below(50));
    const auto b = static_cast<std::int64_t>(rng.next()) >> (2 + rng.below(50));
    const Int128 plain = static_cast<Int128>(a) * b;
    const auto got = product(Decimal::from_units(a), Decimal::from_units(b));
    ASSERT_TRUE(got);
    const Int128 error = got->units() * Decimal::kUnit - plain;
    ASSERT_LE(error < 0 ? -error : error, Decimal::kUnit / 2);
    if (b == 0) continue;
    const auto ratio = quotient(Decimal::from_units(a), Decimal::from_units(b));
    ASSERT_TRUE(ratio);
    const Int128 miss = ratio->units() * b - static_cast<Int128>(a) * Decimal::kUnit;
    const Int128 half = b < 0 ? -static_cast<Int128>(b) : static_cast<Int128>(b);
    ASSERT_LE(2 * (miss < 0 ? -miss : miss), half);
  }
}

TEST(Decimal, a_quotient_by_a_large_number_is_undone_by_the_product) {
  Rng rng(8);
  for (int i = 0; i < 2'000; ++i) {
    const Int128 b =
        (static_cast<Int128>(rng.below(1ULL << 60)) << 64) + static_cast<Int128>(rng.next());
    const auto a = Decimal::whole(static_cast<std::int64_t>(rng.below(1000)));
    const auto ratio = quotient(a, Decimal::from_units(b + 1));
    ASSERT_TRUE(ratio);
    const auto back = product(*ratio, Decimal::from_units(b + 1));
    ASSERT_TRUE(back);
    // Half a unit of the quotient, times the divisor.
    const Int128 miss = back->units() - a.units();
    ASSERT_LE((miss < 0 ? -miss : miss), b / Decimal::kUnit + 1);
  }
}

}  // namespace
}  // namespace bailiwick
