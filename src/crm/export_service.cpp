#include "crm/export_service.hpp"

#include <memory>
#include <vector>

#include "crm/field_value.hpp"
#include "platform/files/csv.hpp"

namespace bailiwick::crm {
namespace {

void append(std::string& out, const std::vector<std::string>& fields) {
  const std::vector<std::string_view> views(fields.begin(), fields.end());
  platform::files::append_csv_row(out, views);
}

std::vector<std::string> header_of(const ObjectSpec& object,
                                   const std::vector<CustomField>& custom) {
  std::vector<std::string> header = {"id", "external_id"};
  for (const FieldSpec& field : object.fields) {
    header.emplace_back(field.name);
    if (field.type == FieldType::kMoney) header.push_back(std::string(field.name) + ".currency");
  }
  for (const CustomField& field : custom)
    if (field.is_open) header.push_back("custom." + field.key);
  if (object.kind == ObjectKind::kAccount) header.emplace_back("territory");
  return header;
}

std::vector<std::string> row_of(const Record& record, const std::vector<CustomField>& custom) {
  std::vector<std::string> row = {record.id.text(), record.external_id};
  const ObjectSpec& object = record.object();
  for (std::size_t f = 0; f < object.fields.size(); ++f) {
    row.push_back(text_of(object.fields[f], record.values[f]));
    if (object.fields[f].type != FieldType::kMoney) continue;
    const auto* money = std::get_if<Money>(&record.values[f]);
    row.emplace_back(money ? money->currency.text() : "");
  }
  for (const CustomField& field : custom) {
    if (!field.is_open) continue;
    const auto value = record.custom.find(field.key);
    row.push_back(value == record.custom.end() ? ""
                                               : text_of(CustomSpec(field).spec(), value->second));
  }
  if (object.kind == ObjectKind::kAccount)
    row.push_back(record.territory ? "territory_" + to_base32(*record.territory) : "");
  return row;
}

std::string text_of(const LabelledPage& page) {
  std::string out;
  for (const LabelledRecord& item : page.items) append(out, row_of(item.record, page.custom));
  return out;
}

}  // namespace

Checked<ExportPieces> ExportService::rows(const platform::identity::Principal& principal,
                                          const ListAsk& ask) const {
  ListAsk asked = ask;
  asked.limit = kExportPage;
  asked.cursor.clear();
  // The first page before anything is answered, so that a mistake is an error and not half a file.
  const auto first = records_.list(principal, asked);
  if (!first) return fail(first.error());
  std::string text;
  append(text, header_of(object_of(ask.object), first->custom));
  text += text_of(*first);
  struct State {
    std::string text;
    std::optional<std::string> cursor;
  };
  auto state = std::make_shared<State>(State{std::move(text), first->next});
  return ExportPieces([&records = records_, principal, asked, state](std::string& piece) mutable {
    if (state->text.empty() && state->cursor) {
      asked.cursor = *state->cursor;
      const auto page = records.list(principal, asked);
      if (!page) return false;
      state->cursor = page->next;
      state->text = text_of(*page);
    }
    piece = std::exchange(state->text, {});
    return !piece.empty();
  });
}

}  // namespace bailiwick::crm
