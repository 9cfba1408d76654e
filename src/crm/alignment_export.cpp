#include "crm/alignment_export.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "crm/alignment_key.hpp"
#include "crm/assignment_history.hpp"
#include "crm/words.hpp"
#include "platform/files/csv.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::crm {
namespace {

using alignment::PositionId;
using alignment::TerritoryId;
using platform::identity::Principal;

// All days that can be written.
constexpr YearMonthDay kFirstDay{.year = 1, .month = 1, .day = 1};

// Names of things, of which one that several have cannot stand for any of them.
template <class Id>
class UniqueNames {
 public:
  void add(Id id, const std::string& name) {
    names_.emplace(id, name);
    ++counts_[title_key(name)];
  }
  [[nodiscard]] std::string of(Id id) const {
    const auto found = names_.find(id);
    const bool is_unique = found != names_.end() && counts_.at(title_key(found->second)) == 1;
    return is_unique ? found->second : id.text();
  }

 private:
  std::map<Id, std::string> names_;
  std::map<std::string, int> counts_;
};

std::string last_day_of(const alignment::Period& period) {
  return period.to ? to_text(period.to->plus_days(-1)) : "";
}

using Keys = std::map<std::string, Uuid>;

Result<Keys> keys_of(const CrmParts& parts, const Principal& principal, KeyedObject object) {
  return parts.database.read([&](platform::db::Connection& connection) {
    return alignment_keys(connection, principal.tenant, object);
  });
}

Result<std::string> territory_rows_text(const CrmParts& parts, const Principal& principal) {
  const auto tree = parts.alignment.tree(principal, {.day = parts.alignment.today()});
  if (!tree) return tl::unexpected(tree.error());
  const auto keys = keys_of(parts, principal, KeyedObject::kTerritory);
  if (!keys) return tl::unexpected(keys.error());
  std::map<Uuid, std::string> key_by_id;
  for (const auto& [key, id] : *keys) key_by_id.emplace(id, key);
  UniqueNames<TerritoryId> names;
  for (const auto& node : *tree) names.add(node.territory.id, node.territory.name);
  std::string text(kTerritoriesHeader);
  for (const auto& node : *tree) {
    const TerritoryId id = node.territory.id;
    const auto placed = parts.alignment.placement_history(principal, id);
    if (!placed) return tl::unexpected(placed.error());
    const PlaceStretch last = places_within(*placed, {.from = *local_date(kFirstDay)}).back();
    if (!last.is_in_tree) continue;
    const auto key = key_by_id.find(id.uuid());
    const std::string external_id = key == key_by_id.end() ? "" : key->second;
    const std::string own_id = id.text();
    const std::string parent = last.parent ? names.of(*last.parent) : "";
    const std::string from = to_text(last.period.from);
    platform::files::append_csv_row(
        text,
        std::array<std::string_view, 5>{own_id, external_id, node.territory.name, parent, from});
  }
  return text;
}

class AssignmentText {
 public:
  AssignmentText(const CrmParts& parts, const Principal& principal)
      : parts_(parts), principal_(principal) {}

  Result<std::string> read() {
    if (const auto loaded = load(); !loaded) return tl::unexpected(loaded.error());
    std::set<std::pair<TerritoryId, PositionId>> pairs;
    std::map<TerritoryId, std::vector<alignment::Assignment>> of_territory;
    for (const auto& assignment : history_.assignments) {
      pairs.emplace(assignment.territory, assignment.position);
      of_territory[assignment.territory].push_back(assignment);
    }
    std::string text(kAssignmentsHeader);
    const alignment::Period always{.from = *local_date(kFirstDay)};
    for (const auto& [territory, position] : pairs) {
      const auto parts = parts_within(of_territory.at(territory), territory, position, always);
      for (const PartStretch& part : parts) {
        if (part.part == alignment::Part::kNone) continue;
        const auto& holdings = holdings_[position];
        for (const HolderStretch& holder : holders_within(holdings, position, part.period))
          if (const auto added = append_row(text, {territory, position, part.part}, holder); !added)
            return tl::unexpected(added.error());
      }
    }
    return text;
  }

 private:
  struct Duty {
    TerritoryId territory;
    PositionId position;
    alignment::Part part = alignment::Part::kOwner;
  };

  Result<void> load() {
    auto history = parts_.alignment.history(principal_);
    if (!history) return tl::unexpected(history.error());
    history_ = std::move(*history);
    for (const auto& holding : history_.holdings) holdings_[holding.position].push_back(holding);
    const auto tree = parts_.alignment.tree(principal_, {.day = parts_.alignment.today()});
    if (!tree) return tl::unexpected(tree.error());
    for (const auto& node : *tree) territories_.add(node.territory.id, node.territory.name);
    const auto positions =
        parts_.alignment.positions(principal_, {.day = parts_.alignment.today()});
    if (!positions) return tl::unexpected(positions.error());
    for (const auto& one : *positions) positions_.add(one.position.id, one.position.title);
    auto keys = keys_of(parts_, principal_, KeyedObject::kPosition);
    if (!keys) return tl::unexpected(keys.error());
    keys_ = std::move(*keys);
    return {};
  }

  // An import reads a position's text as a key before it does as a title.
  std::string position_text(PositionId position) const {
    std::string title = positions_.of(position);
    const auto key = keys_.find(title);
    const bool is_anothers = key != keys_.end() && key->second != position.uuid();
    return is_anothers ? position.text() : title;
  }

  Result<std::string> address_of(std::optional<PersonId> person) {
    if (!person) return std::string();
    if (const auto known = addresses_.find(*person); known != addresses_.end())
      return known->second;
    const auto found = parts_.database.read([&](platform::db::Connection& connection) {
      return platform::identity::find_person(connection, {principal_.tenant, *person});
    });
    if (!found) return tl::unexpected(found.error());
    return addresses_.emplace(*person, *found ? (*found)->email : "").first->second;
  }

  Result<void> append_row(std::string& text, const Duty& duty, const HolderStretch& holder) {
    const auto address = address_of(holder.person);
    if (!address) return tl::unexpected(address.error());
    const std::string territory = territories_.of(duty.territory);
    const std::string position = position_text(duty.position);
    const std::string from = to_text(holder.period.from);
    const std::string until = last_day_of(holder.period);
    platform::files::append_csv_row(
        text, std::array<std::string_view, 6>{territory, position, *address, name_of(duty.part),
                                              from, until});
    return {};
  }

  const CrmParts& parts_;
  const Principal& principal_;
  alignment::AssignmentHistory history_;
  std::map<PositionId, std::vector<alignment::Holding>> holdings_;
  UniqueNames<TerritoryId> territories_;
  UniqueNames<PositionId> positions_;
  Keys keys_;  // of positions
  std::map<PersonId, std::string> addresses_;
};

}  // namespace

Result<ExportPieces> AlignmentExport::rows(const Principal& principal, ObjectKind object) const {
  assert(is_of_alignment(object));
  auto text = object == ObjectKind::kTerritory ? territory_rows_text(parts_, principal)
                                               : AssignmentText(parts_, principal).read();
  if (!text) return tl::unexpected(text.error());
  return ExportPieces([text = std::move(*text)](std::string& piece) mutable {
    piece = std::exchange(text, {});
    return !piece.empty();
  });
}

}  // namespace bailiwick::crm
