// The only SQL of measures: plain functions inside a transaction of the caller.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "market/layer_store.hpp"
#include "market/measure.hpp"

namespace bailiwick::market::measure_store {

namespace db = platform::db;
using layer_store::LayerKey;

// Joined and derived measures, by key; without their values.
[[nodiscard]] Result<std::vector<Measure>> measures(db::Connection& connection,
                                                    const LayerKey& layer);
[[nodiscard]] Result<std::optional<Measure>> find_measure(db::Connection& connection,
                                                          const LayerKey& layer,
                                                          std::string_view key);
// In the place of the one of that key, if there is one. `values`: of a joined one; null: those that it has stay.
[[nodiscard]] Result<void> put_measure(db::Connection& connection, const LayerKey& layer,
                                       const Measure& measure, const MeasureValues* values);
// False where the version is another.
[[nodiscard]] Result<bool> delete_measure(db::Connection& connection, const LayerKey& layer,
                                          const Measure& measure);
// Of a joined measure; nothing where there is none of that key.
[[nodiscard]] Result<std::optional<MeasureValues>> values(db::Connection& connection,
                                                          const LayerKey& layer,
                                                          std::string_view key);

// Live measures as they were counted.
struct LiveValues {
  MeasureValues values;
  Instant counted_at;
};
[[nodiscard]] Result<void> put_live(db::Connection& connection, const LayerKey& layer,
                                    std::string_view key, const LiveValues& live);
[[nodiscard]] Result<std::optional<LiveValues>> live(db::Connection& connection,
                                                     const LayerKey& layer, std::string_view key);

}  // namespace bailiwick::market::measure_store
