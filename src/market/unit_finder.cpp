#include "market/unit_finder.hpp"

#include "base/text.hpp"

namespace bailiwick::market {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

}  // namespace

std::string plain_code(std::string_view code) {
  std::string plain;
  for (const char c : code)
    if (!is_blank(c)) plain.push_back(capital(c));
  return plain;
}

std::string code_of_postal_code(std::string_view postal_code, std::int64_t characters) {
  std::string code;
  std::int64_t count = 0;
  for (const char c : postal_code) {
    if (is_blank(c)) continue;
    if (begins_character(c) && ++count > characters) return code;
    code.push_back(capital(c));
  }
  return count == characters ? code : std::string();
}

UnitFinder::UnitFinder(const Layer& layer, std::span<const LayerUnit> units,
                       const geo::Coverage& shapes)
    : rule_(layer.match), country_(layer.country.value_or("")) {
  if (rule_.by == MatchBy::kPlace) {
    areas_.emplace(shapes);
    return;
  }
  for (std::size_t place = 0; place < units.size(); ++place)
    by_code_.emplace(plain_code(units[place].code), static_cast<std::int32_t>(place));
}

std::optional<std::int32_t> UnitFinder::unit_of(const AccountPlace& account) const {
  if (rule_.by == MatchBy::kPlace)
    return account.point ? areas_->area_at(*account.point) : std::nullopt;
  if (!country_.empty() && !is_same_ascii(account.country, country_)) return std::nullopt;
  const std::string code = code_of_postal_code(account.postal_code, rule_.characters);
  if (code.empty()) return std::nullopt;
  const auto found = by_code_.find(code);
  if (found == by_code_.end()) return std::nullopt;
  return found->second;
}

}  // namespace bailiwick::market
