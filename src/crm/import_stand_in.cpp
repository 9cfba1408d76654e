#include "crm/import_stand_in.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace bailiwick::crm {
namespace {

std::string_view said(const Record& record, std::string_view field) {
  const auto index = record.object().index_of(field);
  if (!index) return {};
  const auto* text = std::get_if<std::string>(&record.values[*index]);
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

std::string begin_of(std::string_view text) {
  text = trimmed(text);
  text = trimmed(text.substr(0, text.find('\n')));
  if (text.size() <= kSubjectBytesMax) return std::string(text);
  std::size_t end = kSubjectBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "\u2026";
}

std::optional<StandIn> last_name_of(const Record& record) {
  if (const auto first = said(record, "first_name"); !first.empty())
    return StandIn{std::string(first), "first_name", {record.object().at("first_name")}};
  if (const auto email = said(record, "email"); !email.empty())
    return StandIn{std::string(email.substr(0, email.find('@'))), "email"};
  return std::nullopt;
}

std::optional<StandIn> company_of(const Record& record) {
  std::string name(said(record, "first_name"));
  if (const auto last = said(record, "last_name"); !last.empty())
    name.append(name.empty() ? "" : " ").append(last);
  if (!name.empty()) return StandIn{std::move(name), "name"};
  if (const auto email = said(record, "email"); !email.empty())
    return StandIn{std::string(email), "email"};
  return std::nullopt;
}

StandIn subject_of(const Record& record, std::string_view kind) {
  if (!kind.empty()) return {begin_of(kind), "kind"};
  if (std::string line = begin_of(said(record, "description")); !line.empty())
    return {std::move(line), "description"};
  return {std::string(kNoSubject), "nothing"};
}

}  // namespace

std::optional<StandIn> stand_in(const Record& record, std::string_view field,
                                std::string_view kind) {
  switch (record.object().kind) {
    case ObjectKind::kContact:
      return field == "last_name" ? last_name_of(record) : std::nullopt;
    case ObjectKind::kLead:
      return field == "company" ? company_of(record) : std::nullopt;
    case ObjectKind::kActivity:
    case ObjectKind::kTask:
    case ObjectKind::kNote:
      return field == "subject" ? std::optional(subject_of(record, kind)) : std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace bailiwick::crm
