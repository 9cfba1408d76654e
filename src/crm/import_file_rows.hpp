// How the rows of a file hang together: which repeat an external id, which name another row as their parent, and in which order
// they can be written so that what a row names is there before it.
//
// Follows from the file alone, so that a run that was interrupted finds the same order again. A row's parent is the row whose external id the cell holds,
// or else the only one whose name it holds. Levels: rows without such a parent are level 0, others one below their parent's; rows of a level
// are in the order of the file. Rows in a circle, and those below them, are in the last level. O(rows).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "crm/import_plan.hpp"
#include "platform/files/table.hpp"

namespace bailiwick::crm {

class FileRows {
 public:
  // Both outlive it.
  FileRows(const ImportPlan& plan, const platform::files::Table& table);

  // The first row with the same external id; nothing where the row is the first, or has none.
  [[nodiscard]] std::optional<std::size_t> same_id(std::size_t row) const;
  // Of territories: the first row with the same name, compared without case and accents; nothing where the row is the first.
  [[nodiscard]] std::optional<std::size_t> same_name(std::size_t row) const;
  // The row that it names as its parent.
  [[nodiscard]] std::optional<std::size_t> parent(std::size_t row) const;
  [[nodiscard]] bool is_circular(std::size_t row) const;

  // The object's field of the parent; nothing where no column is mapped to one.
  [[nodiscard]] std::optional<std::size_t> parent_field() const { return parent_field_; }

  // All rows, level by level.
  [[nodiscard]] std::size_t row_at(std::size_t place) const {
    return order_.empty() ? place : order_[place];
  }
  // The places behind the last of each level, ascending; the last is the number of rows.
  [[nodiscard]] std::span<const std::size_t> level_ends() const { return level_ends_; }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  // As ids are compared: of the two forms of a Salesforce id what they have in common.
  [[nodiscard]] std::string_view id_at(std::size_t row, std::size_t column) const;
  void index_ids(std::size_t column);
  void index_names(std::size_t column);
  void link_parents(std::size_t column, std::optional<std::size_t> name_column);
  void order_levels();

  const platform::files::Table& table_;
  bool is_salesforce_ = false;
  std::optional<std::size_t> parent_field_;
  std::optional<std::size_t> id_column_;
  std::unordered_map<std::string_view, std::uint32_t> row_of_id_;  // the first
  std::vector<std::uint32_t> first_of_name_;                       // of territories, one a row
  std::vector<std::uint32_t> parent_;                              // empty: no row has one
  std::vector<bool> is_circular_;
  std::vector<std::uint32_t> order_;  // empty: the file's
  std::vector<std::size_t> level_ends_;
};

}  // namespace bailiwick::crm
