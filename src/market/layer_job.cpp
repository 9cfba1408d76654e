#include "market/layer_job.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include <fmt/format.h>

#include "market/field_column.hpp"
#include "market/layer_build.hpp"
#include "market/layer_places.hpp"
#include "market/layer_store.hpp"
#include "market/market_counter.hpp"
#include "market/market_store.hpp"

namespace bailiwick::market {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace jobs = platform::jobs;
using layer_store::FilePart;
using layer_store::LayerKey;

constexpr double kRead = 0.1;  // the share of the work that is reading
constexpr double kBuilt = 0.95;

LayerId layer_of(const jobs::Job& job) {
  const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
  return LayerId::parse(payload.value("layer", "")).value_or(LayerId());
}

Error joined(const Errors& errors) {
  Error first = errors.front();
  if (errors.size() > 1) first.message += fmt::format(" And {} more.", errors.size() - 1);
  return first;
}

Result<std::string> content_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad() || content.empty())
    return fail(
        ErrorCode::kInternal, "M079",
        fmt::format("The file {} of a built-in layer cannot be read.", path.filename().string()));
  return content;
}

// One attempt at one layer.
class Attempt {
 public:
  Attempt(const LayerService& service, const AccountSource& accounts, jobs::JobContext& context)
      : service_(service),
        accounts_(accounts),
        database_(service.parts().database),
        context_(context),
        key_{context.job().tenant, layer_of(context.job())} {}

  Result<jobs::JobOutcome> perform() {
    context_.progress(0.0, "Reading the file");
    auto layer = database_.read([&](db::Connection& connection) {
      return LayerService::existing(connection, key_.tenant, key_.layer);
    });
    if (!layer) return tl::unexpected(layer.error());
    layer_ = std::move(*layer);
    request_ = layer_request_of(layer_.request);
    auto built = build();
    if (!built) return tl::unexpected(give_up(built.error()));
    built_ = std::make_shared<BuiltLayer>(std::move(*built));
    if (!layer_.built_in) {
      const auto places = company_places();
      if (!places) return tl::unexpected(places.error());
      auto found =
          swapped_finding(built_->bounds, static_cast<std::int64_t>(built_->units.size()), *places);
      if (found) built_->findings.push_back(std::move(*found));
    }
    context_.progress(kBuilt, "Storing the layer");
    return ending();
  }

 private:
  Checked<BuiltLayer> build() {
    auto container = land();
    if (!container) return fail(Errors{container.error()});
    auto bytes = source();
    if (!bytes) return fail(Errors{bytes.error()});
    auto drafts = read_layer_file(layer_.name, std::move(*bytes), request_);
    if (!drafts) return fail(drafts.error());
    return build_layer(std::move(*drafts),
                       {.cells = request_.cells,
                        .within = container->codes.empty() ? nullptr : &*container,
                        .repair = request_.repair,
                        .is_trusted = layer_.built_in.has_value()},
                       [this](double share, std::string_view doing) {
                         context_.progress(kRead + (kBuilt - kRead) * share, doing);
                         return !context_.is_stopping();
                       });
  }

  [[nodiscard]] std::filesystem::path built_in_file(std::string_view file) const {
    return service_.parts().built_in_folder / file;
  }

  Result<std::string> source() {
    if (layer_.built_in) {
      const BuiltInLayer* built_in = find_built_in(*layer_.built_in);
      if (built_in == nullptr)
        return fail(ErrorCode::kInternal, "M079", "The built-in layer is not known any more.");
      return content_of(built_in_file(built_in->file));
    }
    auto bytes = database_.read([&](db::Connection& connection) {
      return layer_store::file(connection, key_, FilePart::kSource);
    });
    if (!bytes) return bytes;
    if (bytes->empty())
      return fail(ErrorCode::kInvalidInput, "M066", fmt::format("{} is empty.", layer_.name));
    return bytes;
  }

  Result<CompanyPlaces> company_places() {
    CompanyPlaces places;
    const auto all = database_.read(
        [&](db::Connection& connection) { return layer_store::layers(connection, key_.tenant); });
    if (!all) return tl::unexpected(all.error());
    for (const Layer& other : *all)
      if (other.id != key_.layer && other.state == LayerState::kReady && other.bounds)
        places.layers.push_back(*other.bounds);
    const auto schema = accounts_.schema(key_.tenant);
    if (!schema) return tl::unexpected(schema.error());
    bool is_enough = false;
    const auto read =
        accounts_.each_batch(key_.tenant, *schema, [&](const AccountBatch& batch) -> Result<void> {
          add_places(*schema, batch, places.accounts);
          is_enough = places.accounts.size() >= kPlacedAccountsMax;
          if (is_enough) return fail(ErrorCode::kCancelled, "M079", "No more accounts are needed.");
          return {};
        });
    if (!read && !is_enough) return tl::unexpected(read.error());
    return places;
  }

  static void add_places(const formula::Schema& schema, const AccountBatch& batch,
                         std::vector<geo::LonLat>& places) {
    const FieldColumn lon(schema, batch.rows, "lon");
    const FieldColumn lat(schema, batch.rows, "lat");
    for (std::size_t row = 0; row < batch.ids.size(); ++row) {
      const auto x = lon.degrees(row);
      const auto y = lat.degrees(row);
      if (x && y) places.push_back({*x, *y});
    }
  }

  // What cells are drawn within; without codes: nothing.
  Result<LayerContainer> land() {
    if (const BuiltInLayer* built_in = find_built_in(layer_.built_in.value_or("")))
      return built_in->within.empty() ? Result<LayerContainer>(LayerContainer())
                                      : built_in_land(*find_built_in(built_in->within));
    if (!request_.cells || !request_.within) return LayerContainer();
    const LayerKey within{key_.tenant, *request_.within};
    return database_.read([&](db::Connection& connection) -> Result<LayerContainer> {
      const auto layer = LayerService::existing(connection, within.tenant, within.layer);
      if (!layer) return tl::unexpected(layer.error());
      const auto units = layer_store::units(connection, within);
      if (!units) return tl::unexpected(units.error());
      const auto bytes = layer_store::file(connection, within, FilePart::kShapes);
      if (!bytes) return tl::unexpected(bytes.error());
      return container_of(*units, geo::coverage_from(*bytes).value_or(geo::Coverage()));
    });
  }

  static LayerContainer container_of(const std::vector<LayerUnit>& units, geo::Coverage shapes) {
    LayerContainer container{.codes = {}, .shapes = std::move(shapes)};
    for (const LayerUnit& unit : units) container.codes.push_back(unit.code);
    return container;
  }

  Result<LayerContainer> built_in_land(const BuiltInLayer& land) {
    auto bytes = content_of(built_in_file(land.file));
    if (!bytes) return tl::unexpected(bytes.error());
    auto drafts = read_layer_file(std::string(land.name), std::move(*bytes), request_of(land));
    if (!drafts) return tl::unexpected(joined(drafts.error()));
    auto built = build_layer(std::move(*drafts), {.repair = true, .is_trusted = true},
                             [this](double share, std::string_view doing) {
                               context_.progress(kRead * share, doing);
                               return !context_.is_stopping();
                             });
    if (!built) return tl::unexpected(joined(built.error()));
    return container_of(built->units, std::move(built->shapes));
  }

  // The layer has failed, with every reason; what the job says. What may go better another time leaves the layer as it is.
  Error give_up(const Errors& errors) {
    const Error told = joined(errors);
    const bool is_tried_again = told.code == ErrorCode::kInternal ||
                                told.code == ErrorCode::kUnavailable ||
                                told.code == ErrorCode::kIo || told.code == ErrorCode::kCancelled;
    if (is_tried_again) return told;
    const auto kept = database_.write([&](db::Connection& connection) -> Result<void> {
      auto layer = LayerService::existing(connection, key_.tenant, key_.layer);
      if (!layer) return tl::unexpected(layer.error());
      layer->state = LayerState::kFailed;
      layer->problems = errors;
      const auto updated = layer_store::update_layer(connection, key_.tenant, *layer);
      if (!updated) return tl::unexpected(updated.error());
      return service_.tell(connection, key_.tenant, actor(), *layer, "layer.failed");
    });
    return kept ? told : kept.error();
  }

  [[nodiscard]] audit::Actor actor() const {
    return {context_.job().created_by, audit::Via::kSystem, {}};
  }

  jobs::JobOutcome ending() {
    const nlohmann::json result = {{"layer", key_.layer.text()},
                                   {"units", built_->units.size()},
                                   {"findings", built_->findings.size()}};
    return {.result = result.dump(),
            .save = [&service = service_, key = key_, built = built_,
                     who = actor()](db::Connection& connection) {
              return store(service, key, *built, who, connection);
            }};
  }

  static Result<void> store(const LayerService& service, const LayerKey& key,
                            const BuiltLayer& built, const audit::Actor& who,
                            db::Connection& connection) {
    auto found = layer_store::find_layer(connection, key);
    if (!found) return tl::unexpected(found.error());
    if (!*found)
      return fail(ErrorCode::kNotFound, "M060", "The layer was removed while it was loaded.");
    Layer& layer = **found;
    layer.shape = built.shape;
    layer.state = LayerState::kReady;
    layer.unit_count = static_cast<std::int64_t>(built.units.size());
    layer.bounds = built.bounds;
    layer.findings = built.findings;
    layer.problems.clear();
    if (!layer.built_in)
      layer.match = usual_match(built.shape, layer.country.has_value(), built.units);
    if (const auto added = layer_store::insert_units(connection, key, built.units); !added)
      return added;
    for (const auto& [part, content] :
         {std::pair(FilePart::kShapes, geo::to_bytes(built.shapes)),
          std::pair(FilePart::kNeighbours, bytes_of_links(built.neighbours)),
          std::pair(FilePart::kMap, built.map), std::pair(FilePart::kSource, std::string())})
      if (const auto put = layer_store::put_file(connection, key, part, content); !put) return put;
    const auto updated = layer_store::update_layer(connection, key.tenant, layer);
    if (!updated) return tl::unexpected(updated.error());
    if (const auto counted = count_anew(service, connection, key.tenant, who.person); !counted)
      return counted;
    return service.tell(connection, key.tenant, who, layer, "layer.loaded");
  }

  // A company that was counted once has the new layer's live measures, too.
  static Result<void> count_anew(const LayerService& service, db::Connection& connection,
                                 TenantId tenant, PersonId by) {
    const auto before = market_store::count(connection, tenant);
    if (!before) return tl::unexpected(before.error());
    if (!*before) return {};
    const auto job = enqueue_count(service.parts().queue, connection, tenant, by);
    if (!job) return tl::unexpected(job.error());
    return {};
  }

  const LayerService& service_;
  const AccountSource& accounts_;
  db::Database& database_;
  jobs::JobContext& context_;
  LayerKey key_;
  Layer layer_;
  LayerRequest request_;
  std::shared_ptr<BuiltLayer> built_;
};

}  // namespace

MatchRule usual_match(LayerShape shape, bool has_country, const std::vector<LayerUnit>& units) {
  if (shape == LayerShape::kAreas || units.empty()) return {.by = MatchBy::kPlace};
  std::map<std::size_t, std::size_t> lengths;
  for (const LayerUnit& unit : units) ++lengths[unit.code.size()];
  const bool is_one = lengths.size() == 1 && has_country;
  if (shape == LayerShape::kCells && !is_one) return {.by = MatchBy::kPlace};
  const auto commonest =
      std::max_element(lengths.begin(), lengths.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return {.by = MatchBy::kPostalCode,
          .characters = std::min(static_cast<std::int64_t>(commonest->first), kMatchCharactersMax)};
}

platform::jobs::JobKind load_layer_kind(const LayerService& service,
                                        const AccountSource& accounts) {
  return {.name = std::string(kLoadLayerKind),
          .run = [&service, &accounts](jobs::JobContext& context) {
            return Attempt(service, accounts, context).perform();
          }};
}

}  // namespace bailiwick::market
