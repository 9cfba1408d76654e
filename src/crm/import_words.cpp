#include "crm/import_words.hpp"

#include <array>
#include <cstdint>

namespace bailiwick::crm {
namespace {

// U+00C0 to U+017F without their marks, each ended by a blank; "-" where nothing is left.
constexpr std::uint32_t kFirst = 0xC0;
constexpr std::size_t kCount = 192;
constexpr std::string_view kLetters =
    "a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th ss a a a a a a "
    "ae c e e e e i i i i d n o o o o o - o u u u u y th y a a a a a a c c c c c c c "
    "c d d d d e e e e e e e e e e g g g g g g g g h h h h i i i i i i i i i i ij ij "
    "j j k k k l l l l l l l l l l n n n n n n n n n o o o o o o oe oe r r r r r r s "
    "s s s s s s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s ";

constexpr std::array<std::string_view, kCount> letters() {
  std::array<std::string_view, kCount> all{};
  std::size_t begin = 0;
  for (std::string_view& letter : all) {
    const std::size_t end = kLetters.find(' ', begin);
    letter = kLetters.substr(begin, end - begin);
    if (letter == "-") letter = {};
    begin = end + 1;
  }
  return all;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_continued(char c) { return (static_cast<std::uint8_t>(c) & 0xC0U) == 0x80U; }

}  // namespace

std::string plain_word(std::string_view text) {
  static constexpr auto kFolded = letters();
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c) || is_small(c)) plain += c;
    if (is_capital(c)) plain += static_cast<char>(c - 'A' + 'a');
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte < 0x80) continue;
    const bool has_next = i + 1 < text.size();
    const std::uint32_t code_point =
        has_next ? (byte & 0x1FU) << 6U | (static_cast<std::uint8_t>(text[i + 1]) & 0x3FU) : 0;
    const bool is_two_bytes = (byte & 0xE0U) == 0xC0U && has_next;
    if (is_two_bytes && code_point >= kFirst && code_point < kFirst + kCount) {
      plain += kFolded[code_point - kFirst];
      ++i;
    } else if (byte >= 0xC3U && byte != 0xE2U) {
      // Letters of other scripts; U+2000 to U+2FFF are quotes, dashes, blanks and signs.
      do {
        plain += text[i];
      } while (i + 1 < text.size() && is_continued(text[i + 1]) && ++i);
    } else {
      while (i + 1 < text.size() && is_continued(text[i + 1])) ++i;
    }
  }
  return plain;
}

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
