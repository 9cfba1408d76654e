// Goal: every word of a layer reads back as what it was written from. Method: all values, and a word that is none.
#include "market/layer_model.hpp"

#include <gtest/gtest.h>

namespace bailiwick::market {
namespace {

TEST(LayerModel, WordsReadBack) {
  for (const LayerShape shape : {LayerShape::kAreas, LayerShape::kCells, LayerShape::kPoints})
    EXPECT_EQ(parse_layer_shape(name_of(shape)), shape);
  for (const LayerState state : {LayerState::kLoading, LayerState::kReady, LayerState::kFailed})
    EXPECT_EQ(parse_layer_state(name_of(state)), state);
  for (const MatchBy by : {MatchBy::kPostalCode, MatchBy::kPlace})
    EXPECT_EQ(parse_match_by(name_of(by)), by);
  EXPECT_FALSE(parse_layer_shape("area"));
  EXPECT_FALSE(parse_layer_state(""));
  EXPECT_FALSE(parse_match_by("postal"));
}

}  // namespace
}  // namespace bailiwick::market
