#include "formula/fault.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace bailiwick::formula {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Characters of `text`, by the bytes that begin one.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

std::size_t line_start(std::string_view text, std::size_t offset) {
  const std::size_t found = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  return found == std::string_view::npos ? 0 : found + 1;
}

// Moves back to where a character begins.
std::size_t character_start(std::string_view text, std::size_t offset) {
  while (offset > 0 && offset < text.size() && is_continuation(text[offset])) --offset;
  return offset;
}

// Control characters would disturb the picture.
std::string visible(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) c = ' ';
  }
  return out;
}

std::string excerpt(const Fault& fault, std::string_view text, const Place& place) {
  const std::size_t at = std::min<std::size_t>(fault.at.offset, text.size());
  std::size_t begin = line_start(text, at);
  std::size_t end = std::min(text.find('\n', at), text.size());
  if (at - begin > kExcerptWidth / 2) begin = character_start(text, at - kExcerptWidth / 2);
  if (end - begin > kExcerptWidth) end = character_start(text, begin + kExcerptWidth);
  const std::string margin = fmt::format("  {} | ", place.line);
  const std::size_t marked_end = std::clamp<std::size_t>(fault.at.end(), at, end);
  const std::size_t marks = std::max<std::size_t>(characters(text.substr(at, marked_end - at)), 1);
  return fmt::format("\n{}{}\n{}| {}{}", margin, visible(text.substr(begin, end - begin)),
                     std::string(margin.size() - 2, ' '),
                     std::string(characters(text.substr(begin, at - begin)), ' '),
                     std::string(marks, '^'));
}

}  // namespace

Span joined(Span first, Span last) { return {first.offset, last.end() - first.offset}; }

Place place_of(std::string_view text, std::uint32_t offset) {
  const std::size_t at = std::min<std::size_t>(offset, text.size());
  const std::string_view before = text.substr(0, at);
  const std::size_t begin = line_start(text, at);
  return {.line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
          .column = 1 + characters(text.substr(begin, at - begin))};
}

Error to_error(const Fault& fault, std::string_view text) {
  const Place place = place_of(text, fault.at.offset);
  std::string message;
  if (!fault.definition.empty()) message = fmt::format("{}: ", fault.definition);
  message += fmt::format("line {}, column {}: {}", place.line, place.column, fault.message);
  message += excerpt(fault, text, place);
  return {fault.code, fault.rule, std::move(message)};
}

Errors to_errors(const Faults& faults, std::string_view text) {
  Errors errors;
  for (const Fault& fault : faults) errors.push_back(to_error(fault, text));
  return errors;
}

}  // namespace bailiwick::formula
