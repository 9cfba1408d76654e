#include "alignment/model.hpp"

#include <array>
#include <cassert>
#include <cstddef>

namespace bailiwick::alignment {
namespace {

constexpr std::array<std::string_view, 3> kKinds = {"rep", "manager", "overlay"};
constexpr std::array<std::string_view, 3> kParts = {"owner", "overlay", "none"};
constexpr std::array<std::string_view, 4> kReasons = {"rule", "manual", "geography", "import"};

template <class Word, std::size_t kCount>
std::optional<Word> parse(const std::array<std::string_view, kCount>& words,
                          std::string_view word) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == word) return static_cast<Word>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name_of(PositionKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  assert(index < kKinds.size());
  return kKinds[index];
}

std::optional<PositionKind> parse_position_kind(std::string_view word) {
  return parse<PositionKind>(kKinds, word);
}

std::string_view name_of(Part part) {
  const auto index = static_cast<std::size_t>(part);
  assert(index < kParts.size());
  return kParts[index];
}

std::optional<Part> parse_part(std::string_view word) { return parse<Part>(kParts, word); }

std::string_view name_of(AlignmentReason reason) {
  const auto index = static_cast<std::size_t>(reason);
  assert(index < kReasons.size());
  return kReasons[index];
}

std::optional<AlignmentReason> parse_alignment_reason(std::string_view word) {
  return parse<AlignmentReason>(kReasons, word);
}

}  // namespace bailiwick::alignment
