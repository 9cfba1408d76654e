#include "crm/likeness.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "base/text.hpp"
#include "crm/marks.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

// How often a field agrees in records of the same (m), and in two that share a mark by chance (u).
struct Chances {
  double m;
  double u;
};
constexpr Chances kName{.m = 0.95, .u = 0.002};
constexpr Chances kShortName{.m = 0.95, .u = 0.02};
constexpr Chances kPhone{.m = 0.80, .u = 0.0005};
constexpr Chances kMail{.m = 0.90, .u = 0.0001};
constexpr Chances kWebsite{.m = 0.85, .u = 0.01};
constexpr Chances kStreet{.m = 0.80, .u = 0.005};
constexpr Chances kPostalCode{.m = 0.90, .u = 0.02};
constexpr Chances kCity{.m = 0.90, .u = 0.05};
constexpr Chances kCountry{.m = 0.99, .u = 0.50};
constexpr Chances kAccount{.m = 0.90, .u = 0.05};

constexpr double kOddsBefore = 1.0 / 100;
constexpr double kAgrees = 0.95;
constexpr double kDiffers = 0.75;
constexpr std::size_t kComparedBytesMax = 120;

constexpr double kWinklerScale = 0.1;
constexpr std::size_t kWinklerPrefix = 4;

// How far the letters of a and b that match may lie apart, and which do.
double jaro(std::string_view a, std::string_view b) {
  const std::size_t window = std::max<std::size_t>(std::max(a.size(), b.size()) / 2, 1) - 1;
  std::vector<char> is_matched_a(a.size(), 0);
  std::vector<char> is_matched_b(b.size(), 0);
  std::size_t matches = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t last = std::min(i + window + 1, b.size());
    for (std::size_t j = i > window ? i - window : 0; j < last; ++j) {
      if (is_matched_b[j] != 0 || a[i] != b[j]) continue;
      is_matched_a[i] = is_matched_b[j] = 1;
      ++matches;
      break;
    }
  }
  if (matches == 0) return 0;
  std::size_t moved = 0;
  for (std::size_t i = 0, j = 0; i < a.size(); ++i) {
    if (is_matched_a[i] == 0) continue;
    while (is_matched_b[j] == 0) ++j;
    if (a[i] != b[j++]) ++moved;
  }
  const auto m = static_cast<double>(matches);
  const double in_order = m - static_cast<double>(moved) / 2;
  return (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + in_order / m) / 3;
}

// A share of the agreement's weight and of the disagreement's, by how similar the texts are.
double weight_of(const Chances& chances, double similarity) {
  const double agreement = std::log2(chances.m / chances.u);
  const double disagreement = std::log2((1 - chances.m) / (1 - chances.u));
  const double share = std::clamp((similarity - kDiffers) / (kAgrees - kDiffers), 0.0, 1.0);
  return disagreement + share * (agreement - disagreement);
}

double equality(const std::string& a, const std::string& b) { return a == b ? 1 : 0; }

class Comparing {
 public:
  Comparing(const Record& a, const Record& b) : a_(a), b_(b) {}

  // Both are read by `form`, then compared by `similarity`; where one of them is empty nothing is said.
  template <class Form, class Similarity>
  void add(std::string_view field, const Chances& chances, Form&& form, Similarity&& similarity) {
    const std::string a = form(text(a_, field));
    const std::string b = form(text(b_, field));
    if (!a.empty() && !b.empty()) say(field, chances, similarity(a, b));
  }
  [[nodiscard]] bool agrees_on(std::string_view field) const {
    return std::ranges::any_of(likeness_.evidence, [&](const Evidence& one) {
      return one.field == field && one.similarity >= kAgrees;
    });
  }
  void add_name() {
    const std::string a = name_words(a_.title());
    const std::string b = name_words(b_.title());
    if (a.empty() || b.empty()) return;
    const bool is_short = a.find(' ') == std::string::npos || b.find(' ') == std::string::npos;
    say("name", is_short ? kShortName : kName, jaro_winkler(a, b));
  }
  // Of contacts: whom they work for.
  void add_account() {
    if (a_.id.kind != ObjectKind::kContact) return;
    say("account", kAccount, a_.value("account") == b_.value("account") ? 1 : 0);
  }
  Likeness result() {
    std::ranges::stable_sort(likeness_.evidence, std::greater<>(),
                             [](const Evidence& one) { return std::abs(one.weight); });
    double bits = std::log2(kOddsBefore);
    for (const Evidence& one : likeness_.evidence) bits += one.weight;
    likeness_.probability = 1 / (1 + std::exp2(-bits));
    return std::move(likeness_);
  }

 private:
  static std::string text(const Record& record, std::string_view field) {
    const auto index = record.object().index_of(field);
    const auto* text = index ? std::get_if<std::string>(&record.values[*index]) : nullptr;
    return text == nullptr ? std::string() : text->substr(0, kComparedBytesMax);
  }
  void say(std::string_view field, const Chances& chances, double similarity) {
    likeness_.evidence.push_back({field, similarity, weight_of(chances, similarity)});
  }

  const Record& a_;
  const Record& b_;
  Likeness likeness_;
};

}  // namespace

double jaro_winkler(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return 0;
  const double plain = a < b ? jaro(a, b) : jaro(b, a);  // whose letters choose first matters
  std::size_t prefix = 0;
  const std::size_t most = std::min({a.size(), b.size(), kWinklerPrefix});
  while (prefix < most && a[prefix] == b[prefix]) ++prefix;
  return plain + static_cast<double>(prefix) * kWinklerScale * (1 - plain);
}

Likeness likeness_of(const Record& a, const Record& b) {
  const auto words = [](const std::string& text) { return name_words(text); };
  const auto letters = [](const std::string& text) { return letters_of(text); };
  const auto lower = [](const std::string& text) { return ascii_lower(text); };
  Comparing both(a, b);
  both.add_name();
  both.add("phone", kPhone, phone_digits, equality);
  both.add("email", kMail, lower, equality);
  both.add("website", kWebsite, host_of, equality);
  both.add("street", kStreet, words, jaro_winkler);
  both.add("postal_code", kPostalCode, letters, equality);
  // The same code says the city already.
  if (!both.agrees_on("postal_code")) both.add("city", kCity, words, jaro_winkler);
  both.add("country", kCountry, lower, equality);
  both.add_account();
  return both.result();
}

}  // namespace bailiwick::crm
