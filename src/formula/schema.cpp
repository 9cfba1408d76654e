#include "formula/schema.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "formula/printer.hpp"

namespace bailiwick::formula {
namespace {

bool is_writable(std::string_view name) {
  const bool has_bad_byte = std::any_of(name.begin(), name.end(), [](char c) {
    return c == '`' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  return !name.empty() && name.size() <= kNameLimit && !has_bad_byte && is_utf8(name);
}

Fault unwritable(std::string_view what, std::string_view name) {
  return {
      "Q041",
      fmt::format(
          "{} {} has a name that cannot be written: 1 to {} bytes of UTF-8 without backticks and "
          "control characters.",
          what, quoted(name.substr(0, kNameLimit)), kNameLimit),
      Span{}, ""};
}

Fault too_many(std::string_view what, std::size_t limit, std::size_t count) {
  return {
      "Q042", fmt::format("There are {} {}; at most {} are handled together.", count, what, limit),
      Span{}, "",
      "",     ErrorCode::kLimit};
}

}  // namespace

Faults faults_of_names(const Schema& schema, const std::vector<Definition>& definitions) {
  Faults faults;
  if (schema.fields.size() > kFieldsLimit)
    return {too_many("fields", kFieldsLimit, schema.fields.size())};
  if (definitions.size() > kDefinitionsLimit)
    return {too_many("formulas", kDefinitionsLimit, definitions.size())};
  std::map<std::string_view, bool> is_field;
  for (const Field& field : schema.fields) {
    if (!is_writable(field.name) || field.type.kind == Kind::kNull)
      faults.push_back(unwritable("A field", field.name));
    else if (!is_field.emplace(field.name, true).second)
      faults.push_back(
          {"Q040",
           fmt::format("There are two fields {}; give one another name.", quoted(field.name)),
           Span{}, ""});
  }
  for (const Definition& definition : definitions) {
    if (!is_writable(definition.name)) {
      faults.push_back(unwritable("A formula", definition.name));
      continue;
    }
    const auto [there, is_new] = is_field.emplace(definition.name, false);
    if (is_new) continue;
    faults.push_back(
        {"Q043",
         fmt::format(
             "The name {} is ambiguous: {} is called so already; give the formula another name.",
             quoted(definition.name), there->second ? "a field" : "another formula"),
         Span{}, ""});
  }
  if (faults.size() > kFaultsLimit) faults.resize(kFaultsLimit);
  return faults;
}

NameIndex::NameIndex(const Schema& schema, const std::vector<Definition>& definitions) {
  for (std::uint32_t i = 0; i < schema.fields.size(); ++i)
    fields_.emplace(schema.fields[i].name, i);
  for (std::uint32_t i = 0; i < definitions.size(); ++i)
    definitions_.emplace(definitions[i].name, i);
}

std::optional<std::uint32_t> NameIndex::field(std::string_view name) const {
  const auto found = fields_.find(name);
  if (found == fields_.end()) return std::nullopt;
  return found->second;
}

std::optional<std::uint32_t> NameIndex::definition(std::string_view name) const {
  const auto found = definitions_.find(name);
  if (found == definitions_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> NameIndex::longer_names(std::string_view name) const {
  const std::string ending = fmt::format(".{}", name);
  std::vector<std::string> found;
  for (const auto* names : {&fields_, &definitions_}) {
    for (const auto& [known, index] : *names) {
      if (known.ends_with(ending)) found.push_back(written_name(known));
    }
  }
  return found;
}

std::optional<std::string> NameIndex::nearest(std::string_view name) const {
  std::vector<std::string> names;
  for (const auto* known : {&fields_, &definitions_}) {
    for (const auto& entry : *known) names.emplace_back(entry.first);
  }
  return nearest_word(name, names);
}

}  // namespace bailiwick::formula
