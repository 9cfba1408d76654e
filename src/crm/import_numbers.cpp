#include "crm/import_numbers.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"
#include "crm/import_words.hpp"
#include "platform/identity/codes.hpp"

namespace bailiwick::crm {
namespace {

constexpr std::size_t kNumberBytesMax = 100;
constexpr std::size_t kGroup = 3;

constexpr std::string_view kMinus = "\u2212";
// Blanks that part groups (usual, no-break, narrow no-break, thin) and apostrophes.
constexpr std::string_view kParting[] = {" ", "\u00a0", "\u202f", "\u2009", "'", "\u2019"};
constexpr std::string_view kBlanks[] = {" ", "\t", "\u00a0", "\u202f", "\u2009"};

// Takes `what` off the front or the end.
bool take_front(std::string_view& text, std::string_view what) {
  if (!text.starts_with(what)) return false;
  text.remove_prefix(what.size());
  return true;
}
bool take_back(std::string_view& text, std::string_view what) {
  if (!text.ends_with(what)) return false;
  text.remove_suffix(what.size());
  return true;
}

std::string_view without_blanks(std::string_view text) {
  const auto front = [&](std::string_view blank) { return take_front(text, blank); };
  const auto back = [&](std::string_view blank) { return take_back(text, blank); };
  while (std::ranges::any_of(kBlanks, front) || std::ranges::any_of(kBlanks, back)) {
  }
  return text;
}

bool take_sign(std::string_view& text) {
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    text = without_blanks(text.substr(1, text.size() - 2));
    return true;
  }
  if (take_front(text, "+")) return false;
  const bool is_negative = take_front(text, "-") || take_front(text, kMinus) ||
                           take_back(text, "-") || take_back(text, kMinus);
  text = without_blanks(text);
  return is_negative;
}

// What parts groups at the front of the text; empty: nothing does.
std::string_view parting_at(std::string_view text, char decimal_mark) {
  if (!text.empty() && text.front() != decimal_mark && (text.front() == '.' || text.front() == ','))
    return text.substr(0, 1);
  for (const std::string_view parting : kParting)
    if (text.starts_with(parting)) return parting;
  return {};
}

std::size_t digits_at(std::string_view text) {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

// The digits before the decimal mark, groups joined; false where they are not in threes.
bool take_whole_part(std::string_view& text, char decimal_mark, std::string& digits,
                     bool& has_groups) {
  std::size_t count = digits_at(text);
  digits += text.substr(0, count);
  text.remove_prefix(count);
  const std::string_view parting = parting_at(text, decimal_mark);
  if (parting.empty()) return true;
  if (count == 0 || count > kGroup) return false;
  has_groups = true;
  while (take_front(text, parting)) {
    count = digits_at(text);
    if (count != kGroup) return false;
    digits += text.substr(0, count);
    text.remove_prefix(count);
  }
  return true;
}

// "e8", "E-3" or nothing.
bool is_exponent(std::string_view text) {
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  text.remove_prefix(1);
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
  return !text.empty() && text.size() <= 3 && digits_at(text) == text.size();
}

struct Sign {
  std::string_view sign;
  std::string_view codes;  // the usual one first
};
// The longer signs before those that they begin or end with.
constexpr Sign kSigns[] = {{"US$", "USD"},
                           {"R$", "BRL"},
                           {"A$", "AUD"},
                           {"C$", "CAD"},
                           {"HK$", "HKD"},
                           {"NZ$", "NZD"},
                           {"S$", "SGD"},
                           {"$", "USD CAD AUD NZD SGD HKD MXN ARS CLP COP TWD"},
                           {"\u20ac", "EUR"},
                           {"\u00a3", "GBP"},
                           {"\u00a5", "JPY CNY"},
                           {"\u20b9", "INR"},
                           {"\u20ba", "TRY"},
                           {"\u20bd", "RUB"},
                           {"\u20a9", "KRW"},
                           {"\u20aa", "ILS"},
                           {"\u20b4", "UAH"},
                           {"z\u0142", "PLN"},
                           {"K\u010d", "CZK"},
                           {"Ft", "HUF"},
                           {"kr.", "DKK SEK NOK ISK"},
                           {"kr", "SEK NOK DKK ISK"},
                           {"Fr.", "CHF"}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_code(std::string_view text) {
  std::string code(text);
  for (char& c : code)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return code.size() == 3 && platform::identity::is_currency(code);
}

// Three letters at one end that are a code, no letter beside them.
std::string_view code_at_front(std::string_view text) {
  if (text.size() < 3 || (text.size() > 3 && is_letter(text[3]))) return {};
  return is_code(text.substr(0, 3)) ? text.substr(0, 3) : std::string_view();
}
std::string_view code_at_back(std::string_view text) {
  if (text.size() < 3 || (text.size() > 3 && is_letter(text[text.size() - 4]))) return {};
  return is_code(text.substr(text.size() - 3)) ? text.substr(text.size() - 3) : std::string_view();
}

MoneyParts take_word(std::string_view text) {
  if (const auto code = code_at_front(text); !code.empty())
    return {without_blanks(text.substr(code.size())), code};
  if (const auto code = code_at_back(text); !code.empty())
    return {without_blanks(text.substr(0, text.size() - code.size())), code};
  for (const Sign& sign : kSigns) {
    if (text.starts_with(sign.sign))
      return {without_blanks(text.substr(sign.sign.size())), text.substr(0, sign.sign.size())};
    if (text.ends_with(sign.sign))
      return {without_blanks(text.substr(0, text.size() - sign.sign.size())),
              text.substr(text.size() - sign.sign.size())};
  }
  return {text, {}};
}

// A number and what the word behind it stands for.
struct Short {
  std::string_view number;
  std::int64_t factor = 1;
};
struct ShortWord {
  std::string_view word;
  std::int64_t factor;
};
constexpr std::int64_t kThousand = 1'000;
constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kMilliard = 1'000'000'000;
// The longer before those that they end with.
constexpr ShortWord kShortWords[] = {
    {"thousand", kThousand}, {"duizend", kThousand}, {"million", kMillion}, {"miljoen", kMillion},
    {"billion", kMilliard},  {"miljard", kMilliard}, {"mln", kMillion},     {"mio", kMillion},
    {"mrd", kMilliard},      {"bn", kMilliard},      {"mm", kMillion},      {"k", kThousand},
    {"m", kMillion},         {"b", kMilliard}};

Short short_of(std::string_view text) {
  text = without_blanks(text);
  for (const ShortWord& known : kShortWords) {
    if (text.size() <= known.word.size()) continue;
    const std::string_view word = text.substr(text.size() - known.word.size());
    const std::string_view number = without_blanks(text.substr(0, text.size() - known.word.size()));
    const bool is_it = is_same_ascii(word, known.word) && !number.empty() && number.back() >= '0' &&
                       number.back() <= '9';
    if (is_it) return {number, known.factor};
  }
  return {text, 1};
}

// "51-200" in two; "10000+" has no upper end. What is no range is its lower end.
struct Ends {
  std::string_view low;
  std::string_view high;
  bool is_range = false;
};
Ends ends_of(std::string_view text) {
  text = without_blanks(text);
  if (text.size() > 1 && text.back() == '+')
    return {without_blanks(text.substr(0, text.size() - 1)), {}, true};
  for (const std::string_view dash : {"-", "\u2013", "\u2014"}) {
    const std::size_t at = text.find(dash, 1);
    if (at == std::string_view::npos || at + dash.size() >= text.size()) continue;
    return {without_blanks(text.substr(0, at)), money_parts(text.substr(at + dash.size())).number,
            true};
  }
  return {text, {}, false};
}

// As parse_decimal() reads it.
std::optional<std::string> plain_number(std::string_view text, char decimal_mark) {
  if (text.size() > kNumberBytesMax) return std::nullopt;
  text = without_blanks(text);
  std::string plain;
  if (take_sign(text)) plain = "-";
  bool has_groups = false;
  const std::size_t begin = plain.size();
  if (!take_whole_part(text, decimal_mark, plain, has_groups)) return std::nullopt;
  std::size_t digit_count = plain.size() - begin;
  if (digit_count == 0) plain += '0';
  if (!text.empty() && text.front() == decimal_mark) {
    text.remove_prefix(1);
    const std::size_t count = digits_at(text);
    plain += '.';
    plain += text.substr(0, count);
    text.remove_prefix(count);
    if (count == 0) plain += '0';
    digit_count += count;
  }
  if (digit_count == 0 || !is_exponent(text) || (has_groups && !text.empty())) return std::nullopt;
  plain += text;
  return plain;
}

}  // namespace

std::optional<Decimal> read_number(std::string_view text, char decimal_mark) {
  const auto plain = plain_number(text, decimal_mark);
  return plain ? parse_decimal(*plain) : std::nullopt;
}

bool is_too_large_number(std::string_view text, char decimal_mark) {
  const auto plain = plain_number(text, decimal_mark);
  if (!plain || parse_decimal(*plain)) return false;
  const std::size_t exponent = plain->find_first_of("eE");
  // Without its decimals, which may be too many; an exponent below zero makes a number small.
  const std::string whole = plain->substr(0, std::min(plain->find('.'), exponent));
  const bool is_small =
      exponent != std::string::npos && plain->find('-', exponent) != std::string::npos;
  return !is_small &&
         !parse_decimal(exponent == std::string::npos ? whole : whole + plain->substr(exponent));
}

std::optional<Decimal> read_amount(std::string_view text, char decimal_mark) {
  if (const auto number = read_number(text, decimal_mark)) return number;
  const Ends ends = ends_of(text);
  Short low = short_of(ends.low);
  if (low.factor == 1 && !ends.high.empty()) low.factor = short_of(ends.high).factor;
  const auto number = read_number(low.number, decimal_mark);
  if (!number || (!ends.high.empty() && !read_number(short_of(ends.high).number, decimal_mark)))
    return std::nullopt;
  return product(*number, Decimal::whole(low.factor));
}

bool is_range(std::string_view cell) {
  if (cell.size() > kNumberBytesMax || cell.find_first_of("0123456789") == std::string_view::npos)
    return false;
  const Ends ends = ends_of(money_parts(cell).number);
  if (!ends.is_range) return false;
  const auto is_number = [](std::string_view end) {
    const std::string_view number = short_of(end).number;
    return read_number(number, '.') || read_number(number, ',');
  };
  return is_number(ends.low) && (ends.high.empty() || is_number(ends.high));
}

std::optional<Decimal> read_share(std::string_view text, char decimal_mark, bool is_whole_percent) {
  text = without_blanks(text);
  const bool is_percent = take_back(text, "%");
  const auto number = read_number(text, decimal_mark);
  if (!number || !is_percent || is_whole_percent) return number;
  return quotient(*number, Decimal::whole(100));
}

MoneyParts money_parts(std::string_view text) {
  text = without_blanks(text);
  if (text.ends_with(",-") || text.ends_with(".-")) text.remove_suffix(2);  // "€ 12,-": no cents
  return take_word(text);
}

std::optional<Currency> currency_of(std::string_view word, std::optional<Currency> usual) {
  word = without_blanks(word);
  std::string code(word);
  for (char& c : code)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (code.size() == 3 && platform::identity::is_currency(code)) return Currency::parse(code);
  for (const Sign& sign : kSigns) {
    if (sign.sign != word) continue;
    const bool is_usual = usual && sign.codes.find(usual->text()) != std::string_view::npos;
    return is_usual ? usual : Currency::parse(sign.codes.substr(0, 3));
  }
  return std::nullopt;
}

MarkVote mark_vote(std::string_view cell) {
  if (cell.size() > kNumberBytesMax) return MarkVote::kNone;
  std::string_view number = money_parts(cell).number;
  take_back(number, "%");
  number = short_of(ends_of(without_blanks(number)).low).number;
  if (number.find_first_of(".,") == std::string_view::npos) return MarkVote::kNone;
  const bool may_be_point = read_number(number, '.').has_value();
  const bool may_be_comma = read_number(number, ',').has_value();
  if (may_be_point && may_be_comma) return MarkVote::kAmbiguous;
  if (may_be_point) return MarkVote::kPoint;
  return may_be_comma ? MarkVote::kComma : MarkVote::kNone;
}

}  // namespace bailiwick::crm
