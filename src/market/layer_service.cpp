#include "market/layer_service.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "market/layer_store.hpp"
#include "platform/identity/environment.hpp"
#include "platform/jobs/store.hpp"

namespace bailiwick::market {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace identity = platform::identity;
namespace jobs = platform::jobs;
using identity::Permission;

Error mistake(std::string message, std::string pointer) {
  return {ErrorCode::kInvalidInput, "M062", std::move(message), std::move(pointer)};
}

Error changed() {
  return {ErrorCode::kPrecondition, "M063",
          "The layer was changed since you read it: read it again and repeat your change."};
}

std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

void check_name(const std::string& name, Errors& errors) {
  const bool is_blank = name.find_first_not_of(" \t\r\n") == std::string::npos;
  if (is_blank || characters_of(name) > kLayerNameLengthMax)
    errors.push_back(mistake(
        fmt::format("A layer's name has 1 to {} characters.", kLayerNameLengthMax), "/name"));
}

bool is_country(std::string_view country) {
  return country.size() == 2 &&
         std::all_of(country.begin(), country.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

Errors mistakes_of(const Layer& layer) {
  Errors errors;
  check_name(layer.name, errors);
  if (layer.country && !is_country(*layer.country))
    errors.push_back(
        mistake("A country is two capital letters of ISO 3166, such as NL.", "/country"));
  if (characters_of(layer.source) > kLayerSourceLengthMax)
    errors.push_back(mistake(
        fmt::format("A source has at most {} characters.", kLayerSourceLengthMax), "/source"));
  return errors;
}

Errors mistakes_of(const Layer& before, const LayerChange& change) {
  Errors errors;
  if (change.name) check_name(*change.name, errors);
  if (!change.match) return errors;
  const MatchRule& match = *change.match;
  if (match.by == MatchBy::kPostalCode &&
      (match.characters < 1 || match.characters > kMatchCharactersMax))
    errors.push_back(mistake(
        fmt::format("A postal code is compared by 1 to {} characters.", kMatchCharactersMax),
        "/match/characters"));
  if (match.by == MatchBy::kPlace && before.shape == LayerShape::kPoints)
    errors.push_back(mistake(
        "Points have no area that could hold an account: match by postal_code.", "/match/by"));
  return errors;
}

// What the stored state means now that the job stands where it does.
Result<Layer> with_state(db::Connection& connection, TenantId tenant, Layer layer) {
  if (layer.state != LayerState::kLoading || !layer.job) return layer;
  const auto job = jobs::find(connection, tenant, *layer.job);
  if (!job) return tl::unexpected(job.error());
  if (*job && !jobs::is_finished((*job)->state)) return layer;
  layer.state = LayerState::kFailed;
  if (*job && (*job)->problem)
    layer.problems = {*(*job)->problem};
  else
    layer.problems = {{ErrorCode::kCancelled, "M079", "Loading the layer was cancelled."}};
  return layer;
}

Result<std::vector<Layer>> layers_now(db::Connection& connection, TenantId tenant) {
  auto all = layer_store::layers(connection, tenant);
  if (!all) return all;
  for (Layer& layer : *all) {
    auto now = with_state(connection, tenant, std::move(layer));
    if (!now) return tl::unexpected(now.error());
    layer = std::move(*now);
  }
  return all;
}

// Cut between characters where it is too long.
std::string title_of(std::string_view name) {
  std::string title = fmt::format("Load {}", name);
  if (title.size() <= jobs::kTitleBytesMax) return title;
  std::size_t end = jobs::kTitleBytesMax;
  while ((static_cast<unsigned char>(title[end]) & 0xC0U) == 0x80U) --end;
  return title.substr(0, end);
}

std::vector<std::string_view> built_in_keys() {
  std::vector<std::string_view> keys;
  for (const BuiltInLayer& layer : built_in_layers()) keys.push_back(layer.key);
  return keys;
}

template <class T>
Checked<T> checked(Result<T> result) {
  if (!result) return fail(Errors{result.error()});
  return std::move(*result);
}

}  // namespace

Result<Layer> LayerService::existing(Connection& connection, TenantId tenant, LayerId id) {
  auto found = layer_store::find_layer(connection, {tenant, id});
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorCode::kNotFound, "M060", "There is no such layer.");
  return with_state(connection, tenant, std::move(**found));
}

Result<std::vector<Layer>> LayerService::layers(const Principal& principal) const {
  if (const auto may = identity::require(principal, Permission::kMarketRead); !may)
    return tl::unexpected(may.error());
  return parts_.database.read(
      [&](Connection& connection) { return layers_now(connection, principal.tenant); });
}

Result<Layer> LayerService::layer(const Principal& principal, LayerId id) const {
  if (const auto may = identity::require(principal, Permission::kMarketRead); !may)
    return tl::unexpected(may.error());
  return parts_.database.read(
      [&](Connection& connection) { return existing(connection, principal.tenant, id); });
}

std::vector<BuiltInState> LayerService::built_in() const {
  std::vector<BuiltInState> states;
  for (const BuiltInLayer& layer : built_in_layers())
    states.push_back({&layer, missing_files(layer, parts_.built_in_folder)});
  return states;
}

Result<void> LayerService::tell(Connection& connection, TenantId tenant, audit::Actor actor,
                                const Layer& layer, audit::Word action) const {
  const auto logged =
      parts_.log.append(connection, {tenant, std::move(actor), action, layer.id.text(),
                                     audit::Details().number("units", layer.unit_count)});
  if (!logged) return tl::unexpected(logged.error());
  const nlohmann::json data = {{"id", layer.id.text()}, {"state", name_of(layer.state)}};
  return parts_.outbox.emit(connection, {.tenant = tenant,
                                         .name = "layer.updated",
                                         .audience = {.permission = Permission::kMarketRead},
                                         .data = data.dump()});
}

Result<void> LayerService::room_for(Connection& connection, TenantId tenant,
                                    const Layer& layer) const {
  const auto all = layers_now(connection, tenant);
  if (!all) return tl::unexpected(all.error());
  const auto refused =
      static_cast<std::size_t>(std::ranges::count(*all, LayerState::kFailed, &Layer::state));
  if (all->size() - refused >= kLayersMax)
    return fail(ErrorCode::kLimit, "M064",
                fmt::format("A company has at most {} layers: remove one first.", kLayersMax));
  if (refused >= kRefusedLayersMax)
    return fail(ErrorCode::kLimit, "M064",
                fmt::format("There are {} layers that could not be loaded: remove one of these "
                            "first.",
                            refused));
  const auto taken = std::ranges::find_if(*all, [&layer](const Layer& other) {
    return other.name == layer.name && other.id != layer.id;
  });
  if (taken == all->end()) return {};
  const bool is_refused = taken->state == LayerState::kFailed;
  return fail(ErrorCode::kConflict, "M064",
              fmt::format("There is a layer called {} already{}: choose another name, or remove it "
                          "first.",
                          layer.name, is_refused ? ", which could not be loaded" : ""));
}

// A layer that is loading, its file, and the job that loads it.
Checked<LayerStarted> LayerService::start(const Principal& principal, Layer layer,
                                          const std::string& path) const {
  layer.id = LayerId(parts_.ids.next());
  layer.created_at = parts_.now();
  return checked(parts_.database.write([&](Connection& connection) -> Result<LayerStarted> {
    if (const auto room = room_for(connection, principal.tenant, layer); !room)
      return tl::unexpected(room.error());
    auto job = parts_.queue.enqueue(connection,
                                    {.tenant = principal.tenant,
                                     .created_by = principal.person,
                                     .kind = std::string(kLoadLayerKind),
                                     .title = title_of(layer.name),
                                     .payload = nlohmann::json{{"layer", layer.id.text()}}.dump()});
    if (!job) return tl::unexpected(job.error());
    Layer started = layer;
    started.job = job->id;
    if (const auto added =
            layer_store::insert_layer(connection, principal.tenant, started, principal.person);
        !added)
      return tl::unexpected(added.error());
    if (!path.empty()) {
      const auto kept = layer_store::put_file_from(connection, {principal.tenant, started.id},
                                                   layer_store::FilePart::kSource, path);
      if (!kept) return tl::unexpected(kept.error());
    }
    const auto told =
        tell(connection, principal.tenant, identity::actor_of(principal), started, "layer.added");
    if (!told) return tl::unexpected(told.error());
    return LayerStarted{std::move(started), std::move(*job)};
  }));
}

Checked<LayerStarted> LayerService::add_built_in(const Principal& principal,
                                                 std::string_view key) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may)
    return fail(Errors{may.error()});
  const BuiltInLayer* built_in = find_built_in(key);
  if (built_in == nullptr)
    return fail(Errors{{ErrorCode::kInvalidInput, "M065",
                        fmt::format("There is no built-in layer \"{}\": take one of {}.", key,
                                    fmt::join(built_in_keys(), ", ")),
                        "/built_in"}});
  if (const auto missing = missing_files(*built_in, parts_.built_in_folder); !missing.empty())
    return fail(Errors{
        {ErrorCode::kConflict, "M065",
         fmt::format("{} cannot be added: this server lacks {}. Whoever runs it makes the files "
                     "with tools/layers/make, and installs them as share/bailiwick/layers beside "
                     "the program or names their folder in market.layers_folder.",
                     built_in->name, fmt::join(missing, ", ")),
         "/built_in"}});
  return start(principal,
               {.id = {},
                .name = std::string(built_in->name),
                .country = std::string(built_in->country),
                .shape = built_in->within.empty() ? LayerShape::kAreas : LayerShape::kCells,
                .match = built_in->match,
                .built_in = std::string(built_in->key),
                .source = std::string(built_in->source),
                .request = text_of(request_of(*built_in))},
               {});
}

Checked<LayerStarted> LayerService::upload(const Principal& principal,
                                           const LayerUpload& upload) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may)
    return fail(Errors{may.error()});
  Layer layer{.id = {},
              .name = upload.name,
              .country = upload.country,
              .shape = upload.request.cells ? LayerShape::kCells : LayerShape::kAreas,
              .source = upload.source,
              .request = text_of(upload.request)};
  if (Errors errors = mistakes_of(layer); !errors.empty()) return fail(std::move(errors));
  std::error_code ignored;
  if (std::filesystem::file_size(upload.path, ignored) > kLayerBytesMax)
    return fail(Errors{{ErrorCode::kLimit, "M072",
                        fmt::format("A layer's file has at most {} MiB.", kLayerBytesMax >> 20)}});
  if (upload.request.within) {
    const auto within = this->layer(principal, *upload.request.within);
    if (!within) return fail(Errors{within.error()});
    if (within->state != LayerState::kReady || within->shape == LayerShape::kPoints)
      return fail(Errors{{ErrorCode::kConflict, "M073",
                          fmt::format("Cells cannot be drawn within {}: it is not ready, or has no "
                                      "areas.",
                                      within->name),
                          "?within"}});
  }
  return start(principal, std::move(layer), upload.path);
}

Result<Layer> LayerService::to_change(Connection& connection, TenantId tenant, LayerId id,
                                      std::optional<std::int64_t> version) {
  auto layer = existing(connection, tenant, id);
  if (!layer) return layer;
  if (version && layer->version != *version) return tl::unexpected(changed());
  return layer;
}

Checked<Layer> LayerService::change(const Principal& principal, LayerId id,
                                    const LayerChange& change,
                                    std::optional<std::int64_t> version) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may)
    return fail(Errors{may.error()});
  Errors mistakes;
  const auto done = parts_.database.write([&](Connection& connection) -> Result<Layer> {
    auto layer = to_change(connection, principal.tenant, id, version);
    if (!layer) return layer;
    mistakes = mistakes_of(*layer, change);
    if (!mistakes.empty()) return tl::unexpected(mistakes.front());
    if (layer->state == LayerState::kLoading)
      return fail(ErrorCode::kConflict, "M073",
                  fmt::format("{} is being loaded: wait until it is ready.", layer->name));
    if (change.match) layer->match = *change.match;
    if (change.name && *change.name != layer->name) {
      layer->name = *change.name;
      const auto all = layer_store::layers(connection, principal.tenant);
      if (!all) return tl::unexpected(all.error());
      for (const Layer& other : *all)
        if (other.name == layer->name)
          return fail(ErrorCode::kConflict, "M064",
                      fmt::format("There is a layer called {} already.", layer->name));
    }
    const auto updated = layer_store::update_layer(connection, principal.tenant, *layer);
    if (!updated) return tl::unexpected(updated.error());
    if (!*updated) return tl::unexpected(changed());
    ++layer->version;
    const auto told =
        tell(connection, principal.tenant, identity::actor_of(principal), *layer, "layer.changed");
    if (!told) return tl::unexpected(told.error());
    return layer;
  });
  if (!done && !mistakes.empty()) return fail(std::move(mistakes));
  return checked(done);
}

Result<void> LayerService::remove(const Principal& principal, LayerId id,
                                  std::optional<std::int64_t> version) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may) return may;
  return parts_.database.write([&](Connection& connection) -> Result<void> {
    const auto layer = to_change(connection, principal.tenant, id, version);
    if (!layer) return tl::unexpected(layer.error());
    const auto deleted =
        layer_store::delete_layer(connection, {principal.tenant, id}, layer->version);
    if (!deleted) return tl::unexpected(deleted.error());
    if (!*deleted) return tl::unexpected(changed());
    return tell(connection, principal.tenant, identity::actor_of(principal), *layer,
                "layer.removed");
  });
}

}  // namespace bailiwick::market
