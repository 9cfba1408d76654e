#include "platform/config/toml_file.hpp"

#include <toml++/toml.h>

#include <fmt/core.h>
#include <fstream>
#include <iterator>

namespace bailiwick::platform::config {
namespace {

TomlEntry entry_of(std::string key, const toml::node& node) {
  TomlEntry entry{.key = std::move(key),
                  .kind = TomlEntry::Kind::kOther,
                  .text = {},
                  .texts = {},
                  .line = static_cast<int>(node.source().begin.line)};
  if (const auto* text = node.as_string()) {
    entry.kind = TomlEntry::Kind::kText;
    entry.text = text->get();
  } else if (const auto* whole = node.as_integer()) {
    entry.kind = TomlEntry::Kind::kWhole;
    entry.text = std::to_string(whole->get());
  } else if (const auto* array = node.as_array()) {
    entry.kind = TomlEntry::Kind::kTexts;
    for (const toml::node& element : *array) {
      if (const auto* item = element.as_string()) {
        entry.texts.push_back(item->get());
      } else {
        entry.kind = TomlEntry::Kind::kOther;
      }
    }
  }
  return entry;
}

// Settings are two words deep: [section] key. What lies deeper is reported as a value of another kind.
std::vector<TomlEntry> flattened(const toml::table& root) {
  std::vector<TomlEntry> entries;
  for (const auto& [section, node] : root) {
    const toml::table* table = node.as_table();
    if (table == nullptr) {
      entries.push_back(entry_of(std::string(section.str()), node));
      continue;
    }
    for (const auto& [name, value] : *table) {
      entries.push_back(entry_of(fmt::format("{}.{}", section.str(), name.str()), value));
    }
  }
  return entries;
}

}  // namespace

Result<std::vector<TomlEntry>> read_toml(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in || text.size() > kFileBytesMax) {
    return fail(
        ErrorCode::kIo, "C001",
        fmt::format("The configuration file {} cannot be read{}.", path,
                    text.size() > kFileBytesMax ? ": it is larger than 1 MiB"
                                                : "; look at its name and who may read it"));
  }
  try {
    return flattened(toml::parse(text, path));
  } catch (const toml::parse_error& error) {
    return fail(ErrorCode::kInvalidInput, "C002",
                fmt::format("{}, line {}: {}. The file is TOML: [section], then key = \"value\".",
                            path, error.source().begin.line, error.description()));
  }
}

}  // namespace bailiwick::platform::config
