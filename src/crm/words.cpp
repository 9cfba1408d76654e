#include "crm/words.hpp"

#include <algorithm>
#include <cstdint>

#include "base/text.hpp"

namespace bailiwick::crm {
namespace {

// U+00C0 .. U+017F, a letter each; '*': two letters (kPairs), '-': no letter.
constexpr std::string_view kPlain =
    "aaaaaa*ceeeeiiii"
    "dnooooo-ouuuuy**"
    "aaaaaa*ceeeeiiii"
    "dnooooo-ouuuuy*y"
    "aaaaaaccccccccdd"
    "ddeeeeeeeeeegggg"
    "gggghhhhiiiiiiii"
    "ii**jjkkklllllll"
    "lllnnnnnnnnnoooo"
    "oo**rrrrrrssssss"
    "ssttttttuuuuuuuu"
    "uuuuwwyyyzzzzzzs";
static_assert(kPlain.size() == 0x180 - 0xC0);

struct Pair {
  std::uint32_t letter;
  std::string_view plain;
};
constexpr Pair kPairs[] = {{0xC6, "ae"},  {0xDE, "th"},  {0xDF, "ss"},  {0xE6, "ae"}, {0xFE, "th"},
                           {0x132, "ij"}, {0x133, "ij"}, {0x152, "oe"}, {0x153, "oe"}};

constexpr std::uint32_t kBroken = 0xFFFD;

struct Character {
  std::uint32_t code = 0;
  std::size_t size = 1;
};

// Bytes that are no UTF-8 count one by one, as characters that are like no other.
Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
  };
  const std::uint32_t lead = byte(at);
  const std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (lead < 0x80) return {.code = lead, .size = 1};
  if (size == 1 || at + size > text.size()) return {.code = kBroken, .size = 1};
  std::uint32_t code = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) code = code << 6 | (byte(at + i) & 0x3FU);
  return {.code = code, .size = size};
}

void append_code(std::string& out, std::uint32_t code) {
  out += static_cast<char>(0xC0U | code >> 6);
  out += static_cast<char>(0x80U | (code & 0x3FU));
}

// Greek and Cyrillic capitals, whose small letters lie a fixed distance on.
std::uint32_t small_of(std::uint32_t code) {
  if (code >= 0x391 && code <= 0x3A9) return code + 0x20;
  if (code >= 0x410 && code <= 0x42F) return code + 0x20;
  if (code >= 0x400 && code <= 0x40F) return code + 0x50;
  return code;
}

void append_folded(std::string& out, std::string_view bytes, std::uint32_t code) {
  if (code < 0x80) {
    out += ascii_lower(bytes);
  } else if (code >= 0xC0 && code < 0x180) {
    const char plain = kPlain[code - 0xC0];
    if (plain == '*')
      out += std::ranges::find(kPairs, code, &Pair::letter)->plain;
    else if (plain == '-')
      out += ' ';
    else
      out += plain;
  } else if (const std::uint32_t small = small_of(code); small != code) {
    append_code(out, small);
  } else {
    out += bytes;
  }
}

// Punctuation beyond ASCII that people write between words: Latin-1's signs, and the block of dashes, quotes and spaces.
bool is_letter(std::uint32_t code) {
  if (code < 0x80) return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z');
  return !(code < 0xC0 || (code >= 0x2000 && code < 0x2070) || code == 0x3000);
}

std::string cut(std::string text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
  text.resize(end);
  return text;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    append_folded(out, text.substr(at, character.size), character.code);
    at += character.size;
  }
  return out;
}

std::vector<std::string> words_of(std::string_view text, std::size_t count_max) {
  const std::string plain = folded(text);
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(cut(std::move(word), kWordBytesMax));
    word.clear();
  };
  for (std::size_t at = 0; at < plain.size() && words.size() < count_max;) {
    const Character character = character_at(plain, at);
    if (is_letter(character.code))
      word += plain.substr(at, character.size);
    else
      end_word();
    at += character.size;
  }
  if (words.size() < count_max) end_word();
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::string letters_of(std::string_view text) {
  const std::string plain = folded(text);
  std::string letters;
  for (std::size_t at = 0; at < plain.size();) {
    const Character character = character_at(plain, at);
    if (is_letter(character.code)) letters += plain.substr(at, character.size);
    at += character.size;
  }
  return letters;
}

std::string title_key(std::string_view title) { return cut(folded(title), kTitleKeyBytesMax); }

}  // namespace bailiwick::crm
