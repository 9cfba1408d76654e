// From a unit's id, as some file writes it, to its index.
//
// Files that went through a spreadsheet lose the leading zeros of codes such as ZIPs ("01001" becomes "1001").
// Where an id of digits is unknown as written, the one unit that differs from it in leading zeros only is meant; two such
// units mean none. Every match of that kind is to be counted and said by the caller (Match::is_restored).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bailiwick::platform::files {

class UnitLookup {
 public:
  // Refers to `ids`, which must outlive the lookup and not move. Of doubled ids the first is found.
  explicit UnitLookup(std::span<const std::string> ids);

  struct Match {
    std::int32_t unit = 0;
    bool is_restored = false;  // matched by leading zeros
  };
  [[nodiscard]] std::optional<Match> find(std::string_view id) const;
  // Exactly as written.
  [[nodiscard]] std::optional<std::int32_t> find_exact(std::string_view id) const;
  [[nodiscard]] std::size_t unit_count() const { return ids_.size(); }
  [[nodiscard]] const std::string& id_of(std::size_t unit) const { return ids_[unit]; }

 private:
  std::span<const std::string> ids_;
  std::vector<std::int32_t> exact_;  // open addressing by hash; -1 free
  std::vector<std::int32_t>
      stripped_;  // the same by the id without leading zeros; empty where no id is of digits
  std::vector<std::int32_t>
      ambiguous_;  // units in stripped_ that others share their digits with; ascending
};

}  // namespace bailiwick::platform::files
