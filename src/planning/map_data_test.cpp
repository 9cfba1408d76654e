// Goal: what the page decodes is what was encoded. Method: a decoder of our own, written from the header's words.
#include "planning/map_data.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "planning/map_cells.hpp"
#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

class Decoder {
 public:
  explicit Decoder(const std::string& text) {
    const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
      if (c == '=') break;
      bits = bits << 6 | static_cast<std::uint32_t>(digits.find(c));
      count += 6;
      if (count >= 8) bytes_.push_back(static_cast<unsigned char>(bits >> (count -= 8)));
    }
  }
  std::int64_t next() {
    std::int64_t value = 0;
    for (int shift = 0;; shift += 7) {
      const unsigned char byte = bytes_.at(at_++);
      value |= static_cast<std::int64_t>(byte & 127) << shift;
      if (byte < 128) return value;
    }
  }
  std::int64_t next_signed() {
    const std::int64_t value = next();
    return value % 2 == 0 ? value / 2 : -(value + 1) / 2;
  }
  [[nodiscard]] bool is_at_end() const { return at_ == bytes_.size(); }

 private:
  std::vector<unsigned char> bytes_;
  std::size_t at_ = 0;
};

TEST(MapData, Base64IsThatOfTheStandard) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(MapData, TheStreamHoldsCellsPlacesTerritoriesAndBorders) {
  const testing::TempFolder folder;
  const Outcome outcome = testing::judged(folder, "AAB\nABB");
  const std::vector<geo::Area> borders = {
      {geo::Polygon{.outer = {{4, 51}, {6, 51}, {6, 53}, {4, 53}}, .holes = {}}}};
  const MapData data = map_data(outcome, borders);
  EXPECT_EQ(data.border_rings, 1U);
  EXPECT_TRUE(data.is_clipped);
  Decoder decoder(data.base64);
  std::int64_t vertices = 0;
  for (int u = 0; u < 6; ++u) {
    ASSERT_EQ(decoder.next(), 1) << u;
    for (std::int64_t corners = decoder.next(); corners > 0; --corners) {
      const std::int64_t back = decoder.next();
      ASSERT_LE(back, vertices);
      if (back > 0) continue;
      ++vertices;
      decoder.next_signed();
      decoder.next_signed();
    }
  }
  std::int64_t x = 0;
  std::int64_t y = 0;
  for (std::size_t u = 0; u < 6; ++u) {
    x += decoder.next_signed();
    y += decoder.next_signed();
    const geo::PlanePoint place = on_map(outcome.map, outcome.places[u]);
    EXPECT_NEAR(data.x0_m + static_cast<double>(x) * data.step_m, place.x_m, data.step_m);
    EXPECT_NEAR(data.y0_m + static_cast<double>(y) * data.step_m, place.y_m, data.step_m);
  }
  std::int64_t vertex = 0;
  for (int t = 0; t < 2; ++t) {
    ASSERT_EQ(decoder.next(), 1) << t;
    for (std::int64_t corners = decoder.next(); corners > 0; --corners) {
      vertex += decoder.next_signed();
      EXPECT_GE(vertex, 0);
      EXPECT_LT(vertex, vertices);
    }
  }
  ASSERT_EQ(decoder.next(), 1);
  EXPECT_EQ(decoder.next(), 4);
  for (int i = 0; i < 8; ++i) decoder.next_signed();
  EXPECT_TRUE(decoder.is_at_end());
}

TEST(MapData, BordersFarAwayAreLeftOut) {
  const testing::TempFolder folder;
  const Outcome outcome = testing::judged(folder, "AAB\nABB");
  const std::vector<geo::Area> borders = {
      {geo::Polygon{.outer = {{100, 10}, {101, 10}, {101, 11}}, .holes = {}}}};
  const MapData data = map_data(outcome, borders);
  EXPECT_EQ(data.border_rings, 0U);
  EXPECT_FALSE(data.is_clipped);
}

}  // namespace
}  // namespace bailiwick::planning
