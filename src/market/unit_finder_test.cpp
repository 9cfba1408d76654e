// Goal: an account is in the unit that the rule says. Method: postal codes as people write them, and places, both against looking at every unit.
#include "market/unit_finder.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"

namespace bailiwick::market {
namespace {

TEST(UnitFinder, PostalCodesAreReadAsPeopleWriteThem) {
  EXPECT_EQ(code_of_postal_code("10001-1234", 5), "10001");
  EXPECT_EQ(code_of_postal_code(" 1011 ab", 4), "1011");
  EXPECT_EQ(code_of_postal_code("1011 ab", 6), "1011AB");
  EXPECT_EQ(code_of_postal_code("101", 4), "") << "too short";
  EXPECT_EQ(code_of_postal_code("", 1), "");
  EXPECT_EQ(code_of_postal_code("éa1", 2), "éA");
  EXPECT_EQ(plain_code(" 9 99a\t"), "999A");
}

TEST(UnitFinder, APostalCodeCountsInTheLayersCountry) {
  const Layer layer{.id = {},
                    .name = "PC4",
                    .country = "NL",
                    .match = {.by = MatchBy::kPostalCode, .characters = 4}};
  const std::vector<LayerUnit> units = {{.code = "1011"}, {.code = "9 99a"}};
  const geo::Coverage none;
  const UnitFinder finder(layer, units, none);
  EXPECT_EQ(finder.unit_of({.country = "nl", .postal_code = "1011 AB"}), 0);
  EXPECT_EQ(finder.unit_of({.country = "NL", .postal_code = "999A1"}), 1);
  EXPECT_FALSE(finder.unit_of({.country = "BE", .postal_code = "1011"}));
  EXPECT_FALSE(finder.unit_of({.country = "", .postal_code = "1011"}));
  EXPECT_FALSE(finder.unit_of({.country = "NL", .postal_code = "1012"}));
  Layer anywhere = layer;
  anywhere.country.reset();
  EXPECT_EQ(UnitFinder(anywhere, units, none).unit_of({.country = "", .postal_code = "1011"}), 0);
}

TEST(UnitFinder, APlaceIsInTheUnitThatHoldsIt) {
  Rng rng(11);
  std::vector<geo::Area> areas;
  std::vector<LayerUnit> units;
  for (int i = 0; i < 400; ++i) {
    const double x = i % 20;
    const double y = static_cast<double>(i / 20);
    areas.push_back({{{{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}}, {}}});
    units.push_back({.code = std::to_string(i)});
  }
  areas[7].clear();
  const geo::Coverage shapes = geo::coverage_of(areas);
  const UnitFinder finder(Layer{.id = {}, .name = "Squares"}, units, shapes);
  for (int i = 0; i < 2'000; ++i) {
    const geo::LonLat point{static_cast<double>(rng.below(220'000)) / 1e4 - 1.00003,
                            static_cast<double>(rng.below(220'000)) / 1e4 - 1.00003};
    std::optional<std::int32_t> expected;
    for (std::size_t a = 0; a < areas.size(); ++a)
      if (geo::contains(areas[a], point)) expected = static_cast<std::int32_t>(a);
    EXPECT_EQ(finder.unit_of({.point = point}), expected);
  }
  EXPECT_FALSE(finder.unit_of({.country = "NL", .postal_code = "1011"})) << "no place";
}

}  // namespace
}  // namespace bailiwick::market
