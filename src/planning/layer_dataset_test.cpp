// Goal: a layer becomes a units file that the reader of units files understands. Method: written and read back; the whole way is tested with the API
// (main/unit_layers_test.cpp).
#include "planning/layer_dataset.hpp"

#include <gtest/gtest.h>

#include "platform/files/units.hpp"

namespace bailiwick::planning {
namespace {

TEST(LayerDataset, ReadsBackAsUnits) {
  const std::vector<market::LayerUnit> units = {
      {.code = "00501", .name = "Holtsville, NY", .part_of = "36103", .point = {-73.0451, 40.8154}},
      {.code = "a,b", .point = {4.9, 52.4}}};
  const std::vector<market::UnitColumn> columns = {{"people", {1'234.5, std::nullopt}}};
  auto text = platform::files::text_from_bytes("units.csv", units_csv(units, columns));
  ASSERT_TRUE(text);
  const auto read = platform::files::parse_units(std::move(*text));
  ASSERT_TRUE(read) << read.error().front().message;
  EXPECT_EQ(read->ids, (std::vector<std::string>{"00501", "a,b"}));
  EXPECT_EQ(read->places[0].lon_deg, -73.0451);
  ASSERT_EQ(read->measures.size(), 1U);
  EXPECT_EQ(read->measures[0].name, "people");
  EXPECT_EQ(read->measures[0].values, (std::vector<std::int64_t>{12'345, 0}));
}

}  // namespace
}  // namespace bailiwick::planning
