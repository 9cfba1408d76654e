// Which postal codes a rule names, and which of them no layer of units has. Pure.
//
// A units rule names those that it lists; a formula those that it compares the field postal_code with: by == or !=, as a list after `in`, or with startsWith(); texts of more
// than kUnitBytesMax bytes are no codes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "market/service.hpp"
#include "planning/assignment_book.hpp"

namespace bailiwick::planning {

struct NamedCodes {
  std::vector<std::string> countries = {};  // as they are compared; empty: any
  std::vector<std::string> codes = {};      // as written, or "10*" for all that begin so
};

// Nothing where the rule names none, or where the countries that it is about cannot be told.
[[nodiscard]] std::optional<NamedCodes> codes_named_by(const RuleBook& book, const BookRule& rule);

// Whether some rule names any.
[[nodiscard]] bool does_name_codes(const RuleBook& book);

// Those that no layer of these countries has, each once, in the order in which they are named. None where there is no such layer: then nothing is known of them.
// O(codes * layers * log codes of a layer).
[[nodiscard]] std::vector<std::string> codes_in_no_layer(
    const NamedCodes& named, std::span<const market::LayerCodes> layers);

}  // namespace bailiwick::planning
