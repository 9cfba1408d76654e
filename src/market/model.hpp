// The ideal customer profile as values: weighted criteria that say how well an account fits. docs/spec/market.md has the meaning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "alignment/model.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"

namespace bailiwick::market {

struct IcpProfileTag {
  static constexpr std::string_view kPrefix = "icp";
};
using IcpProfileId = Uid<IcpProfileTag>;
using alignment::AccountId;
using alignment::TerritoryId;

inline constexpr std::size_t kCriteriaMax = 50;  // of a profile; a set of them fits 64 bits
inline constexpr std::int64_t kWeightMax = 1'000;
inline constexpr std::size_t kNameLengthMax = 200;  // characters, of a profile and of a criterion
inline constexpr std::size_t kFormulaBytesMax = 10'000;

struct Criterion {
  std::string name;         // unique in its profile
  std::string formula;      // a condition over an account's fields
  std::int64_t weight = 1;  // 1 .. kWeightMax
  friend bool operator==(const Criterion&, const Criterion&) = default;
};

enum class ProfileState { kDraft, kActive, kArchived };
[[nodiscard]] std::string_view name_of(ProfileState state);  // "draft", "active", "archived"
[[nodiscard]] std::optional<ProfileState> parse_profile_state(std::string_view word);

struct IcpProfile {
  IcpProfileId id;
  std::string name;
  ProfileState state = ProfileState::kDraft;
  std::vector<Criterion> criteria;  // 1 .. kCriteriaMax, in the company's order
  Instant created_at;
  std::optional<Instant> activated_at = {};
  std::int64_t version = 1;
};

// Criteria as a set: criterion i is bit i.
using CriteriaSet = std::uint64_t;
static_assert(kCriteriaMax <= 64);

// What came of the criteria for one account. A criterion in neither set failed; one that has no answer (a field is empty) is unknown.
struct Marks {
  CriteriaSet held = 0;
  CriteriaSet unknown = 0;  // disjoint from held
  friend bool operator==(const Marks&, const Marks&) = default;
};

// The weights of a profile's criteria by what came of them, for one account.
struct Score {
  std::int64_t held = 0;
  std::int64_t unknown = 0;
  std::int64_t total = 0;  // of all criteria; > 0

  // 0 .. 100. The unknown count as not held.
  [[nodiscard]] double value() const { return percent(held); }
  // What it would be if all that is unknown held.
  [[nodiscard]] double most() const { return percent(held + unknown); }

 private:
  [[nodiscard]] double percent(std::int64_t part) const {
    return 100.0 * static_cast<double>(part) / static_cast<double>(total);
  }
};

}  // namespace bailiwick::market
