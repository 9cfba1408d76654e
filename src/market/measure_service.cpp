#include "market/measure_service.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "alignment/scope.hpp"
#include "market/derived_measure.hpp"
#include "market/layer_reader.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/validate.hpp"

namespace bailiwick::market {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace files = platform::files;
namespace identity = platform::identity;
using identity::Permission;
using identity::Principal;
using layer_store::LayerKey;

Error mistake(std::string_view rule, std::string message, std::string pointer = {}) {
  return {ErrorCode::kInvalidInput, std::string(rule), std::move(message), std::move(pointer)};
}

Error changed() {
  return {ErrorCode::kPrecondition, "M034",
          "The measure was changed since you read it: read it again and repeat your change."};
}

Error no_measure(std::string_view key) {
  return {ErrorCode::kNotFound, "M085", fmt::format("The layer has no measure \"{}\".", key)};
}

bool sees_everything(const Principal& principal) {
  return alignment::reach_of(principal) == alignment::Reach::kEverything;
}

bool is_text(std::string_view text, std::size_t bytes_max) {
  return text.empty() || (text.size() <= bytes_max && identity::is_name(text));
}

// Everything that can be told of a measure by itself.
void check_text(const std::string& key, const MeasureText& text, Errors& errors) {
  if (!is_measure_key(key) || is_taken_key(key))
    errors.push_back(mistake(
        "M086", fmt::format("\"{}\" is no key: lower-case letters, digits and _, a letter first, "
                            "at most {}, and none of the live measures.",
                            key, kMeasureKeyMax)));
  if (!identity::is_name(text.name))
    errors.push_back(mistake("M086", "A measure's name has 1 to 200 characters.", "/name"));
  if (!is_text(text.unit, kMeasureTextMax))
    errors.push_back(mistake("M086", "A unit has at most 200 characters.", "/unit"));
  if (text.source && !is_text(*text.source, kMeasureSourceMax))
    errors.push_back(mistake("M086", "A source has at most 200 characters.", "/source"));
  if (text.formula && text.formula->size() > kFormulaBytesMax)
    errors.push_back(mistake(
        "M094", fmt::format("A formula has at most {} bytes.", kFormulaBytesMax), "/formula"));
}

void check_weight(const std::vector<Measure>& all, const Measure& measure, Errors& errors) {
  if (!measure.weighed_by) return;
  const bool is_there = live_measure_of(*measure.weighed_by) ||
                        std::ranges::find(all, *measure.weighed_by, &Measure::key) != all.end();
  if (measure.adds != MeasureAdds::kMean || *measure.weighed_by == measure.key || !is_there)
    errors.push_back(
        mistake("M086", "A mean may be weighed by another measure of the layer; a sum by none.",
                "/weighed_by"));
}

Checked<DerivedProgram> compile_all(std::vector<Measure> measures, std::string_view saved = {}) {
  for (Measure& live : live_measures("")) measures.push_back(std::move(live));
  return compile_derived(measures, saved);
}

// Who would lose it: formulas that read the measure, and means that are weighed by it.
std::vector<std::string> needed_by(const std::vector<Measure>& all, const std::string& key) {
  std::vector<std::string> users;
  if (const auto program = compile_all(all)) users = readers_of(*program, key);
  for (const Measure& measure : all)
    if (measure.weighed_by == key) users.push_back(measure.key);
  return users;
}

// Where an upload was put is nothing to those who sent it.
void hide_path(std::string& text, const std::string& path) {
  for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path, at))
    text.replace(at, path.size(), "The file");
}

}  // namespace

// Live measures for one asker: from the last count, or counted at the first question.
struct MeasureService::Live {
  LiveCounts counts;
  std::array<bool, kLiveMeasures> is_there = {};
  std::optional<Instant> counted_at;
};

Result<void> MeasureService::tell(Connection& connection, const Principal& principal, LayerId layer,
                                  audit::Word action, std::string_view key) const {
  const auto logged =
      parts_.market.log.append(connection, {principal.tenant, identity::actor_of(principal), action,
                                            layer.text(), audit::Details().code("measure", key)});
  if (!logged) return tl::unexpected(logged.error());
  return parts_.market.outbox.emit(connection,
                                   {.tenant = principal.tenant,
                                    .name = "unit_layer.updated",
                                    .audience = {.permission = Permission::kMarketRead},
                                    .data = nlohmann::json{{"id", layer.text()}}.dump()});
}

Checked<ValuesByKey> MeasureService::read_values(const Principal& principal,
                                                 const LoadedLayer& layer,
                                                 const std::vector<std::string>& keys,
                                                 std::optional<Instant>& counted_at) const {
  const LayerKey key{principal.tenant, layer.layer.id};
  auto& database = parts_.market.database;
  Live live;
  const auto needed =
      database.read([&](db::Connection& connection) { return live_needed(connection, key, keys); });
  if (!needed) return fail(Errors{needed.error()});
  if (!needed->empty())
    if (const auto may = identity::require(principal, Permission::kCrmRead); !may)
      return fail(Errors{may.error()});
  const bool is_counted_now = !needed->empty() && !sees_everything(principal);
  if (is_counted_now) {
    auto counts =
        parts_.counter.live_counts({.tenant = principal.tenant, .viewer = &principal}, layer);
    if (!counts) return fail(counts.error());
    live.counts = std::move(*counts);
    live.is_there.fill(true);
  }
  auto values = database.read([&](db::Connection& connection) -> Result<ValuesByKey> {
    for (const LiveMeasure measure : *needed) {
      if (is_counted_now) break;
      const auto m = static_cast<std::size_t>(measure);
      auto kept = measure_store::live(connection, key, live_measures("")[m].key);
      if (!kept) return tl::unexpected(kept.error());
      if (!*kept) continue;
      live.counts[m] = std::move((*kept)->values);
      live.counts[m].resize(layer.units.size());
      live.is_there[m] = true;
      live.counted_at = (*kept)->counted_at;
    }
    return measure_values(connection, key, layer, keys,
                          [&](LiveMeasure measure) -> Result<const MeasureValues*> {
                            const auto m = static_cast<std::size_t>(measure);
                            return live.is_there[m] ? &live.counts[m] : nullptr;
                          });
  });
  if (!values) return fail(Errors{values.error()});
  counted_at = live.counted_at;
  return std::move(*values);
}

Checked<std::vector<MeasureInfo>> MeasureService::measures(const Principal& principal,
                                                           LayerId layer) const {
  if (const auto may = identity::require(principal, Permission::kMarketRead); !may)
    return fail(Errors{may.error()});
  const auto loaded = parts_.counter.layer(principal.tenant, layer);
  if (!loaded) return fail(Errors{loaded.error()});
  const auto currency = parts_.counter.currency(principal.tenant);
  if (!currency) return fail(Errors{currency.error()});
  auto all = parts_.market.database.read([&](db::Connection& connection) {
    return measure_store::measures(connection, {principal.tenant, layer});
  });
  if (!all) return fail(Errors{all.error()});
  const bool may_live = principal.may(Permission::kCrmRead);
  if (may_live)
    for (Measure& live : live_measures(currency->text())) all->push_back(std::move(live));
  std::vector<std::string> keys;
  if (may_live) {
    for (const Measure& measure : *all) keys.push_back(measure.key);
  } else {
    // Measures that read live ones are not told to whoever may not see accounts.
    std::erase_if(*all, [&](const Measure& measure) {
      const std::vector<std::string> one = {measure.key};
      const auto needed = parts_.market.database.read([&](db::Connection& connection) {
        return live_needed(connection, {principal.tenant, layer}, one);
      });
      return !needed || !needed->empty();
    });
    for (const Measure& measure : *all) keys.push_back(measure.key);
  }
  std::optional<Instant> counted_at;
  const auto values = read_values(principal, **loaded, keys, counted_at);
  if (!values) return fail(values.error());
  std::vector<MeasureInfo> infos;
  for (Measure& measure : *all) {
    MeasureInfo& info = infos.emplace_back();
    info.summary = summary_of(values->find(measure.key)->second);
    if (measure.kind == MeasureKind::kLive) info.counted_at = counted_at;
    info.measure = std::move(measure);
  }
  return infos;
}

Checked<LayerValues> MeasureService::values(const Principal& principal, LayerId layer,
                                            std::vector<std::string> keys) const {
  if (const auto may = identity::require(principal, Permission::kMarketRead); !may)
    return fail(Errors{may.error()});
  if (keys.size() > kMeasuresAskedMax)
    return fail(Errors{
        mistake("M088", fmt::format("At most {} measures are answered at once.", kMeasuresAskedMax),
                "/measures")});
  const auto loaded = parts_.counter.layer(principal.tenant, layer);
  if (!loaded) return fail(Errors{loaded.error()});
  std::optional<Instant> counted_at;
  auto values = read_values(principal, **loaded, keys, counted_at);
  if (!values) return fail(values.error());
  LayerValues answer{.count = static_cast<std::int64_t>((*loaded)->units.size()),
                     .measures = std::move(*values)};
  const auto read = parts_.market.database.read([&](db::Connection& connection) -> Result<void> {
    const auto all = measure_store::measures(connection, {principal.tenant, layer});
    if (!all) return tl::unexpected(all.error());
    for (const Measure& measure : *all)
      if (measure.as_of && answer.measures.contains(measure.key))
        answer.as_of[measure.key] = to_text(*measure.as_of);
    for (const auto& [key, unused] : answer.measures)
      if (live_measure_of(key) && counted_at) answer.as_of[key] = to_text(*counted_at);
    answer.territories.of.assign((*loaded)->units.size(), -1);
    if (parts_.territories == nullptr) return {};
    auto told =
        parts_.territories->of(connection, principal.tenant, (*loaded)->layer, (*loaded)->units);
    if (!told) return tl::unexpected(told.error());
    const auto scope = alignment::read_scope(connection, principal, utc_date(parts_.market.now()));
    if (!scope) return tl::unexpected(scope.error());
    answer.territories = seen_of(std::move(*told), *scope);
    return {};
  });
  if (!read) return fail(Errors{read.error()});
  return answer;
}

// Compares the columns with the measures that there are, and stores them unless it is a check.
Result<void> MeasureService::store_join(Connection& connection, const Principal& principal,
                                        LayerId layer, const JoinOrder& order,
                                        JoinReport& report) const {
  const LayerKey key{principal.tenant, layer};
  const auto all = measure_store::measures(connection, key);
  if (!all) return tl::unexpected(all.error());
  report.replaces.clear();
  std::size_t fresh = 0;
  for (const JoinColumn& column : report.join.columns) {
    const auto found = std::ranges::find(*all, column.key, &Measure::key);
    report.replaces.push_back(found != all->end());
    fresh += found == all->end() ? 1 : 0;
    if (found != all->end() && found->kind == MeasureKind::kDerived)
      return fail(
          ErrorCode::kConflict, "M089",
          fmt::format("\"{}\" is a derived measure: rename the column or remove the measure.",
                      column.key));
  }
  if (all->size() + fresh > kMeasuresMax)
    return fail(ErrorCode::kLimit, "M088",
                fmt::format("A layer has at most {} measures.", kMeasuresMax));
  if (order.is_check) return {};
  for (const JoinColumn& column : report.join.columns) {
    const auto found = std::ranges::find(*all, column.key, &Measure::key);
    Measure measure;
    if (found != all->end()) {
      measure = *found;
      ++measure.version;
    } else {
      measure.key = column.key;
      measure.name = identity::is_name(column.column) ? column.column : column.key;
    }
    measure.source = order.source;
    measure.as_of = order.as_of;
    const auto put = measure_store::put_measure(connection, key, measure, &column.values);
    if (!put) return put;
    const auto told = tell(connection, principal, layer, "measure.joined", column.key);
    if (!told) return told;
  }
  return {};
}

Result<std::vector<UnitColumn>> MeasureService::columns(
    const Principal& principal, LayerId layer, const std::vector<std::string>& keys) const {
  if (keys.empty()) return reckoned_columns(principal, layer);
  const auto found = values(principal, layer, keys);
  if (!found) return tl::unexpected(found.error().front());
  return columns_of(found->measures);
}

Result<std::vector<UnitColumn>> MeasureService::reckoned_columns(const Principal& principal,
                                                                 LayerId layer) const {
  if (const auto may = identity::require(principal, Permission::kMarketRead); !may)
    return tl::unexpected(may.error());
  if (!principal.may(Permission::kCrmRead)) return std::vector<UnitColumn>();
  const auto loaded = parts_.counter.layer(principal.tenant, layer);
  if (!loaded) return tl::unexpected(loaded.error());
  const auto all = parts_.market.database.read([&](db::Connection& connection) {
    return measure_store::measures(connection, {principal.tenant, layer});
  });
  if (!all) return tl::unexpected(all.error());
  std::vector<std::string> keys;
  for (const Measure& live : live_measures("")) keys.push_back(live.key);
  for (const Measure& measure : *all)
    if (measure.kind == MeasureKind::kDerived) keys.push_back(measure.key);
  std::optional<Instant> counted_at;
  const auto values = read_values(principal, **loaded, keys, counted_at);
  if (!values) return tl::unexpected(values.error().front());
  return columns_of(*values);
}

Checked<JoinReport> MeasureService::join(const Principal& principal, LayerId layer,
                                         const JoinOrder& order) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may)
    return fail(Errors{may.error()});
  if (!is_text(order.source, kMeasureSourceMax))
    return fail(Errors{mistake("M086", "A source has at most 200 characters.", "/source")});
  const auto loaded = parts_.counter.layer(principal.tenant, layer);
  if (!loaded) return fail(Errors{loaded.error()});
  auto csv = files::read_csv(order.file);
  if (!csv) {
    for (Error& error : csv.error()) hide_path(error.message, order.file);
    return fail(std::move(csv.error()));
  }
  for (std::string& note : csv->notes) hide_path(note, order.file);
  std::vector<std::string> codes;
  for (const LayerUnit& unit : (*loaded)->units) codes.push_back(unit.code);
  auto joined = join_of(*csv, codes, order.request);
  if (!joined) return fail(joined.error());
  JoinReport report{.join = std::move(*joined), .notes = csv->notes};
  report.notes.insert(report.notes.end(), report.join.notes.begin(), report.join.notes.end());
  if (!order.is_check && !report.join.is_sound()) return fail(Errors{repeats_refused(report.join)});
  const auto work = [&](db::Connection& connection) {
    return store_join(connection, principal, layer, order, report);
  };
  auto& database = parts_.market.database;
  const auto done = order.is_check ? database.read(work) : database.write(work);
  if (!done) return fail(Errors{done.error()});
  report.is_stored = !order.is_check;
  for (const JoinColumn& column : report.join.columns)
    report.summaries.push_back(summary_of(column.values));
  return report;
}

Checked<Measure> MeasureService::put(const Principal& principal, LayerId layer,
                                     const std::string& key, const MeasureText& text,
                                     std::optional<std::int64_t> version) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may)
    return fail(Errors{may.error()});
  Errors errors;
  check_text(key, text, errors);
  if (!errors.empty()) return fail(std::move(errors));
  const auto loaded = parts_.counter.layer(principal.tenant, layer);
  if (!loaded) return fail(Errors{loaded.error()});
  const LayerKey at{principal.tenant, layer};
  const auto done =
      parts_.market.database.write([&](db::Connection& connection) -> Result<Measure> {
        errors.clear();
        auto all = measure_store::measures(connection, at);
        if (!all) return tl::unexpected(all.error());
        const auto found = std::ranges::find(*all, key, &Measure::key);
        const bool is_new = found == all->end();
        if (is_new && !text.formula) return tl::unexpected(no_measure(key));
        if (version && (is_new || found->version != *version)) return tl::unexpected(changed());
        if (!is_new && (found->kind == MeasureKind::kDerived) != text.formula.has_value())
          return tl::unexpected(
              Error{ErrorCode::kConflict, "M089",
                    fmt::format("\"{}\" is a {} measure and stays one: remove it first.", key,
                                name_of(found->kind))});
        if (is_new && all->size() == kMeasuresMax)
          return tl::unexpected(
              Error{ErrorCode::kLimit, "M088",
                    fmt::format("A layer has at most {} measures.", kMeasuresMax)});
        Measure measure = is_new ? Measure{.key = key, .name = {}, .unit = {}} : *found;
        measure.name = text.name;
        measure.unit = text.unit;
        measure.kind = text.formula ? MeasureKind::kDerived : MeasureKind::kJoined;
        measure.adds = text.adds;
        measure.weighed_by = text.weighed_by;
        measure.formula = text.formula;
        measure.source = text.source.value_or(measure.source);
        if (!is_new) ++measure.version;
        check_weight(*all, measure, errors);
        std::erase_if(*all, [&](const Measure& one) { return one.key == key; });
        all->push_back(measure);
        const auto program = compile_all(std::move(*all), key);
        if (!program) errors.insert(errors.end(), program.error().begin(), program.error().end());
        if (!errors.empty()) return tl::unexpected(errors.front());
        const auto put = measure_store::put_measure(connection, at, measure, nullptr);
        if (!put) return tl::unexpected(put.error());
        const auto told = tell(connection, principal, layer, "measure.changed", key);
        if (!told) return tl::unexpected(told.error());
        return measure;
      });
  if (!errors.empty()) return fail(std::move(errors));
  if (!done) return fail(Errors{done.error()});
  return *done;
}

Result<void> MeasureService::remove(const Principal& principal, LayerId layer,
                                    const std::string& key,
                                    std::optional<std::int64_t> version) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may) return may;
  const LayerKey at{principal.tenant, layer};
  return parts_.market.database.write([&](db::Connection& connection) -> Result<void> {
    const auto all = measure_store::measures(connection, at);
    if (!all) return tl::unexpected(all.error());
    const auto found = std::ranges::find(*all, key, &Measure::key);
    if (found == all->end()) return tl::unexpected(no_measure(key));
    if (version && found->version != *version) return tl::unexpected(changed());
    const auto users = needed_by(*all, key);
    if (!users.empty())
      return fail(ErrorCode::kConflict, "M087",
                  fmt::format("\"{}\" is needed by the measure \"{}\": change that one first.", key,
                              users.front()));
    const auto deleted = measure_store::delete_measure(connection, at, *found);
    if (!deleted) return tl::unexpected(deleted.error());
    if (!*deleted) return tl::unexpected(changed());
    return tell(connection, principal, layer, "measure.removed", key);
  });
}

}  // namespace bailiwick::market
