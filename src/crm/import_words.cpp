#include "crm/import_words.hpp"

#include <cstdint>

namespace bailiwick::crm {
namespace {

bool is_continued(char c) { return (static_cast<std::uint8_t>(c) & 0xC0U) == 0x80U; }

}  // namespace

std::string in_quotes(std::string_view value) {
  std::size_t end = value.size();
  if (end > kQuotedBytesMax) {
    end = kQuotedBytesMax;
    while (end > 0 && is_continued(value[end])) --end;
  }
  std::string text = "\"";
  for (const char c : value.substr(0, end))
    text += static_cast<std::uint8_t>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return text + (end < value.size() ? "\u2026\"" : "\"");
}

}  // namespace bailiwick::crm
