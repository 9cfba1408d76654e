// Unit layers: what people do with them. A layer is added (built-in, or a file of one's own) and loaded by a job; its name and its rule of matching are
// changed, and it is removed.
//
// market.read reads, market.manage changes; geography is no secret in the company. Every change is told to the audit log and, as layer.updated {id,
// state}, to those who may read. Thread-safe.
// Errors: I001; M060 there is no such layer (kNotFound), M062 a name, a country or a rule of matching, M063 it changed since it was read
// (kPrecondition), M064 too many layers (kLimit) or a name that is taken (kConflict), M065 a built-in layer that is unknown, or whose files are missing, M072
// the file is too large, M073 the layer is not ready, or has no areas to draw within (kConflict).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "market/built_in_layers.hpp"
#include "market/layer_file.hpp"
#include "market/layer_model.hpp"
#include "platform/audit/log.hpp"
#include "platform/db/database.hpp"
#include "platform/events/events.hpp"
#include "platform/identity/principal.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick::market {

// The kind of job that loads a layer; its payload is {"layer": "layer_..."}.
inline constexpr std::string_view kLoadLayerKind = "market.load_layer";

// All of them outlive the service.
struct LayerParts {
  platform::db::Database& database;
  const platform::jobs::JobQueue& queue;
  const platform::audit::Log& log;
  const platform::events::EventOutbox& outbox;
  UuidSource& ids;
  WallClock now;
  std::filesystem::path built_in_folder;  // where the files of built-in layers lie
};

struct LayerStarted {
  Layer layer;
  platform::jobs::Job job;
};
struct LayerUpload {
  std::string name;
  std::optional<std::string> country = {};
  std::string source = {};
  std::string path;  // where its bytes are
  LayerRequest request = {};
};
struct LayerChange {
  std::optional<std::string> name = {};
  std::optional<MatchRule> match = {};
};
struct BuiltInState {
  const BuiltInLayer* layer = nullptr;
  std::vector<std::string> missing;  // files; none: it is available
};

class LayerService {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  explicit LayerService(LayerParts parts) : parts_(std::move(parts)) {}

  // By name; a layer whose job ended without it has failed.
  [[nodiscard]] Result<std::vector<Layer>> layers(const Principal& principal) const;
  [[nodiscard]] Result<Layer> layer(const Principal& principal, LayerId id) const;
  [[nodiscard]] std::vector<BuiltInState> built_in() const;

  [[nodiscard]] Checked<LayerStarted> add_built_in(const Principal& principal,
                                                   std::string_view key) const;
  [[nodiscard]] Checked<LayerStarted> upload(const Principal& principal,
                                             const LayerUpload& upload) const;
  // version: as it was read; absent: whichever it is.
  [[nodiscard]] Checked<Layer> change(const Principal& principal, LayerId id,
                                      const LayerChange& change,
                                      std::optional<std::int64_t> version) const;
  Result<void> remove(const Principal& principal, LayerId id,
                      std::optional<std::int64_t> version) const;

  // Inside a transaction; M060 where the tenant has none.
  [[nodiscard]] static Result<Layer> existing(Connection& connection, TenantId tenant, LayerId id);
  // Told to the audit log and to those who watch.
  Result<void> tell(Connection& connection, TenantId tenant, platform::audit::Actor actor,
                    const Layer& layer, platform::audit::Word action) const;
  [[nodiscard]] const LayerParts& parts() const { return parts_; }

 private:
  [[nodiscard]] Checked<LayerStarted> start(const Principal& principal, Layer layer,
                                            const std::string& path) const;
  [[nodiscard]] Result<void> room_for(Connection& connection, TenantId tenant,
                                      const Layer& layer) const;
  [[nodiscard]] static Result<Layer> to_change(Connection& connection, TenantId tenant, LayerId id,
                                               std::optional<std::int64_t> version);

  LayerParts parts_;
};

}  // namespace bailiwick::market
