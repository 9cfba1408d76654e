#include "crm/record.hpp"

namespace bailiwick::crm {

std::string RecordId::text() const {
  return std::string(object_of(kind).name) + "_" + to_base32(uuid);
}

std::optional<RecordId> RecordId::parse(ObjectKind kind, std::string_view text) {
  const std::string_view prefix = object_of(kind).name;
  if (!text.starts_with(prefix) || text.size() <= prefix.size() || text[prefix.size()] != '_')
    return std::nullopt;
  const auto uuid = from_base32(text.substr(prefix.size() + 1));
  return uuid ? std::optional(RecordId{.kind = kind, .uuid = *uuid}) : std::nullopt;
}

std::string Record::title() const {
  std::string title;
  for (const std::string_view field : object().title) {
    const auto* words = std::get_if<std::string>(&value(field));
    if (words == nullptr) continue;
    if (!title.empty()) title += ' ';
    title += *words;
  }
  return title;
}

Record blank_record(ObjectKind kind) {
  Record record;
  record.id.kind = kind;
  record.values.resize(object_of(kind).fields.size());
  return record;
}

}  // namespace bailiwick::crm
