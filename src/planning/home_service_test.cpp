// Goal: one sees and sets one's own home, who manages plans everybody's, and an erasure leaves nothing of it. Method: a planner and two who only read, on both databases.
#include "planning/home_service.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/approval_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

constexpr geo::LonLat kUtrecht{.lon_deg = 5.12, .lat_deg = 52.09};

class HomeServiceTest : public support::ApprovalWorldTest {
 protected:
  [[nodiscard]] const HomeService& service() const { return studio_->homes; }
  std::vector<std::string> names_for(const Principal& who) {
    std::vector<std::string> names;
    const auto homes = service().homes(who);
    for (const NamedHome& one : *homes) names.push_back(one.name);
    return names;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, HomeServiceTest, support::on_both(), support::dialect_name);

TEST_P(HomeServiceTest, OneSeesOnesOwnAndAPlannerAll) {
  ASSERT_TRUE(service().put(head_, head_.person, kUtrecht));
  const auto set = service().put(planner_, chief_.person, {.lon_deg = 4.9, .lat_deg = 52.37});
  ASSERT_TRUE(set) << set.error().message;
  EXPECT_EQ(set->name, "chief");
  EXPECT_EQ(names_for(planner_), (std::vector<std::string>{"chief", "head"}));
  EXPECT_EQ(names_for(head_), (std::vector<std::string>{"head"}));
  EXPECT_EQ(names_for(chief_), (std::vector<std::string>{"chief"}));
}

TEST_P(HomeServiceTest, SomebodyElsesIsNotTouched) {
  ASSERT_TRUE(service().put(head_, head_.person, kUtrecht));
  EXPECT_EQ(service().put(chief_, head_.person, kUtrecht).error().rule, "I001");
  EXPECT_EQ(service().remove(chief_, head_.person).error().rule, "I001");
  EXPECT_EQ(names_for(head_).size(), 1U);
  ASSERT_TRUE(service().remove(head_, head_.person));
  ASSERT_TRUE(service().remove(head_, head_.person)) << "gone is gone";
  EXPECT_TRUE(names_for(planner_).empty());
}

TEST_P(HomeServiceTest, PlacesAndPeopleThatAreNotThereAreRefused) {
  for (const geo::LonLat nowhere :
       {geo::LonLat{.lon_deg = 180.01, .lat_deg = 0}, geo::LonLat{.lon_deg = 0, .lat_deg = -90.01},
        geo::LonLat{.lon_deg = std::numeric_limits<double>::quiet_NaN(), .lat_deg = 0}})
    EXPECT_EQ(service().put(head_, head_.person, nowhere).error().rule, "P144");
  const PersonId nobody(ids_.next());
  EXPECT_EQ(service().put(planner_, nobody, kUtrecht).error().rule, "P145");
  EXPECT_EQ(service().remove(planner_, nobody).error().rule, "P145");
}

TEST_P(HomeServiceTest, AnErasureTakesItAlong) {
  ASSERT_TRUE(service().put(head_, head_.person, kUtrecht));
  const auto data = HomeService::personal_data();
  const platform::identity::PersonKey key{tenant_, head_.person};
  const auto exported =
      read([&](platform::db::Connection& connection) { return data.export_json(connection, key); });
  EXPECT_NE(exported->find(R"("lat":52.09,"lon":5.12)"), std::string::npos) << *exported;
  ASSERT_TRUE(
      write([&](platform::db::Connection& connection) { return data.erase(connection, key); }));
  EXPECT_EQ(*read([&](platform::db::Connection& connection) {
    return data.export_json(connection, key);
  }),
            "null");
  EXPECT_TRUE(names_for(planner_).empty());
}

}  // namespace
}  // namespace bailiwick::planning
