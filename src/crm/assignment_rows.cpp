// The rows of a file of assignments: positions found or made, owners and overlays recorded, seats filled. alignment_writer.hpp tells how.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "crm/alignment_key.hpp"
#include "crm/alignment_rows.hpp"
#include "crm/assignment_history.hpp"
#include "crm/import_words.hpp"
#include "crm/record_finder.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

using alignment::Assignment;
using alignment::Holding;
using alignment::Part;
using alignment::Position;
using alignment::PositionId;
using alignment::TerritoryId;
using What = Written::What;

constexpr std::string_view kRoleOwner = "owner";
constexpr std::string_view kRoleOverlay = "overlay";
constexpr std::string_view kRoleEither = "owner_or_overlay";
// What other systems write for "without end".
constexpr YearMonthDay kLastDay{.year = 9999, .month = 12, .day = 31};

std::string days_of(const alignment::Period& period) {
  return period.to ? fmt::format("from {} until {}", to_text(period.from),
                                 to_text(period.to->plus_days(-1)))
                   : fmt::format("from {} on", to_text(period.from));
}

template <class Value>
std::optional<Value> value_in(const Record& row, std::string_view field) {
  const auto* value = std::get_if<Value>(&row.value(field));
  return value == nullptr ? std::nullopt : std::optional(*value);
}

// A row as it is meant, its position still to be found.
struct WantedAssignment {
  TerritoryId territory;
  std::string position;
  std::string position_name;
  std::optional<PersonId> person;
  std::string role;
  alignment::Period period;
};

class AssignmentRows {
 public:
  explicit AssignmentRows(AlignmentBatch batch) : batch_(std::move(batch)) {}

  Result<std::vector<Written>> write() {
    if (const auto loaded = load(); !loaded) return tl::unexpected(loaded.error());
    std::vector<Written> all;
    for (const Record& row : batch_.batch.records) {
      const std::size_t assignment_count = assignments_.size();
      const std::size_t holding_count = holdings_.size();
      made_.reset();
      keyed_.reset();
      auto one = write_row(batch_.parts,
                           [&](db::Connection& connection) { return write_one(connection, row); });
      if (!one) return tl::unexpected(one.error());
      if (one->what == What::kRefused) {
        assignments_.resize(assignment_count);
        holdings_.resize(holding_count);
      } else {
        if (made_) add_position(*made_);
        if (keyed_) position_by_key_[*value_in<std::string>(row, "position")] = *keyed_;
      }
      all.push_back(std::move(*one));
    }
    return all;
  }

 private:
  Result<void> load() {
    const auto& alignment = batch_.parts.alignment;
    auto history = alignment.history(batch_.principal);
    if (!history) return tl::unexpected(history.error());
    assignments_ = std::move(history->assignments);
    holdings_ = std::move(history->holdings);
    const auto positions = alignment.positions(batch_.principal, {.day = alignment.today()});
    if (!positions) return tl::unexpected(positions.error());
    for (const auto& one : *positions) add_position(one.position);
    const auto keys = alignment_keys(batch_.connection, batch_.tenant(), KeyedObject::kPosition);
    if (!keys) return tl::unexpected(keys.error());
    for (const auto& [key, id] : *keys) position_by_key_.emplace(key, PositionId(id));
    std::set<std::string> external_ids;
    for (const Record& row : batch_.batch.records)
      if (!row.external_id.empty()) external_ids.insert(row.external_id);
    const std::vector<std::string> ids(external_ids.begin(), external_ids.end());
    auto known = assignment_keys(batch_.connection, batch_.tenant(), ids);
    if (!known) return tl::unexpected(known.error());
    known_ = std::move(*known);
    return load_people();
  }

  // Nobody may have an address: then the position stays vacant.
  Result<void> load_people() {
    std::set<std::string> distinct;
    for (const Record& row : batch_.batch.records)
      if (const auto email = value_in<std::string>(row, "person")) distinct.insert(*email);
    if (distinct.empty()) return {};
    const std::vector<std::string> emails(distinct.begin(), distinct.end());
    const auto found = RecordFinder(batch_.parts.now)
                           .find(batch_.connection, batch_.batch.actor,
                                 {FieldType::kPerson, ObjectKind::kAccount}, emails);
    if (!found) return tl::unexpected(found.error());
    for (std::size_t e = 0; e < emails.size(); ++e)
      if ((*found)[e].found == ReferenceAnswer::Found::kOne)
        people_.emplace(emails[e], PersonId((*found)[e].id));
    return {};
  }

  void add_position(const Position& position) {
    titles_[position.id] = position.title;
    positions_by_title_[title_key(position.title)].push_back(position.id);
  }

  const AssignmentKey* known_row(const Record& row) const {
    const auto known = known_.find(row.external_id);
    return row.external_id.empty() || known == known_.end() ? nullptr : &known->second;
  }

  // What the row says; of columns that the file lacks, what it said the last time.
  Result<WantedAssignment> wanted(const Record& row, const AssignmentKey* before,
                                  Written& refusal) const {
    const auto refuse = [&](Written why) {
      refusal = std::move(why);
      return tl::unexpected(*refusal.refusal);
    };
    if (!row.id.uuid.is_nil())
      return refuse(refused_row("K066", "Assignments have no ids. Leave the column out.", kOwnId));
    WantedAssignment made;
    const auto territory = value_in<Uuid>(row, "territory");
    if (!territory && !before) return refuse(row_without("territory"));
    made.territory = territory ? TerritoryId(*territory) : before->territory;
    const auto position = value_in<std::string>(row, "position");
    if (!position && !before) return refuse(row_without("position"));
    made.position = position.value_or(before ? before->position.text() : std::string());
    made.position_name = value_in<std::string>(row, "position_name").value_or(made.position);
    const auto from = value_in<LocalDate>(row, "from");
    if (!from && !before) return refuse(row_without("from"));
    made.period.from = from ? *from : before->period.from;
    const auto until = value_in<LocalDate>(row, "until");
    if (until && *until < made.period.from)
      return refuse(refused_row(
          "K062",
          fmt::format("It would end on {}, before it begins on {}. Until is the last day.",
                      to_text(*until), to_text(made.period.from)),
          "until"));
    if (until && *until != *local_date(kLastDay)) made.period.to = until->plus_days(1);
    if (before && !batch_.is_read("until")) made.period.to = before->period.to;
    made.role = value_in<std::string>(row, "role").value_or(std::string(kRoleOwner));
    if (before && !batch_.is_read("role")) made.role = before->role;
    if (before && !batch_.is_read("person")) made.person = before->person;
    if (const auto email = value_in<std::string>(row, "person"))
      if (const auto at = people_.find(*email); at != people_.end()) made.person = at->second;
    return made;
  }

  Result<Written> write_one(db::Connection& connection, const Record& row) {
    const AssignmentKey* before = known_row(row);
    Written refusal;
    const auto meant = wanted(row, before, refusal);
    if (!meant) return refusal;
    const auto found = position_for(connection, *meant, refusal);
    if (!found && refusal.refusal) return refusal;
    if (!found) return tl::unexpected(found.error());
    AssignmentKey after{.territory = meant->territory,
                        .position = *found,
                        .person = meant->person,
                        .role = meant->role,
                        .part = before ? before->part : Part::kOwner,
                        .period = meant->period};
    if (before && *before == after) return Written{.what = What::kUnchanged};
    const std::size_t count = assignments_.size() + holdings_.size();
    if (before)
      if (const auto taken = take_back(*before, after); !taken || taken->what == What::kRefused)
        return taken;
    if (const auto assigned = assign(after); !assigned || assigned->what == What::kRefused)
      return assigned;
    if (const auto held = hold(after); !held || held->what == What::kRefused) return held;
    if (!row.external_id.empty()) {
      const auto put = put_assignment_key(connection, batch_.tenant(), row.external_id, after);
      if (!put) return tl::unexpected(put.error());
    }
    if (before) return Written{.what = What::kUpdated};
    const bool is_new = assignments_.size() + holdings_.size() != count;
    return Written{.what = is_new ? What::kAdded : What::kUnchanged};
  }

  // By id, key or title; else a new one.
  Result<PositionId> position_for(db::Connection& connection, const WantedAssignment& meant,
                                  Written& refusal) {
    if (const auto id = PositionId::parse(meant.position); id && titles_.contains(*id)) return *id;
    if (const auto at = position_by_key_.find(meant.position); at != position_by_key_.end())
      return at->second;
    const auto named = positions_by_title_.find(title_key(meant.position));
    if (named != positions_by_title_.end() && named->second.size() > 1) {
      refusal = refused_row("K064",
                            fmt::format("Several positions are called {}. Write the id of one, or "
                                        "rename the others.",
                                        in_quotes(meant.position)),
                            "position");
      return tl::unexpected(*refusal.refusal);
    }
    if (named != positions_by_title_.end())
      return key_position(connection, meant.position, named->second.front());
    const auto made = batch_.parts.alignment.add_position(
        batch_.principal, {.id = {},
                           .title = meant.position_name,
                           .kind = meant.role == kRoleOverlay ? alignment::PositionKind::kOverlay
                                                              : alignment::PositionKind::kRep});
    if (!made) {
      auto refused = refused_by_alignment(made.error(), "position");
      if (!refused) return tl::unexpected(refused.error());
      refusal = std::move(*refused);
      return tl::unexpected(made.error());
    }
    made_ = *made;
    return key_position(connection, meant.position, made->id);
  }

  // So that the position is found again when it is called otherwise.
  Result<PositionId> key_position(db::Connection& connection, const std::string& key,
                                  PositionId id) {
    const auto put =
        put_alignment_key(connection, batch_.tenant(), KeyedObject::kPosition, key, id.uuid());
    if (!put) return tl::unexpected(put.error());
    keyed_ = id;
    return id;
  }

  Result<Written> record(Assignment assignment) {
    const auto recorded = batch_.parts.alignment.assign(batch_.principal, assignment);
    if (!recorded) return refused_by_alignment(recorded.error(), "territory");
    assignments_.push_back(*recorded);
    return Written{.what = What::kAdded};
  }

  // What the row said before, where it still holds and is not said again.
  Result<Written> take_back(const AssignmentKey& before, const AssignmentKey& after) {
    const bool is_same_pair =
        before.territory == after.territory && before.position == after.position;
    const auto stretches =
        parts_within(assignments_, before.territory, before.position, before.period);
    for (const PartStretch& stretch : stretches) {
      if (stretch.part != before.part) continue;
      const auto left = is_same_pair ? days_without(stretch.period, after.period)
                                     : std::vector<alignment::Period>{stretch.period};
      for (const alignment::Period& period : left) {
        auto ended = record({.territory = before.territory,
                             .position = before.position,
                             .period = period,
                             .part = Part::kNone});
        if (!ended || ended->what == What::kRefused) return ended;
      }
    }
    return Written{.what = What::kUpdated};
  }

  Result<Written> assign(AssignmentKey& after) {
    const auto stretches =
        parts_within(assignments_, after.territory, after.position, after.period);
    const auto other = other_owner(assignments_, after.territory, after.position, after.period);
    const bool is_overlay = after.role == kRoleOverlay || (after.role == kRoleEither && other);
    after.part = is_overlay ? Part::kOverlay : Part::kOwner;
    if (!is_overlay && other) {
      const auto title = titles_.find(other->position);
      return refused_row(
          "K063",
          fmt::format("A territory has one owner a day, and the position {} owns it {}. End that "
                      "first, or give the row the role overlay, or owner_or_overlay.",
                      in_quotes(title == titles_.end() ? other->position.text() : title->second),
                      days_of(other->period)),
          "territory");
    }
    const bool is_so = std::ranges::all_of(
        stretches, [&](const PartStretch& one) { return one.part == after.part; });
    if (is_so) return Written{.what = What::kUnchanged};
    return record({.territory = after.territory,
                   .position = after.position,
                   .period = after.period,
                   .part = after.part});
  }

  // Fills the days on which nobody holds the position.
  Result<Written> hold(const AssignmentKey& after) {
    if (!after.person) return Written{.what = What::kUnchanged};
    for (const HolderStretch& stretch : holders_within(holdings_, after.position, after.period)) {
      if (stretch.person == after.person) continue;
      if (stretch.person)
        return refused_row(
            "K065",
            fmt::format("Somebody else holds the position {}. End that first, or leave the person "
                        "out.",
                        days_of(stretch.period)),
            "person");
      const auto held = batch_.parts.alignment.hold(
          batch_.principal,
          {.position = after.position, .period = stretch.period, .person = after.person});
      if (!held) return refused_by_alignment(held.error(), "person");
      holdings_.push_back(*held);
    }
    return Written{.what = What::kUpdated};
  }

  AlignmentBatch batch_;
  std::vector<Assignment> assignments_;  // all that is recorded, what this batch adds too
  std::vector<Holding> holdings_;
  std::map<PositionId, std::string> titles_;
  std::map<std::string, PositionId> position_by_key_;
  std::map<std::string, std::vector<PositionId>> positions_by_title_;  // by title_key()
  std::map<std::string, AssignmentKey> known_;                         // by external id
  std::map<std::string, PersonId> people_;                             // by address
  std::optional<Position> made_;                                       // by the row
  std::optional<PositionId> keyed_;  // which the row's text means from now on
};

}  // namespace

Result<std::vector<Written>> write_assignments(const CrmParts& parts, db::Connection& connection,
                                               const RecordBatch& batch) {
  auto principal = principal_of(connection, batch.actor);
  if (!principal) return tl::unexpected(principal.error());
  return AssignmentRows({parts, connection, batch, std::move(*principal)}).write();
}

}  // namespace bailiwick::crm
