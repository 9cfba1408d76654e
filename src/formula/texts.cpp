#include "formula/texts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace bailiwick::formula {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// White_Space of Unicode 15.
constexpr std::array<std::string_view, 25> kSpaces = {
    "\t",     "\n",     "\v",     "\f",     "\r",     " ",      "\u0085", "\u00a0", "\u1680",
    "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
    "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

}  // namespace

std::int64_t character_count(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); });
}

std::optional<std::size_t> byte_of_character(std::string_view text, std::int64_t index) {
  if (index < 0) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_continuation(text[i]) && index-- == 0) return i;
  }
  if (index == 0) return text.size();
  return std::nullopt;
}

std::string_view beginning(std::string_view text, std::int64_t count) {
  return text.substr(0, byte_of_character(text, count).value_or(text.size()));
}

std::string_view trimmed_text(std::string_view text) {
  const auto cut = [&](auto has, auto remove) {
    const auto* space = kSpaces.begin();
    while (space != kSpaces.end()) {
      space = std::find_if(kSpaces.begin(), kSpaces.end(), has);
      if (space != kSpaces.end()) remove(space->size());
    }
  };
  cut([&](std::string_view space) { return text.starts_with(space); },
      [&](std::size_t size) { text.remove_prefix(size); });
  cut([&](std::string_view space) { return text.ends_with(space); },
      [&](std::size_t size) { text.remove_suffix(size); });
  return text;
}

std::int64_t index_of(std::string_view text, std::string_view part) {
  const std::size_t found = text.find(part);
  return found == std::string_view::npos ? -1 : character_count(text.substr(0, found));
}

std::optional<std::string_view> with_replaced(Arena& arena, std::string_view text,
                                              std::string_view from, std::string_view to) {
  std::string out;
  std::size_t at = 0;
  while (at <= text.size() && out.size() <= kMadeTextLimit) {
    std::size_t found = text.find(from, at);
    if (from.empty()) {
      found = at;
      while (found < text.size() && is_continuation(text[found])) ++found;
    }
    if (found == std::string_view::npos) break;
    out += text.substr(at, found - at);
    out += to;
    at = found + from.size();
    if (!from.empty()) continue;
    if (at < text.size()) out += text[at];
    ++at;
  }
  if (at <= text.size()) out += text.substr(at);
  if (out.size() > kMadeTextLimit) return std::nullopt;
  return arena.copy(out);
}

}  // namespace bailiwick::formula
