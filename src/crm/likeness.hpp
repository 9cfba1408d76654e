// How likely two records are the same, and why (docs/spec/duplicates.md has the figures). Pure. O(bytes^2) of the texts compared.
//
// Fellegi & Sunter, A Theory for Record Linkage, JASA 64 (1969); partial agreement and string similarity: Winkler, String Comparator Metrics and
// Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage (1990).
#pragma once

#include <string_view>
#include <vector>

#include "crm/record.hpp"

namespace bailiwick::crm {

struct Evidence {
  std::string_view field;
  double similarity = 0;  // 0..1
  double weight = 0;      // bits: positive for the same, negative against
};
struct Likeness {
  double probability = 0;  // 0..1
  std::vector<Evidence>
      evidence;  // the strongest first, of either sign; fields that one of them has not are left out
};
// Two records of one object that has duplicates. Symmetric.
[[nodiscard]] Likeness likeness_of(const Record& a, const Record& b);

// Jaro-Winkler similarity of bytes, 0..1, with a prefix of at most four and a scale of 0.1. Empty texts are like nothing.
[[nodiscard]] double jaro_winkler(std::string_view a, std::string_view b);

}  // namespace bailiwick::crm
