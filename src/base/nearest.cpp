#include "base/nearest.hpp"

#include <algorithm>
#include <vector>

namespace bailiwick {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) { return lower(c); });
  return result;
}

std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + change});
      const bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_swap) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace

std::optional<std::string> nearest_word(std::string_view typed,
                                        std::span<const std::string> words) {
  if (typed.empty() || typed.size() > kWordLengthLimit) return std::nullopt;
  const std::string wanted = lower(typed);
  std::optional<std::string> best;
  std::size_t best_distance = kWordLengthLimit + 1;
  for (const std::string& word : words) {
    if (word.empty() || word.size() > kWordLengthLimit) continue;
    const std::string candidate = lower(word);
    const bool is_prefix = wanted.size() >= 3 && candidate.starts_with(wanted);
    const std::size_t distance = is_prefix ? 1 : edit_distance(wanted, candidate);
    const std::size_t allowed =
        std::max<std::size_t>(1, std::max(wanted.size(), candidate.size()) / 3);
    if (distance > allowed || distance >= best_distance) continue;
    best = word;
    best_distance = distance;
  }
  return best;
}

std::string did_you_mean(std::string_view typed, std::span<const std::string> words) {
  const std::optional<std::string> word = nearest_word(typed, words);
  return word ? " Did you mean \"" + *word + "\"?" : "";
}

}  // namespace bailiwick
