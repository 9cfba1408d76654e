#include "crm/marks.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

static_assert(kMarkBytesMax == kTitleKeyBytesMax);
constexpr std::size_t kNameWordsMax = 12;
constexpr std::size_t kPhoneDigits = 9;
constexpr std::size_t kPhoneDigitsMin = 7;
constexpr std::size_t kLettersWithCity = 5;
constexpr std::size_t kLettersWithCode = 3;

// Legal forms of the countries whose companies we meet most, and articles; as words_of() cuts them. Sorted.
constexpr std::array<std::string_view, 48> kPlainWords = {
    "a",    "ab",   "ag",           "and", "as",  "b",   "bv",  "bvba", "co",      "company",
    "corp", "cv",   "de",           "den", "der", "die", "ein", "en",   "eg",      "gmbh",
    "het",  "inc",  "incorporated", "kft", "kg",  "la",  "le",  "les",  "limited", "llc",
    "llp",  "lp",   "ltd",          "mbh", "nv",  "of",  "ohg", "oy",   "plc",     "s",
    "sa",   "sarl", "sas",          "spa", "srl", "the", "und", "v"};

std::string text_of(const Record& record, std::string_view field) {
  const auto index = record.object().index_of(field);
  if (!index) return {};
  const auto* text = std::get_if<std::string>(&record.values[*index]);
  return text == nullptr ? std::string() : *text;
}

// Cut at a character's end.
std::string first_letters(std::string_view text, std::size_t count) {
  const std::string letters = letters_of(text);
  std::size_t end = 0;
  for (std::size_t at = 0; at <= letters.size(); ++at) {
    const bool is_start =
        at == letters.size() || (static_cast<unsigned char>(letters[at]) & 0xC0U) != 0x80;
    if (!is_start) continue;
    end = at;
    if (count-- == 0) break;
  }
  return letters.substr(0, end);
}

class Marks {
 public:
  void add(std::string_view kind, const std::string& value) {
    if (value.empty()) return;
    all.push_back(title_key(std::string(kind) + value));
  }
  // Two parts, both of which are needed.
  void add(std::string_view kind, const std::string& first, const std::string& second) {
    if (!first.empty() && !second.empty()) add(kind, first + " " + second);
  }
  std::vector<std::string> all;
};

}  // namespace

bool has_duplicates(ObjectKind kind) {
  return kind == ObjectKind::kAccount || kind == ObjectKind::kContact || kind == ObjectKind::kLead;
}

std::string name_words(std::string_view name) {
  const std::vector<std::string> words = words_of(name, kNameWordsMax);
  const auto join = [&](bool is_all) {
    std::string joined;
    for (const std::string& word : words) {
      if (!is_all && std::ranges::find(kPlainWords, std::string_view(word)) != kPlainWords.end())
        continue;
      if (!joined.empty()) joined += ' ';
      joined += word;
    }
    return joined;
  };
  const std::string telling = join(false);
  return telling.empty() ? join(true) : telling;
}

std::string phone_digits(std::string_view phone) {
  std::string digits;
  for (const char c : phone)
    if (c >= '0' && c <= '9') digits += c;
  if (digits.size() < kPhoneDigitsMin) return {};
  return digits.size() <= kPhoneDigits ? digits : digits.substr(digits.size() - kPhoneDigits);
}

std::string host_of(std::string_view website) {
  const auto scheme = website.find("://");
  if (scheme != std::string_view::npos) website.remove_prefix(scheme + 3);
  website = website.substr(0, website.find_first_of("/?#:"));
  std::string host = ascii_lower(website);
  if (host.starts_with("www.")) host.erase(0, 4);
  return host.find('.') == std::string::npos ? std::string() : host;
}

std::vector<std::string> marks_of(const Record& record) {
  Marks marks;
  if (!has_duplicates(record.id.kind)) return marks.all;
  const std::string name = name_words(record.title());
  marks.add("n ", name);
  marks.add("p ", phone_digits(text_of(record, "phone")));
  marks.add("p ", phone_digits(text_of(record, "mobile")));
  marks.add("m ", ascii_lower(text_of(record, "email")));
  marks.add("w ", host_of(text_of(record, "website")));
  marks.add("c ", first_letters(name, kLettersWithCity), letters_of(text_of(record, "city")));
  marks.add("z ", first_letters(name, kLettersWithCode),
            letters_of(text_of(record, "postal_code")));
  std::ranges::sort(marks.all);
  marks.all.erase(std::unique(marks.all.begin(), marks.all.end()), marks.all.end());
  return std::move(marks.all);
}

}  // namespace bailiwick::crm
