#include "crm/import_file_rows.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "crm/import_salesforce.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

using platform::files::Table;

// The table's column that a field is read from.
std::optional<std::size_t> column_of(const ImportPlan& plan, std::string_view field) {
  for (const PlannedColumn& column : plan.columns)
    if (column.fields.size() == 1 && plan.schema->fields[column.fields.front()].name == field)
      return column.column;
  return std::nullopt;
}

// The field that refers to the object itself.
const ImportField* own_reference(const ImportSchema& schema) {
  for (const ImportField& field : schema.fields)
    if (field.index && field.refers_to == schema.object) return &field;
  return nullptr;
}

}  // namespace

FileRows::FileRows(const ImportPlan& plan, const Table& table)
    : table_(table), is_salesforce_(plan.source == ImportSource::kSalesforce) {
  id_column_ = column_of(plan, kExternalId);
  if (id_column_) index_ids(*id_column_);
  if (plan.schema->object == ObjectKind::kTerritory)
    if (const auto column = column_of(plan, "name")) index_names(*column);
  if (const ImportField* field = own_reference(*plan.schema)) {
    if (const auto column = column_of(plan, field->name)) {
      parent_field_ = field->index;
      link_parents(*column, column_of(plan, object_of(plan.schema->object).title.front()));
    }
  }
  order_levels();
}

void FileRows::index_ids(std::size_t column) {
  row_of_id_.reserve(table_.row_count());
  for (std::size_t row = 0; row < table_.row_count(); ++row) {
    const std::string_view id = id_at(row, column);
    if (!id.empty()) row_of_id_.emplace(id, static_cast<std::uint32_t>(row));
  }
}

std::string_view FileRows::id_at(std::size_t row, std::size_t column) const {
  const std::string_view text = trimmed(table_.field(row, column));
  return is_salesforce_ ? short_salesforce_id(text) : text;
}

void FileRows::index_names(std::size_t column) {
  std::unordered_map<std::string, std::uint32_t> rows;
  for (std::size_t row = 0; row < table_.row_count(); ++row) {
    const auto at = static_cast<std::uint32_t>(row);
    const std::string name = title_key(trimmed(table_.field(row, column)));
    first_of_name_.push_back(name.empty() ? at : rows.emplace(name, at).first->second);
  }
}

void FileRows::link_parents(std::size_t column, std::optional<std::size_t> name_column) {
  std::unordered_map<std::string_view, std::uint32_t> row_of_name;  // kNone: several
  if (name_column) {
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      const auto [at, is_first] = row_of_name.emplace(trimmed(table_.field(row, *name_column)),
                                                      static_cast<std::uint32_t>(row));
      if (!is_first) at->second = kNone;
    }
  }
  std::vector<std::uint32_t> parents(table_.row_count(), kNone);
  bool has_parents = false;
  for (std::size_t row = 0; row < table_.row_count(); ++row) {
    const std::string_view text = trimmed(table_.field(row, column));
    if (text.empty()) continue;
    if (const auto id = row_of_id_.find(id_at(row, column)); id != row_of_id_.end()) {
      parents[row] = id->second;
    } else if (const auto name = row_of_name.find(text); name != row_of_name.end()) {
      parents[row] = name->second;
    }
    has_parents = has_parents || parents[row] != kNone;
  }
  if (has_parents) parent_ = std::move(parents);
}

void FileRows::order_levels() {
  const std::size_t count = table_.row_count();
  if (parent_.empty()) {
    level_ends_.push_back(count);
    return;
  }
  // Children of each row as lists within one array, then level after level of those whose parent has its place.
  std::vector<std::uint32_t> begins(count + 1, 0);
  for (const std::uint32_t parent : parent_)
    if (parent != kNone) ++begins[parent + 1];
  for (std::size_t row = 0; row < count; ++row) begins[row + 1] += begins[row];
  std::vector<std::uint32_t> children(begins[count]);
  std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
  is_circular_.assign(count, true);
  order_.reserve(count);
  for (std::uint32_t row = 0; row < count; ++row) {
    if (parent_[row] != kNone) {
      children[next[parent_[row]]++] = row;
      continue;
    }
    order_.push_back(row);
    is_circular_[row] = false;
  }
  for (std::size_t begin = 0; begin < order_.size();) {
    const std::size_t end = order_.size();
    level_ends_.push_back(end);
    for (std::size_t place = begin; place < end; ++place) {
      for (std::size_t c = begins[order_[place]]; c < begins[order_[place] + 1]; ++c) {
        order_.push_back(children[c]);
        is_circular_[children[c]] = false;
      }
    }
    std::sort(order_.begin() + static_cast<std::ptrdiff_t>(end), order_.end());
    begin = end;
  }
  if (order_.size() == count) return;
  for (std::uint32_t row = 0; row < count; ++row)
    if (is_circular_[row]) order_.push_back(row);
  level_ends_.push_back(count);
}

std::optional<std::size_t> FileRows::same_id(std::size_t row) const {
  if (!id_column_) return std::nullopt;
  const auto found = row_of_id_.find(id_at(row, *id_column_));
  if (found == row_of_id_.end() || found->second == row) return std::nullopt;
  return found->second;
}

std::optional<std::size_t> FileRows::same_name(std::size_t row) const {
  if (first_of_name_.empty() || first_of_name_[row] == row) return std::nullopt;
  return first_of_name_[row];
}

std::optional<std::size_t> FileRows::parent(std::size_t row) const {
  if (parent_.empty() || parent_[row] == kNone) return std::nullopt;
  return parent_[row];
}

bool FileRows::is_circular(std::size_t row) const {
  return !is_circular_.empty() && is_circular_[row];
}

}  // namespace bailiwick::crm
