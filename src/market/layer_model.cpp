#include "market/layer_model.hpp"

#include <algorithm>

namespace bailiwick::market {
namespace {

constexpr std::array<std::string_view, 3> kShapes = {"areas", "cells", "points"};
constexpr std::array<std::string_view, 3> kStates = {"loading", "ready", "failed"};
constexpr std::array<std::string_view, 2> kMatches = {"postal_code", "place"};

template <class Kind, std::size_t N>
std::optional<Kind> parse(const std::array<std::string_view, N>& words, std::string_view word) {
  const auto* found = std::ranges::find(words, word);
  if (found == words.end()) return std::nullopt;
  return static_cast<Kind>(found - words.begin());
}

}  // namespace

std::string_view name_of(LayerShape shape) { return kShapes[static_cast<std::size_t>(shape)]; }
std::optional<LayerShape> parse_layer_shape(std::string_view word) {
  return parse<LayerShape>(kShapes, word);
}
std::string_view name_of(LayerState state) { return kStates[static_cast<std::size_t>(state)]; }
std::optional<LayerState> parse_layer_state(std::string_view word) {
  return parse<LayerState>(kStates, word);
}
std::string_view name_of(MatchBy by) { return kMatches[static_cast<std::size_t>(by)]; }
std::optional<MatchBy> parse_match_by(std::string_view word) {
  return parse<MatchBy>(kMatches, word);
}

}  // namespace bailiwick::market
