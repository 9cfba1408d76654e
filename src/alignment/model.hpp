// Positions (seats in the sales organisation), the tree of territories, and who has what from when to when.
//
// What is dated holds for the days from `from` until the day before `to` (half-open; no `to`: without end). Nothing is changed in place: each
// change adds a row with a revision, and for a key and a day the row of the highest revision among those that cover it holds.
// So "what did we believe on X about Y" has an answer, and a correction in the past leaves a trace.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "base/uuid.hpp"

namespace bailiwick::alignment {

struct PositionTag {
  static constexpr std::string_view kPrefix = "position";
};
struct TerritoryTag {
  static constexpr std::string_view kPrefix = "territory";
};
using PositionId = Uid<PositionTag>;
using TerritoryId = Uid<TerritoryTag>;
// Accounts stand above (crm): here they are ids and no more.
struct AccountTag {
  static constexpr std::string_view kPrefix = "account";
};
using AccountId = Uid<AccountTag>;

inline constexpr std::size_t kTerritoriesMax = 20'000;  // a company
inline constexpr std::size_t kPositionsMax = 20'000;
inline constexpr std::size_t kTreeDepthMax = 20;
inline constexpr std::size_t kNameBytesMax = 200;
inline constexpr std::size_t kAccountMovesMax = 2'000'000;  // in one change

// Days, half-open.
struct Period {
  LocalDate from;
  std::optional<LocalDate> to = {};

  [[nodiscard]] bool covers(LocalDate day) const { return from <= day && (!to || day < *to); }
  friend bool operator==(const Period&, const Period&) = default;
};

enum class PositionKind { kRep, kManager, kOverlay };
[[nodiscard]] std::string_view name_of(PositionKind kind);  // "rep", "manager", "overlay"
[[nodiscard]] std::optional<PositionKind> parse_position_kind(std::string_view word);

struct Position {
  PositionId id;
  std::string title;
  PositionKind kind = PositionKind::kRep;
  std::int64_t version = 1;
};

struct Territory {
  TerritoryId id;
  std::string name;
  std::int64_t version = 1;
};

// What a position is to a territory: at most one owner a day; any number of overlays beside it.
enum class Part { kOwner, kOverlay, kNone };
[[nodiscard]] std::string_view name_of(Part part);  // "owner", "overlay", "none"
[[nodiscard]] std::optional<Part> parse_part(std::string_view word);

// When something was recorded, and by whom.
struct Recording {
  std::int64_t revision = 0;
  Instant at;
  PersonId by = {};  // nil: the system

  [[nodiscard]] std::optional<PersonId> by_somebody() const {
    return by.is_nil() ? std::nullopt : std::optional(by);
  }
};

struct Placement {
  TerritoryId territory;
  Period period;
  std::optional<TerritoryId> parent = {};  // absent: at the top
  bool is_open = true;                     // false: not in the tree
  Recording recording = {};
};

struct Holding {
  PositionId position;
  Period period;
  std::optional<PersonId> person = {};  // absent: vacant
  Recording recording = {};
};

struct Assignment {
  TerritoryId territory;
  PositionId position;
  Period period;
  Part part = Part::kOwner;
  Recording recording = {};
};

// Why an account is where it is.
enum class AlignmentReason { kRule, kManual, kGeography, kImport };
[[nodiscard]] std::string_view name_of(AlignmentReason reason);  // "rule", "manual", ...
[[nodiscard]] std::optional<AlignmentReason> parse_alignment_reason(std::string_view word);

// An account's territory, or an overlay territory that it belongs to besides, as recorded.
struct AccountAlignment {
  AccountId account;
  std::optional<TerritoryId> overlay = {};  // absent: its own territory
  Period period;
  std::optional<TerritoryId> territory = {};  // absent: none; of an overlay: no longer that one
  AlignmentReason reason = AlignmentReason::kManual;
  std::string rule = {};  // the id of the assignment rule, where the reason is one
  Recording recording = {};
  std::optional<std::int64_t> superseded_revision = {};  // absent: still believed
  std::optional<Instant> superseded_at = {};
};

// The tree on one day, as a list: parents before children, brothers and sisters by name.
struct TerritoryNode {
  Territory territory;
  std::optional<TerritoryId> parent;
  std::optional<PositionId> owner;
  std::vector<PositionId> overlays;
};

}  // namespace bailiwick::alignment
