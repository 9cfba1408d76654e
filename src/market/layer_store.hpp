// The only SQL of unit layers: plain functions inside a transaction of the caller.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "market/layer_model.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::market::layer_store {

namespace db = platform::db;

// A tenant and one of its layers: what every row of a layer is found by.
struct LayerKey {
  TenantId tenant;
  LayerId layer;
};

[[nodiscard]] Result<void> insert_layer(db::Connection& connection, TenantId tenant,
                                        const Layer& layer, PersonId created_by);
// Name, country, rule of matching, state, count, bounds, findings, problems; the version grows. False where it is another.
[[nodiscard]] Result<bool> update_layer(db::Connection& connection, TenantId tenant,
                                        const Layer& layer);
// With its units and files. False where the version is another.
[[nodiscard]] Result<bool> delete_layer(db::Connection& connection, const LayerKey& key,
                                        std::int64_t version);
// By name.
[[nodiscard]] Result<std::vector<Layer>> layers(db::Connection& connection, TenantId tenant);
[[nodiscard]] Result<std::optional<Layer>> find_layer(db::Connection& connection,
                                                      const LayerKey& key);

// In the order of codes; a layer's units are added once.
[[nodiscard]] Result<void> insert_units(db::Connection& connection, const LayerKey& key,
                                        std::span<const LayerUnit> units);
// In the order of places, so that the index is the place.
[[nodiscard]] Result<std::vector<LayerUnit>> units(db::Connection& connection, const LayerKey& key);
// Of a layer's units their codes alone, in the order of places.
[[nodiscard]] Result<std::vector<std::string>> codes(db::Connection& connection,
                                                     const LayerKey& key);

enum class FilePart { kSource, kShapes, kNeighbours, kMap };
inline constexpr std::size_t kChunkBytes = std::size_t{1} << 20;
// In the place of what it was.
[[nodiscard]] Result<void> put_file(db::Connection& connection, const LayerKey& key, FilePart part,
                                    std::string_view content);
// The bytes of a file on the disk, without holding them in memory; likewise.
[[nodiscard]] Result<void> put_file_from(db::Connection& connection, const LayerKey& key,
                                         FilePart part, const std::string& path);
[[nodiscard]] Result<void> delete_file(db::Connection& connection, const LayerKey& key,
                                       FilePart part);
// Empty where there is none.
[[nodiscard]] Result<std::string> file(db::Connection& connection, const LayerKey& key,
                                       FilePart part);

}  // namespace bailiwick::market::layer_store
