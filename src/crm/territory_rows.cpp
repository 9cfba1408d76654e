// Territories of a file: found or added, renamed, put below their parents. alignment_writer.hpp tells how.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "alignment/scope.hpp"
#include "crm/alignment_key.hpp"
#include "crm/alignment_rows.hpp"
#include "crm/assignment_history.hpp"
#include "crm/import_words.hpp"
#include "crm/record_finder.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

using alignment::Placement;
using alignment::Territory;
using alignment::TerritoryId;
using What = Written::What;

// From when a territory stands in the tree of which the file does not say it.
constexpr YearMonthDay kAlways{.year = 1900, .month = 1, .day = 1};

class TerritoryRows {
 public:
  explicit TerritoryRows(AlignmentBatch batch) : batch_(std::move(batch)) {}

  Result<std::vector<Written>> write() {
    if (const auto loaded = load(); !loaded) return tl::unexpected(loaded.error());
    std::vector<Written> all;
    for (const Record& row : batch_.batch.records) {
      std::optional<Territory> after;
      auto one = write_row(batch_.parts, [&](db::Connection& connection) {
        return write_one(connection, row, after);
      });
      if (!one) return tl::unexpected(one.error());
      if (one->what != What::kRefused && after) keep(*after, row.external_id);
      all.push_back(std::move(*one));
    }
    return all;
  }

 private:
  Result<void> load() {
    const auto names = alignment::all_territory_names(batch_.connection, batch_.tenant());
    if (!names) return tl::unexpected(names.error());
    for (const auto& [id, name] : *names) names_.emplace(id, name);
    const auto keys = alignment_keys(batch_.connection, batch_.tenant(), KeyedObject::kTerritory);
    if (!keys) return tl::unexpected(keys.error());
    for (const auto& [key, id] : *keys) by_key_.emplace(key, TerritoryId(id));
    for (const auto& [key, id] : by_key_) keyed_.insert(id);
    for (const auto& [id, name] : names_) by_name_[title_key(name)].insert(id);
    return {};
  }

  // What a row that was written has made of its territory.
  void keep(const Territory& after, const std::string& external_id) {
    if (const auto before = names_.find(after.id); before != names_.end())
      by_name_[title_key(before->second)].erase(after.id);
    names_[after.id] = after.name;
    by_name_[title_key(after.name)].insert(after.id);
    if (external_id.empty()) return;
    by_key_.emplace(external_id, after.id);
    keyed_.insert(after.id);
  }

  static std::string name_in(const Record& row) {
    const auto* name = std::get_if<std::string>(&row.value("name"));
    return name == nullptr ? std::string() : *name;
  }
  static std::optional<LocalDate> from_in(const Record& row) {
    const auto* from = std::get_if<LocalDate>(&row.value("from"));
    return from == nullptr ? std::nullopt : std::optional(*from);
  }
  static std::optional<TerritoryId> parent_in(const Record& row) {
    const auto* parent = std::get_if<Uuid>(&row.value("parent"));
    return parent == nullptr ? std::nullopt : std::optional(TerritoryId(*parent));
  }

  // The territory that a row is about; nothing: a new one.
  struct Subject {
    std::optional<TerritoryId> id = {};
    std::optional<Written> refusal = {};
    bool takes_key = false;
  };

  Subject subject_of(const Record& row) const {
    const auto keyed = row.external_id.empty() ? by_key_.end() : by_key_.find(row.external_id);
    if (!row.id.uuid.is_nil()) {
      const TerritoryId id(row.id.uuid);
      const bool is_other = keyed != by_key_.end() && keyed->second != id;
      if (!names_.contains(id) || is_other)
        return {.refusal = refused_row("K066",
                                       "There is no territory with this id, or its "
                                       "external id is that of another one.",
                                       kOwnId)};
      return {.id = id, .takes_key = keyed == by_key_.end()};
    }
    if (keyed != by_key_.end()) return {.id = keyed->second};
    const auto named = by_name_.find(title_key(name_in(row)));
    if (named == by_name_.end() || named->second.empty()) return {};
    const TerritoryId id = *named->second.begin();
    const bool is_taken =
        named->second.size() > 1 || (!row.external_id.empty() && keyed_.contains(id));
    if (is_taken) return {.refusal = name_taken(name_in(row))};
    return {.id = id, .takes_key = true};
  }

  static Written name_taken(const std::string& name) {
    return refused_row(
        "K061",
        fmt::format("There is a territory {} already, with another external id or more than once. "
                    "Give this one another name, or its id.",
                    in_quotes(name)),
        "name");
  }

  Result<Written> write_one(db::Connection& connection, const Record& row,
                            std::optional<Territory>& after) const {
    const Subject subject = subject_of(row);
    if (subject.refusal) return *subject.refusal;
    auto written = subject.id ? change(*subject.id, row, after) : add(row, after);
    if (!written || written->what == What::kRefused || !after) return written;
    const bool has_new_key = !row.external_id.empty() && (!subject.id || subject.takes_key);
    if (!has_new_key) return written;
    const auto put = put_alignment_key(connection, batch_.tenant(), KeyedObject::kTerritory,
                                       row.external_id, after->id.uuid());
    if (!put) return tl::unexpected(put.error());
    return written;
  }

  // From the first day on which its parent can have it.
  Result<Written> add(const Record& row, std::optional<Territory>& after) const {
    if (name_in(row).empty()) return row_without("name");
    const auto parent = parent_in(row);
    std::set<LocalDate> days;
    if (const auto from = from_in(row)) {
      days.insert(*from);
    } else {
      days.insert(*local_date(kAlways));
      const auto placed = parent
                              ? batch_.parts.alignment.placement_history(batch_.principal, *parent)
                              : Result<std::vector<Placement>>(std::vector<Placement>());
      if (!placed) return tl::unexpected(placed.error());
      for (const Placement& placement : *placed) days.insert(placement.period.from);
    }
    Error last;
    for (const LocalDate day : days) {
      const auto added =
          batch_.parts.alignment.add_territory(batch_.principal, name_in(row), parent, day);
      if (added) {
        after = *added;
        return Written{.what = What::kAdded};
      }
      last = added.error();
      if (last.code != ErrorCode::kConflict) break;  // else the parent is not in the tree then
    }
    return refused_by_alignment(last, parent ? "parent" : "name");
  }

  Result<Written> change(TerritoryId territory, const Record& row,
                         std::optional<Territory>& after) const {
    after = Territory{.id = territory, .name = names_.at(territory)};
    bool is_changed = false;
    const std::string name = name_in(row);
    if (batch_.is_read("name") && name.empty()) return row_without("name");
    if (batch_.is_read("name") && name != after->name) {
      const auto others = by_name_.find(title_key(name));
      const bool is_taken =
          others != by_name_.end() &&
          std::ranges::any_of(others->second, [&](TerritoryId id) { return id != territory; });
      if (is_taken) return name_taken(name);
      const auto now = read(territory);
      if (!now) return refused_by_alignment(now.error(), "name");
      if (!*now)
        return refused_row("K066", "The territory stands in no tree, so it cannot be renamed.",
                           "name");
      const auto renamed = batch_.parts.alignment.rename_territory(
          batch_.principal, {.id = territory, .name = name, .version = (*now)->version});
      if (!renamed) return refused_by_alignment(renamed.error(), "name");
      after = *renamed;
      is_changed = true;
    }
    const auto moved = move(territory, row);
    if (!moved) return refused_by_alignment(moved.error(), "parent");
    return Written{.what = is_changed || *moved ? What::kUpdated : What::kUnchanged};
  }

  // As it is, from a tree that it stands in; nothing where it never does.
  Result<std::optional<Territory>> read(TerritoryId territory) const {
    const auto placed = batch_.parts.alignment.placement_history(batch_.principal, territory);
    if (!placed) return tl::unexpected(placed.error());
    for (const Placement& placement : *placed) {
      const auto tree =
          batch_.parts.alignment.tree(batch_.principal, {.day = placement.period.from});
      if (!tree) return tl::unexpected(tree.error());
      for (const alignment::TerritoryNode& node : *tree)
        if (node.territory.id == territory) return std::optional(node.territory);
    }
    return std::optional<Territory>();
  }

  // True: it stands elsewhere now, on some day from the row's first on.
  Result<bool> move(TerritoryId territory, const Record& row) const {
    const auto& alignment = batch_.parts.alignment;
    const auto from = from_in(row);
    if (!batch_.is_read("parent") && !from) return false;
    const auto rows = alignment.placement_history(batch_.principal, territory);
    if (!rows) return tl::unexpected(rows.error());
    auto parent = parent_in(row);
    if (!batch_.is_read("parent"))
      parent = places_within(*rows, {.from = alignment.today()}).front().parent;
    const alignment::Period period{.from = from.value_or(alignment.today()), .to = std::nullopt};
    const bool is_there =
        std::ranges::all_of(places_within(*rows, period), [&](const PlaceStretch& stretch) {
          return stretch.is_in_tree && stretch.parent == parent;
        });
    if (is_there) return false;
    const auto placed = alignment.place(
        batch_.principal, {.territory = territory, .period = period, .parent = parent});
    if (!placed) return tl::unexpected(placed.error());
    return true;
  }

  AlignmentBatch batch_;
  std::map<TerritoryId, std::string> names_;
  std::map<std::string, TerritoryId> by_key_;
  std::set<TerritoryId> keyed_;
  std::map<std::string, std::set<TerritoryId>> by_name_;  // by title_key()
};

}  // namespace

Result<std::vector<Written>> write_territories(const CrmParts& parts, db::Connection& connection,
                                               const RecordBatch& batch) {
  auto principal = principal_of(connection, batch.actor);
  if (!principal) return tl::unexpected(principal.error());
  return TerritoryRows({parts, connection, batch, std::move(*principal)}).write();
}

}  // namespace bailiwick::crm
