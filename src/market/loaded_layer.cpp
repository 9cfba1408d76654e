#include "market/loaded_layer.hpp"

#include <algorithm>

namespace bailiwick::market {

LoadedLayer::LoadedLayer(Layer its_layer, std::vector<LayerUnit> its_units,
                         geo::Coverage its_shapes)
    : layer(std::move(its_layer)),
      units(std::move(its_units)),
      shapes(std::move(its_shapes)),
      finder(layer, units, shapes) {}

std::optional<std::size_t> LoadedLayer::place_of(std::string_view code) const {
  const auto found = std::ranges::lower_bound(units, code, {}, &LayerUnit::code);
  if (found == units.end() || found->code != code) return std::nullopt;
  return static_cast<std::size_t>(found - units.begin());
}

Result<std::shared_ptr<const LoadedLayer>> LayerCache::load(
    platform::db::Connection& connection, const layer_store::LayerKey& key) const {
  auto layer = layer_store::find_layer(connection, key);
  if (!layer) return tl::unexpected(layer.error());
  if (!*layer) return fail(ErrorCode::kNotFound, "M060", "There is no such unit layer.");
  if ((*layer)->state != LayerState::kReady)
    return fail(ErrorCode::kConflict, "M084",
                "The unit layer is not ready: wait until it is loaded, or see why it failed.");
  const auto is_it = [&](const Entry& entry) {
    return entry.tenant == key.tenant && entry.loaded->layer.id == key.layer &&
           entry.loaded->layer.version == (*layer)->version;
  };
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find_if(entries_, is_it);
    if (found != entries_.end()) {
      std::rotate(found, found + 1, entries_.end());
      return entries_.back().loaded;
    }
  }
  auto units = layer_store::units(connection, key);
  if (!units) return tl::unexpected(units.error());
  geo::Coverage shapes;
  if ((*layer)->match.by == MatchBy::kPlace) {
    const auto bytes = layer_store::file(connection, key, layer_store::FilePart::kShapes);
    if (!bytes) return tl::unexpected(bytes.error());
    shapes = geo::coverage_from(*bytes).value_or(geo::Coverage());
  }
  auto loaded =
      std::make_shared<const LoadedLayer>(std::move(**layer), std::move(*units), std::move(shapes));
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_, [&](const Entry& entry) {
    return entry.tenant == key.tenant && entry.loaded->layer.id == key.layer;
  });
  if (entries_.size() == kKeptMax) entries_.erase(entries_.begin());
  entries_.push_back({key.tenant, loaded});
  return loaded;
}

}  // namespace bailiwick::market
