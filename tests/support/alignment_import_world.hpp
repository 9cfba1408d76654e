// For tests of imports of territories and assignments: rows as words, written as a file of them is.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "alignment/store.hpp"
#include "crm/alignment_writer.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::testing {

class AlignmentImportTest : public CrmTest {
 protected:
  // A row's fields as texts: "external_id", "name", "from" (a day), "territory" or "parent" (an id).
  using Words = std::map<std::string, std::string>;

  static LocalDate day(const std::string& text) { return *parse_date(text); }

  static crm::Record row_of(crm::ObjectKind object, const Words& words) {
    crm::Record row = crm::blank_record(object);
    for (const auto& [field, text] : words) {
      if (field == "external_id") {
        row.external_id = text;
      } else if (field == "id") {
        row.id = *crm::RecordId::parse(object, text);
      } else {
        const std::size_t at = row.object().at(field);
        const auto type = row.object().fields[at].type;
        if (type == crm::FieldType::kDate)
          row.values[at] = day(text);
        else if (type == crm::FieldType::kRecord)
          row.values[at] = alignment::TerritoryId::parse(text)->uuid();
        else
          row.values[at] = text;
      }
    }
    return row;
  }

  // The fields that any of the rows has are those of the file. One answer a row: "added", "updated", "unchanged", or the rule and the field of a refusal.
  std::vector<std::string> write_rows(crm::ObjectKind object, const std::vector<Words>& rows) {
    std::vector<crm::Record> records;
    std::set<std::size_t> fields;
    for (const Words& words : rows) {
      records.push_back(row_of(object, words));
      for (const auto& [field, text] : words)
        if (const auto at = crm::object_of(object).index_of(field)) fields.insert(*at);
    }
    const std::vector<std::size_t> read(fields.begin(), fields.end());
    const crm::AlignmentWriter writer(parts());
    const auto written = world->database().write([&](db::Connection& connection) {
      return writer.write(connection, {.actor = {admin.tenant, admin.person},
                                       .object = object,
                                       .fields = read,
                                       .custom_keys = {},
                                       .records = records});
    });
    EXPECT_TRUE(written) << written.error().message;
    std::vector<std::string> answers;
    constexpr const char* kWhat[] = {"added", "updated", "unchanged"};
    for (const crm::Written& one : written.value_or(std::vector<crm::Written>()))
      answers.push_back(one.refusal ? one.refusal->rule + " " + one.field
                                    : kWhat[static_cast<int>(one.what)]);
    return answers;
  }

  // The tree on a day, sorted: "Name", "Name<Parent", with who owns it and who is beside the owner: "Name:owner+overlay".
  std::vector<std::string> tree_on(const std::string& on) {
    const auto nodes = parts().alignment.tree(admin, {.day = day(on)});
    const auto positions = parts().alignment.positions(admin, {.day = day(on)});
    std::map<alignment::PositionId, std::string> titles;
    for (const auto& one : *positions) titles[one.position.id] = one.position.title;
    std::map<alignment::TerritoryId, std::string> names;
    for (const auto& node : *nodes) names[node.territory.id] = node.territory.name;
    std::vector<std::string> all;
    for (const auto& node : *nodes) {
      std::string text = node.territory.name;
      if (node.parent) text += "<" + names[*node.parent];
      if (node.owner || !node.overlays.empty()) text += ":";
      if (node.owner) text += titles[*node.owner];
      for (const auto& overlay : node.overlays) text += "+" + titles[overlay];
      all.push_back(text);
    }
    std::ranges::sort(all);
    return all;
  }

  alignment::TerritoryId territory(const std::string& name) {
    const auto all = world->database().read([&](db::Connection& connection) {
      return alignment::all_territories(connection, admin.tenant);
    });
    for (const auto& one : *all)
      if (one.name == name) return one.id;
    ADD_FAILURE() << "no territory " << name;
    return {};
  }

  std::int64_t revision() {
    return *world->database().read([&](db::Connection& connection) {
      return alignment::revision_of(connection, admin.tenant);
    });
  }
};

}  // namespace bailiwick::testing
