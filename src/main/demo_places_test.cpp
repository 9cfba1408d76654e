// Goal: the demonstration's places are read with what a file has of them, lie all over the list, and are there without a file too.
#include "main/demo_places.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace bailiwick {
namespace {

TEST(DemoPlaces, AFileMayHaveCitiesAndStatesOrNot) {
  const auto with = demo_places_of(
      "zip,city,state,lon,lat,population\n43215,Columbus,OH,-83.0044,39.9671,5\n"
      "25301,Charleston,WV,-81.63201234,38.3498,7\n");
  ASSERT_TRUE(with);
  ASSERT_EQ(with->all.size(), 2U);
  EXPECT_TRUE(with->has_states);
  EXPECT_EQ(with->all[0].city, "Columbus");
  EXPECT_EQ(with->all[0].region, "Midwest");
  EXPECT_EQ(with->all[1].region, "South") << "by its state, not by where it lies";
  EXPECT_EQ(with->all[1].lon, "-81.632012");
  EXPECT_EQ(with->all[1].people, 7);

  const auto without = demo_places_of("unit,lon,lat\na,5,52\nb,,52\nc,-110,40\n");
  ASSERT_TRUE(without);
  ASSERT_EQ(without->all.size(), 2U) << "a row without a position is left out";
  EXPECT_FALSE(without->has_states);
  EXPECT_EQ(without->all[0].city, "");
  EXPECT_EQ(without->all[0].lon, "5");
  EXPECT_EQ(without->all[0].region, "Northeast");
  EXPECT_EQ(without->all[1].region, "West");

  const auto one_unknown = demo_places_of("unit,state,lon,lat\na,OH,-83,40\nb,ZZ,-83,40\n");
  ASSERT_TRUE(one_unknown);
  EXPECT_FALSE(one_unknown->has_states);
  EXPECT_TRUE(demo_places_of("unit,x\na,1\n")->all.empty());
  EXPECT_FALSE(demo_places_of("unit,\"lon\n"));
}

TEST(DemoPlaces, WithoutAFileAHundredCitiesAreThere) {
  const auto cities = demo_places_of("");
  ASSERT_TRUE(cities);
  EXPECT_EQ(cities->all.size(), 100U);
  EXPECT_TRUE(cities->has_states);
  std::set<std::string> codes;
  std::set<std::string> regions;
  for (const DemoPlace& place : cities->all) {
    EXPECT_EQ(place.postal_code.size(), 5U);
    EXPECT_FALSE(place.city.empty());
    codes.insert(place.postal_code);
    regions.insert(place.region);
  }
  EXPECT_EQ(codes.size(), 100U);
  EXPECT_EQ(regions.size(), 4U);
}

TEST(DemoPlaces, EveryStateHasOneRegion) {
  std::size_t count = 0;
  for (const char* region : {"West", "Midwest", "South", "Northeast"}) {
    const auto codes = states_of_region(region);
    EXPECT_TRUE(std::ranges::is_sorted(codes));
    count += codes.size();
  }
  EXPECT_EQ(count, 51U);
  EXPECT_EQ(find_demo_state("ZZ"), nullptr);
}

TEST(DemoPlaces, ThereIsMoreWhereMorePeopleAre) {
  const auto places = demo_places_of("unit,lon,lat,population\na,1,1,1\nb,1,1,0\nc,1,1,3\n");
  std::string chosen;
  for (const DemoPlace* place : spread(*places, 8)) chosen += place->postal_code;
  EXPECT_EQ(chosen, "aacccccc");
  const auto nobody = demo_places_of("unit,lon,lat,population\na,1,1,0\nb,1,1,0\n");
  chosen.clear();
  for (const DemoPlace* place : spread(*nobody, 4)) chosen += place->postal_code;
  EXPECT_EQ(chosen, "aabb");
  EXPECT_TRUE(spread(DemoPlaces(), 4).empty());
  EXPECT_TRUE(spread(*places, 0).empty());
}

}  // namespace
}  // namespace bailiwick
