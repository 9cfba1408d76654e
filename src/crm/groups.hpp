// The groups of a list by one of its fields, with what their values are called.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "crm/record_store.hpp"

namespace bailiwick::crm {

struct LabelledGroup {
  Group group;
  std::string label;  // empty where the value speaks for itself
};

struct Groups {
  Column by;
  std::vector<LabelledGroup> items;  // the largest first
};

// R008 no such field; R012 one whose values are too many to group by: numbers, money, dates.
[[nodiscard]] Result<Column> group_column(const ListNames& names, std::string_view by);
[[nodiscard]] Result<std::vector<LabelledGroup>> labelled_groups(db::Connection& connection,
                                                                 const Viewer& viewer,
                                                                 const ObjectSpec& object,
                                                                 const Column& by,
                                                                 std::vector<Group> groups);

}  // namespace bailiwick::crm
